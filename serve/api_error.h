// How a request is answered that can't be fulfilled.
#pragma once

#include <stdexcept>
#include <string>

#include "serve/http_message.h"

namespace footfall::serve {

/// Thrown by what answers requests, and answered. `message` is a sentence for a person and holds nothing of
/// this machine.
class ApiError : public std::runtime_error {
public:
    ApiError(int status, std::string code, const std::string& message)
        : std::runtime_error(message), status_(status), code_(std::move(code)) {}

    [[nodiscard]] int status() const noexcept { return status_; }
    [[nodiscard]] const std::string& code() const noexcept { return code_; }

private:
    int status_;
    std::string code_;
};

/// {"error": {"code", "message"}}; 503 says when to try again.
[[nodiscard]] Response error_response(int status, const std::string& code, const std::string& message);

}  // namespace footfall::serve
