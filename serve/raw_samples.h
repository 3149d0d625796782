// A stretch of a sensor's samples, small and without loss: every time stamp and every bit of every float
// comes back, NaN and -0 too.
//
// A chunk is, little-endian:
//     u8   1, the version of this layout
//     u32  number of samples n
//     a zlib stream (RFC 1950, its Adler-32 is the checksum) of n * 32 + 54 bytes:
//         8 planes of n bytes: the times in ns, each as the difference of its step from the step before
//         for each channel of kChannels
//             u8   0: numbers are the floats' bits; 1: numbers are counts of steps (see sample_grid.h)
//             f64  the step; 0 for bits
//             4 planes of n bytes: 32-bit numbers, each as its difference from the sample before
// Differences wrap round and are folded so that small ones of either sign have small numbers (0, -1, 1, -2,
// ... are 0, 1, 2, 3, ...); the first differs from 0. A plane holds one byte of each number, the lowest
// first.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <vector>

#include "footfall/core/imu_sample.h"

namespace footfall::serve {

/// No chunk holds more.
inline constexpr std::size_t kMostChunkSamples = 1U << 16U;

/// @param samples 1 to kMostChunkSamples
[[nodiscard]] std::vector<std::byte> packed(std::span<const ImuSample> samples);

/// Appends the chunk's samples. Throws footfall::Error naming `file` and `place` when it is damaged.
void unpack(std::span<const std::byte> chunk, const std::string& file, const std::string& place,
            std::vector<ImuSample>& samples);

}  // namespace footfall::serve
