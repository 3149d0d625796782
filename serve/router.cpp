// Patterns of paths.
#include "serve/router.h"

#include <algorithm>
#include <charconv>
#include <optional>
#include <set>

#include "serve/api_error.h"

namespace footfall::serve {
namespace {

std::vector<std::string> parts_of(std::string_view pattern) {
    std::vector<std::string> parts;
    while (true) {
        const std::size_t slash = pattern.find('/');
        parts.emplace_back(pattern.substr(0, slash));
        if (slash == std::string_view::npos) {
            return parts;
        }
        pattern.remove_prefix(slash + 1);
    }
}

bool is_name(std::string_view part) noexcept { return part.starts_with('{'); }

bool fits(const std::vector<std::string>& parts, const std::vector<std::string>& segments) {
    if (parts.size() != segments.size()) {
        return false;
    }
    for (std::size_t i = 0; i < parts.size(); ++i) {
        if (!is_name(parts[i]) && parts[i] != segments[i]) {
            return false;
        }
    }
    return true;
}

}  // namespace

std::int64_t RoutedRequest::number(std::string_view name) const {
    constexpr std::int64_t kLargest = std::int64_t{1} << 53U;  // what JSON's readers hold exactly
    const auto part = named.find(name);
    std::int64_t value = 0;
    if (part != named.end()) {
        const char* end = part->second.data() + part->second.size();
        const auto [stop, error] = std::from_chars(part->second.data(), end, value);
        if (error == std::errc() && stop == end && value >= 1 && value <= kLargest) {
            return value;
        }
    }
    throw ApiError(404, "not_found", "There is no such thing here.");
}

void Router::add(const std::string& method, const std::string& pattern, Handler handler) {
    routes_.push_back({method, pattern, parts_of(pattern), std::move(handler)});
}

std::string Router::pattern_of(const std::vector<std::string>& segments) const {
    const auto route = std::find_if(routes_.begin(), routes_.end(),
                                    [&](const Route& each) { return fits(each.parts, segments); });
    return route == routes_.end() ? "" : route->pattern;
}

Response Router::answer(const Request& request, const std::vector<std::string>& segments) const {
    const std::string method = request.method == "HEAD" ? "GET" : request.method;
    std::set<std::string> allowed;
    for (const Route& route : routes_) {
        if (!fits(route.parts, segments)) {
            continue;
        }
        if (route.method != method) {
            allowed.insert(route.method);
            if (route.method == "GET") {
                allowed.insert("HEAD");
            }
            continue;
        }
        RoutedRequest routed{request, {}};
        for (std::size_t i = 0; i < segments.size(); ++i) {
            if (is_name(route.parts[i])) {
                routed.named[route.parts[i].substr(1, route.parts[i].size() - 2)] = segments[i];
            }
        }
        return route.handler(routed);
    }
    if (allowed.empty()) {
        return error_response(404, "not_found", "There is no such address.");
    }
    Response response = error_response(405, "wrong_method", "That can't be done there.");
    std::string names;
    for (const std::string& name : allowed) {
        names.append(names.empty() ? "" : ", ").append(name);
    }
    response.headers.emplace_back("Allow", names);
    return response;
}

}  // namespace footfall::serve
