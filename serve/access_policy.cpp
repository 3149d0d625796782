// Host, Origin and token of a request.
#include "serve/access_policy.h"

#include <fmt/format.h>

#include <algorithm>
#include <regex>

#include "io/column_names.h"
#include "serve/api_error.h"
#include "serve/equal_secrets.h"

namespace footfall::serve {
namespace {

std::string without_scheme(const std::string& origin) {
    const std::size_t mark = origin.find("://");
    return mark == std::string::npos ? origin : origin.substr(mark + 3);
}

}  // namespace

bool is_loopback(std::string_view host) noexcept {
    return host == "localhost" || host == "::1" || host.starts_with("127.");
}

std::optional<std::string> proxy_origin(std::string_view stated) {
    std::string origin = io::lower_case(stated);
    if (origin.ends_with('/')) {
        origin.pop_back();
    }
    // A host: a name, or an address, that of IPv6 in brackets.
    static const std::regex kOrigin(
        R"(https?://([a-z0-9]([a-z0-9.-]*[a-z0-9])?|\[[0-9a-f:.]+\])(:[1-9][0-9]{0,4})?)");
    return std::regex_match(origin, kOrigin) ? std::optional(origin) : std::nullopt;
}

AccessPolicy::AccessPolicy(AccessOptions options) : options_(std::move(options)) {
    const auto add = [&](const std::string& name) {
        const std::string bracketed = name.find(':') == std::string::npos ? name : "[" + name + "]";
        names_.push_back(io::lower_case(bracketed) + ":" + std::to_string(options_.port));
        if (options_.port == 80) {
            names_.push_back(io::lower_case(bracketed));
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
    const std::string host = io::lower_case(request.header("host").value_or(""));
    if (hosts != 1 || !is_our_name(host)) {
        return error_response(421, "wrong_host", "This server is not reached under that name.");
    }
    const auto origin = request.header("origin");
    if (origin && !is_our_page(io::lower_case(*origin), host)) {
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
    if (io::lower_case(authorization.substr(0, kScheme.size())) == kScheme) {
        return equal_secrets(authorization.substr(kScheme.size()), options_.token);
    }
    return (request.web_socket && equal_secrets(request.parameter("token").value_or(""), options_.token)) ||
           has_ticket(request);
}

bool AccessPolicy::has_ticket(const Request& request) const {
    const auto ticket = request.parameter("ticket");
    constexpr std::size_t kApi = 2;  // "api", "v1"
    return ticket && options_.tickets != nullptr && request.method == "GET" &&
           request.segments.size() > kApi &&
           options_.tickets->take(*ticket, fmt::format("{}", fmt::join(request.segments.begin() + kApi,
                                                                       request.segments.end(), "/")));
}

}  // namespace footfall::serve
