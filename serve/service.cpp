// Refusals, errors and headers of all answers.
#include "serve/service.h"

#include <fmt/format.h>

#include <exception>
#include <utility>
#include <vector>

#include "serve/api_error.h"
#include "serve/database.h"
#include "serve/security_headers.h"
#include "serve/unnamed_file.h"

namespace footfall::serve {
namespace {

bool is_api(const Request& request) {
    return request.segments.size() >= 2 && request.segments[0] == "api" && request.segments[1] == "v1";
}

bool is_upload(const Request& request) {
    return is_api(request) && request.segments.size() == 3 && request.segments[2] == "uploads" &&
           request.method == "POST";
}

}  // namespace

Service::Service(AccessOptions access, const ServiceLimits& limits, Router api, PageFiles page,
                 std::function<void(const std::string&)> log)
    : access_(std::move(access)),
      limits_(limits),
      rate_(limits.requests_per_s),
      api_(std::move(api)),
      page_(std::move(page)),
      log_(std::move(log)) {}

HttpHandlers Service::handlers() {
    HttpHandlers handlers;
    handlers.refusal = [this](const Request& request) -> std::optional<Response> {
        if (!rate_.allows(request.address, RequestRate::Clock::now())) {
            Response response = error_response(429, "too_many", "Too many requests; try again in a second.");
            response.headers.emplace_back("Retry-After", "1");
            return response;
        }
        return access_.refusal(request);
    };
    handlers.body_limit = [this](const Request& request) {
        return is_upload(request) ? limits_.upload_bytes : limits_.json_bytes;
    };
    handlers.answer = [this](const Request& request) { return answer(request); };
    handlers.dress = [](Response& response) { add_security_headers(response); };
    return handlers;
}

Response Service::answer(const Request& request) const {
    std::vector<std::string> segments;
    if (is_api(request)) {
        segments.assign(request.segments.begin() + 2, request.segments.end());
    }
    // Paths and statements are in errors: for whoever runs the server, not for whoever asks. What was asked
    // for is said without the names that are in it.
    const auto log = [&](const std::exception& error) {
        log_(fmt::format("{} {} failed: {}", request.method, api_.pattern_of(segments), error.what()));
    };
    try {
        if (is_api(request)) {
            Response response = api_.answer(request, segments);
            if (request.web_socket && !response.on_open && response.status < 300) {
                return error_response(400, "no_web_socket", "There is no WebSocket there.");
            }
            return response;
        }
        return page_.answer(request);
    } catch (const ApiError& error) {
        return error_response(error.status(), error.code(), error.what());
    } catch (const DiskError& error) {
        log(error);
        return error_response(507, "no_room", "The server has no room for that on its disk.");
    } catch (const StoreBusy&) {
        return error_response(503, "store_busy", "Another program holds the store; try again in a moment.");
    } catch (const StoreFull& error) {
        log(error);
        return error_response(507, "store_full", "There is no room left for the store.");
    } catch (const std::exception& error) {
        log(error);
        return error_response(500, "internal", "Something went wrong inside the server.");
    }
}

}  // namespace footfall::serve
