// Makes changed bytes of a model whole again, so that what lies behind the size and the checksum is reached.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <span>

#include "footfall/nn/crc32.h"

namespace footfall {

/// Writes a true size and a true checksum into `bytes`, if there is room for both.
inline void reseal(std::span<std::byte> bytes) noexcept {
    constexpr std::size_t kSizeOffset = 16;
    const std::uint64_t size = bytes.size();
    if (size < kSizeOffset + sizeof(size) + sizeof(std::uint32_t)) {
        return;
    }
    std::memcpy(bytes.data() + kSizeOffset, &size, sizeof(size));
    const std::uint32_t checksum = crc32(bytes.first(bytes.size() - sizeof(std::uint32_t)));
    std::memcpy(bytes.data() + bytes.size() - sizeof(checksum), &checksum, sizeof(checksum));
}

}  // namespace footfall
