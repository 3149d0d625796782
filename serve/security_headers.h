// What every answer tells a browser not to do.
#pragma once

#include "serve/http_message.h"

namespace footfall::serve {

/// The page loads nothing from elsewhere, nobody frames it, types are what they are said to be, nothing is
/// told to other servers, and what is not said to be cached is not kept. An answer's own headers are left
/// alone.
void add_security_headers(Response& response);

/// For HTML that holds its own styles and no scripts, such as a report.
inline constexpr const char* kReportPolicy =
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'; "
    "frame-ancestors 'none'; sandbox allow-popups";

}  // namespace footfall::serve
