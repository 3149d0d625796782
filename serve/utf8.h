// What is text and what is only bytes.
#pragma once

#include <string_view>

namespace footfall::serve {

/// Whether it is UTF-8 (RFC 3629) without surrogates, overlong forms and NUL.
[[nodiscard]] bool is_text(std::string_view bytes) noexcept;

/// Whether it also has no control characters of ASCII.
[[nodiscard]] bool is_line(std::string_view bytes) noexcept;

}  // namespace footfall::serve
