// Datagrams of sensor samples: their format, reader and writer.
//
// All little-endian, no padding:
//
//   offset  type       what
//        0  4 bytes    "FFIM"
//        4  u8         version, 1
//        5  u8         flags: 1 right foot (else left), 2 gravity was taken out, 4 the counter has 16 bits
//        (else
//                      32), 8 the device time is valid; the others 0
//        6  u8         n, number of samples, 1 to 64
//        7  u8         0
//        8  u32        counter of the first sample; each further sample counts one more
//       12  u32        rate in thousandths of a hertz, 10000 to 1000000
//       16  i64        device time of the first sample in nanoseconds, from any moment on; 0 when not valid
//       24  f32        m/s² in one step of acceleration, more than 0
//       28  f32        rad/s in one step of angular rate, more than 0
//       32  32 bytes   person's code in ASCII (letters, digits, '-', '_', '.'), zeros after it
//       64  n x 6 i16  acceleration x y z, angular rate x y z in steps, in the sensor's axes
//   64+12n  u32        CRC-32 of all bytes before (IEEE 802.3, as zlib's crc32)
//
// A datagram has this size exactly: at most 836 bytes, which no Ethernet or Wi-Fi splits.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "serve/sensor_reading.h"

namespace footfall::serve {

struct UdpPacket {
    static constexpr std::size_t kMostSamples = 64;
    static constexpr std::size_t kHeaderBytes = 64;
    static constexpr std::size_t kSampleBytes = 12;
    static constexpr std::size_t kMostBytes = kHeaderBytes + kMostSamples * kSampleBytes + 4;

    using Steps = std::array<std::int16_t, kChannels>;

    StreamId stream;
    double rate_hz = 100.0;
    Gravity gravity = Gravity::included;
    int counter_bits = 32;  ///< 16 or 32
    std::uint32_t counter = 0;
    std::optional<Nanoseconds> device_time;
    float acceleration_step_mps2 = 0.0F;
    float angular_rate_step_radps = 0.0F;
    std::size_t count = 0;
    std::array<Steps, kMostSamples> samples{};

    /// The reading of sample `i` below `count`; `reading.arrival` is left as it is.
    void read_sample(std::size_t i, SensorReading& reading) const;
};

/// Reads a datagram of any bytes.
/// @returns what is wrong with it, and then `packet` is worth nothing; empty when it is right
[[nodiscard]] std::string_view parse_packet(std::span<const std::byte> bytes, UdpPacket& packet);

/// The bytes of a packet that parse_packet() takes. What it would refuse is the caller's to avoid.
[[nodiscard]] std::vector<std::byte> bytes_of(const UdpPacket& packet);

}  // namespace footfall::serve
