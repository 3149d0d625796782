// The checksum against published values.
#include "footfall/nn/crc32.h"

#include <gtest/gtest.h>

#include <string_view>

namespace footfall {
namespace {

std::uint32_t crc32_of(std::string_view text) { return crc32(std::as_bytes(std::span(text))); }

TEST(Crc32, HasItsCheckValue) { EXPECT_EQ(crc32_of("123456789"), 0xCBF43926U); }

TEST(Crc32, OfNothingIsZero) { EXPECT_EQ(crc32_of(""), 0U); }

TEST(Crc32, AgreesWithZlib) {
    EXPECT_EQ(crc32_of("a"), 0xE8B7BE43U);
    EXPECT_EQ(crc32_of("The quick brown fox jumps over the lazy dog"), 0x414FA339U);
}

TEST(Crc32, IsKnownAtCompileTime) {
    constexpr std::byte kZero[4] = {};
    static_assert(crc32(kZero) == 0x2144DF1CU);
}

}  // namespace
}  // namespace footfall
