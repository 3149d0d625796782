// A checksum that finds every damaged model file that chance is likely to make.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>

namespace footfall {

namespace crc32_detail {

/// What each value of a byte does to the remainder: eight divisions by the polynomial, done once.
inline constexpr auto kTable = [] {
    constexpr std::uint32_t kPolynomial = 0xEDB88320U;  // 0x04C11DB7 with its bits reversed
    std::array<std::uint32_t, 256> table{};
    for (std::uint32_t byte = 0; byte < table.size(); ++byte) {
        std::uint32_t remainder = byte;
        for (int bit = 0; bit < 8; ++bit) {
            remainder = (remainder >> 1U) ^ ((remainder & 1U) != 0 ? kPolynomial : 0U);
        }
        table[byte] = remainder;
    }
    return table;
}();

}  // namespace crc32_detail

/// CRC-32 of IEEE 802.3 and ISO/IEC 15948 (PNG), annex D: polynomial 0x04C11DB7, bits reversed, remainder
/// started with and finally xored with 0xFFFFFFFF. Its check value, of the ASCII digits 123456789, is
/// 0xCBF43926. The same as zlib's crc32. Finds every change confined to 32 consecutive bits.
[[nodiscard]] constexpr std::uint32_t crc32(std::span<const std::byte> bytes) noexcept {
    std::uint32_t remainder = 0xFFFFFFFFU;
    for (const std::byte byte : bytes) {
        remainder = (remainder >> 8U) ^
                    crc32_detail::kTable[(remainder ^ std::to_integer<std::uint32_t>(byte)) & 0xFFU];
    }
    return remainder ^ 0xFFFFFFFFU;
}

}  // namespace footfall
