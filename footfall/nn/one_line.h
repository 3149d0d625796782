// Whether a text from a file can be shown in a table, a report or JSON as it is.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace footfall {

/// UTF-8 (RFC 3629: shortest form, no surrogates, up to U+10FFFF) without control characters, thus one line.
[[nodiscard]] constexpr bool is_one_line(std::string_view text) noexcept {
    constexpr std::uint32_t kSmallest[] = {0, 0x80, 0x800, 0x10000};  // by number of continuation bytes
    std::size_t i = 0;
    while (i < text.size()) {
        const std::uint32_t lead = static_cast<unsigned char>(text[i++]);
        if (lead < 0x80) {
            if (lead < 0x20 || lead == 0x7F) {
                return false;
            }
            continue;
        }
        if (lead < 0xC0 || lead > 0xF7) {
            return false;
        }
        const std::size_t more = lead < 0xE0 ? 1 : (lead < 0xF0 ? 2 : 3);
        if (more > text.size() - i) {
            return false;
        }
        std::uint32_t code = lead & (0x3FU >> more);
        for (std::size_t k = 0; k < more; ++k) {
            const std::uint32_t next = static_cast<unsigned char>(text[i++]);
            if ((next & 0xC0U) != 0x80U) {
                return false;
            }
            code = code << 6U | (next & 0x3FU);
        }
        const bool surrogate = code >= 0xD800 && code <= 0xDFFF;
        const bool control = code >= 0x80 && code <= 0x9F;
        if (code < kSmallest[more] || code > 0x10FFFF || surrogate || control) {
            return false;
        }
    }
    return true;
}

}  // namespace footfall
