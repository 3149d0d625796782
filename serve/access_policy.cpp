// Host, Origin and token of a request.
#include "serve/access_policy.h"

#include <algorithm>
#include <cctype>

#include "serve/api_error.h"

namespace footfall::serve {
namespace {

std::string lower(std::string_view text) {
    std::string result(text);
    std::transform(result.begin(), result.end(), result.begin(),
                   [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return result;
}

/// In a time that tells nothing of where they differ.
bool equal_secrets(std::string_view stated, std::string_view secret) noexcept {
    unsigned difference = stated.size() == secret.size() ? 0U : 1U;
    for (std::size_t i = 0; i < stated.size(); ++i) {
        const char other = secret.empty() ? '\0' : secret[i % secret.size()];
        difference |= static_cast<unsigned char>(stated[i]) ^ static_cast<unsigned char>(other);
    }
    return difference == 0U;
}

std::string without_scheme(const std::string& origin) {
    const std::size_t mark = origin.find("://");
    return mark == std::string::npos ? origin : origin.substr(mark + 3);
}

}  // namespace

bool is_loopback(std::string_view host) noexcept {
    return host == "localhost" || host == "::1" || host.starts_with("127.");
}

AccessPolicy::AccessPolicy(AccessOptions options) : options_(std::move(options)) {
    options_.origin = lower(options_.origin);
    const auto add = [&](const std::string& name) {
        const std::string bracketed = name.find(':') == std::string::npos ? name : "[" + name + "]";
        names_.push_back(lower(bracketed) + ":" + std::to_string(options_.port));
        if (options_.port == 80) {
            names_.push_back(lower(bracketed));
        }
    };
    add(options_.host);
    if (is_loopback(options_.host)) {
        add("localhost");
        add("127.0.0.1");
        add("::1");
    }
    if (!options_.origin.empty()) {
        names_.push_back(without_scheme(options_.origin));
    }
}

std::optional<Response> AccessPolicy::refusal(const Request& request) const {
    const auto hosts = std::count_if(request.headers.begin(), request.headers.end(),
                                     [](const auto& header) { return header.first == "host"; });
    const std::string host = lower(request.header("host").value_or(""));
    if (hosts != 1 || !is_our_name(host)) {
        return error_response(421, "wrong_host", "This server is not reached under that name.");
    }
    const auto origin = request.header("origin");
    if (origin && !is_our_page(lower(*origin), host)) {
        return error_response(403, "wrong_origin", "Only the page of this server may ask that.");
    }
    const bool by_script = request.header("x-footfall") == "1";
    if ((request.writes() || request.web_socket) && !origin && !by_script) {
        return error_response(403, "no_origin", "A script says so with the header X-Footfall: 1.");
    }
    if (!has_token(request)) {
        Response response = error_response(401, "no_token", "This server wants its token.");
        response.headers.emplace_back("WWW-Authenticate", "Bearer");
        return response;
    }
    return std::nullopt;
}

bool AccessPolicy::is_our_name(std::string_view host) const {
    if (!options_.token.empty() && options_.origin.empty()) {
        return !host.empty();
    }
    return std::find(names_.begin(), names_.end(), host) != names_.end();
}

bool AccessPolicy::is_our_page(std::string_view origin, std::string_view host) const {
    return origin == "http://" + std::string(host) ||
           (!options_.origin.empty() && origin == options_.origin && host == without_scheme(options_.origin));
}

bool AccessPolicy::has_token(const Request& request) const {
    const bool holds_data = !request.segments.empty() && request.segments.front() == "api";
    if (options_.token.empty() || !holds_data) {
        return true;
    }
    constexpr std::string_view kScheme = "bearer ";
    const std::string_view authorization = request.header("authorization").value_or("");
    if (lower(authorization.substr(0, kScheme.size())) == kScheme) {
        return equal_secrets(authorization.substr(kScheme.size()), options_.token);
    }
    return request.web_socket && equal_secrets(request.parameter("token").value_or(""), options_.token);
}

}  // namespace footfall::serve
