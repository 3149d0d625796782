// Errors as JSON.
#include "serve/api_error.h"

#include <nlohmann/json.hpp>

namespace footfall::serve {

Response error_response(int status, const std::string& code, const std::string& message) {
    const nlohmann::ordered_json json = {{"error", {{"code", code}, {"message", message}}}};
    Response response;
    response.status = status;
    response.body = json.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
    if (status == 503) {
        response.headers.emplace_back("Retry-After", "1");
    }
    return response;
}

}  // namespace footfall::serve
