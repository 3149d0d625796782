// Refusals, errors and headers of all answers.
#include "serve/service.h"

#include <fmt/format.h>

#include <exception>
#include <utility>

#include "serve/api_error.h"
#include "serve/database.h"
#include "serve/security_headers.h"

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
    try {
        if (is_api(request)) {
            Response response = api_.answer(request, {request.segments.begin() + 2, request.segments.end()});
            if (request.web_socket && !response.on_open && response.status < 300) {
                return error_response(400, "no_web_socket", "There is no WebSocket there.");
            }
            return response;
        }
        return page_.answer(request);
    } catch (const ApiError& error) {
        return error_response(error.status(), error.code(), error.what());
    } catch (const StoreBusy&) {
        return error_response(503, "store_busy", "Another program holds the store; try again in a moment.");
    } catch (const StoreFull&) {
        return error_response(507, "store_full", "There is no room left for the store.");
    } catch (const std::exception& error) {
        // Paths and statements are in it: for whoever runs the server, not for whoever asks.
        log_(fmt::format("{} failed: {}", request.method, error.what()));
        return error_response(500, "internal", "Something went wrong inside the server.");
    }
}

}  // namespace footfall::serve
