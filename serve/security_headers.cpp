// Headers that browsers heed.
#include "serve/security_headers.h"

#include <algorithm>
#include <array>
#include <utility>

namespace footfall::serve {

void add_security_headers(Response& response) {
    static constexpr std::array<std::pair<const char*, const char*>, 8> kHeaders = {{
        {"Content-Security-Policy",
         "default-src 'self'; img-src 'self' data: blob:; object-src 'none'; base-uri 'none'; form-action "
         "'self'; frame-ancestors 'none'"},
        {"X-Content-Type-Options", "nosniff"},
        {"X-Frame-Options", "DENY"},
        {"Referrer-Policy", "no-referrer"},
        {"Cross-Origin-Opener-Policy", "same-origin"},
        {"Cross-Origin-Resource-Policy", "same-origin"},
        {"Permissions-Policy", "camera=(), microphone=(), geolocation=()"},
        {"Cache-Control", "no-store"},
    }};
    for (const auto& [name, value] : kHeaders) {
        const bool stated = std::any_of(response.headers.begin(), response.headers.end(),
                                        [key = name](const auto& header) { return header.first == key; });
        if (!stated) {
            response.headers.emplace_back(name, value);
        }
    }
}

}  // namespace footfall::serve
