// UTF-8, byte by byte.
#include "serve/utf8.h"

#include <algorithm>
#include <cstdint>

namespace footfall::serve {

bool is_text(std::string_view bytes) noexcept {
    for (std::size_t i = 0; i < bytes.size();) {
        const auto first = static_cast<unsigned char>(bytes[i]);
        const std::size_t length = first < 0x80U ? 1 : first < 0xE0U ? 2 : first < 0xF0U ? 3 : 4;
        if (first == 0 || (first >= 0x80U && first < 0xC2U) || first > 0xF4U || i + length > bytes.size()) {
            return false;
        }
        std::uint32_t code = length == 1 ? first : first & (0x7FU >> length);
        for (std::size_t k = 1; k < length; ++k) {
            const auto next = static_cast<unsigned char>(bytes[i + k]);
            if ((next & 0xC0U) != 0x80U) {
                return false;
            }
            code = code << 6U | (next & 0x3FU);
        }
        if ((length == 3 && code < 0x800U) || (length == 4 && code < 0x10000U) || code > 0x10FFFFU ||
            (code >= 0xD800U && code <= 0xDFFFU)) {
            return false;
        }
        i += length;
    }
    return true;
}

bool is_line(std::string_view bytes) noexcept {
    return is_text(bytes) && std::none_of(bytes.begin(), bytes.end(), [](char c) {
               return static_cast<unsigned char>(c) < 0x20U || c == 0x7F;
           });
}

}  // namespace footfall::serve
