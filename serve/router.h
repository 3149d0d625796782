// Which function answers which method and path.
#pragma once

#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "serve/http_message.h"

namespace footfall::serve {

/// A request and the parts of its path that a pattern names.
struct RoutedRequest {
    const Request& request;
    std::map<std::string, std::string, std::less<>> named;

    /// The part named "id" and so on as a number from 1 to 2^53. Throws ApiError (404) when it is none.
    [[nodiscard]] std::int64_t number(std::string_view name) const;
};

class Router {
public:
    using Handler = std::function<Response(const RoutedRequest&)>;

    struct Route {
        std::string method;
        std::string pattern;  ///< "people/{id}"
        std::vector<std::string> parts;
        Handler handler;
    };

    /// @param pattern segments with '/' between them; "{name}" stands for any one
    void add(const std::string& method, const std::string& pattern, Handler handler);

    /// @param segments of the path, those before the patterns left out
    /// Answers 404 for a path that no route has, and 405 for a method that its routes don't. HEAD is GET.
    /// Lets through what a handler throws.
    [[nodiscard]] Response answer(const Request& request, const std::vector<std::string>& segments) const;

    /// Of the routes that such a path has, "people/{id}"; empty when it has none.
    [[nodiscard]] std::string pattern_of(const std::vector<std::string>& segments) const;

    [[nodiscard]] const std::vector<Route>& routes() const noexcept { return routes_; }

private:
    std::vector<Route> routes_;
};

}  // namespace footfall::serve
