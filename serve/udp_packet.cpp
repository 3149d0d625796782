// Datagrams of sensor samples.
#include "serve/udp_packet.h"

#include <algorithm>
#include <cmath>
#include <string>

#include "footfall/nn/byte_stream.h"
#include "footfall/nn/crc32.h"

namespace footfall::serve {
namespace {

constexpr std::array<char, 4> kMagic = {'F', 'F', 'I', 'M'};
constexpr std::uint8_t kVersion = 1;
constexpr unsigned kRightFoot = 1;
constexpr unsigned kGravityRemoved = 2;
constexpr unsigned kCounter16 = 4;
constexpr unsigned kHasTime = 8;
constexpr unsigned kAllFlags = 15;
constexpr double kMilli = 1000.0;

bool is_step(float step) noexcept { return std::isfinite(step) && step > 0.0F; }

/// Steps of what `step` says, on a clock that `counter` counts.
Nanoseconds periods(std::size_t count, double rate_hz) noexcept {
    return std::llround(static_cast<double>(count) * static_cast<double>(kNanosecondsPerSecond) / rate_hz);
}

Imu<SensorFrame> imu_of(const UdpPacket& packet, std::size_t i) noexcept {
    const UdpPacket::Steps& s = packet.samples[i];
    const auto a = [&](std::size_t k) { return static_cast<float>(s[k]) * packet.acceleration_step_mps2; };
    const auto w = [&](std::size_t k) { return static_cast<float>(s[k]) * packet.angular_rate_step_radps; };
    return {{a(0), a(1), a(2)}, {w(3), w(4), w(5)}};
}

std::string_view parse_header(ByteReader& reader, UdpPacket& packet) {
    reader.skip(kMagic.size() + 1);
    const auto flags = static_cast<unsigned>(reader.get<std::uint8_t>());
    packet.count = reader.get<std::uint8_t>();
    if ((flags & ~kAllFlags) != 0 || reader.get<std::uint8_t>() != 0) {
        return "flags or a reserved byte that version 1 does not have";
    }
    packet.stream.foot = (flags & kRightFoot) != 0 ? Foot::right : Foot::left;
    packet.gravity = (flags & kGravityRemoved) != 0 ? Gravity::removed : Gravity::included;
    packet.counter_bits = (flags & kCounter16) != 0 ? 16 : 32;
    packet.counter = reader.get<std::uint32_t>();
    if (packet.counter_bits == 16 && packet.counter > 0xFFFFU) {
        return "a 16-bit counter beyond 16 bits";
    }
    packet.rate_hz = static_cast<double>(reader.get<std::uint32_t>()) / kMilli;
    if (!(packet.rate_hz >= kLowestLiveRateHz && packet.rate_hz <= kHighestLiveRateHz)) {
        return "a rate outside of 10 to 1000 Hz";
    }
    const auto time = reader.get<Nanoseconds>();
    packet.device_time = (flags & kHasTime) != 0 ? std::optional(time) : std::nullopt;
    if (!packet.device_time && time != 0) {
        return "a device time that is not said to be valid";
    }
    if (packet.device_time && (time > kLatestDeviceTime || time < -kLatestDeviceTime)) {
        return "a device time beyond 146 years";
    }
    reader.get(packet.acceleration_step_mps2);
    reader.get(packet.angular_rate_step_radps);
    if (!is_step(packet.acceleration_step_mps2) || !is_step(packet.angular_rate_step_radps)) {
        return "a scale that is not a positive number";
    }
    const auto raw = reader.take(kLongestPersonCode);
    const auto end = std::find(raw.begin(), raw.end(), std::byte{0});
    packet.stream.person.clear();
    std::transform(raw.begin(), end, std::back_inserter(packet.stream.person),
                   [](std::byte byte) { return static_cast<char>(byte); });
    if (!is_person_code(packet.stream.person) ||
        std::any_of(end, raw.end(), [](std::byte byte) { return byte != std::byte{0}; })) {
        return "a person's code that is none";
    }
    return "";
}

}  // namespace

void UdpPacket::read_sample(std::size_t i, SensorReading& reading) const {
    reading.stream = stream;
    reading.kind = {rate_hz, gravity, counter_bits, false, 1.0};
    // The counter wraps within a datagram as it does between them.
    const std::uint32_t mask = counter_bits == 16 ? 0xFFFFU : 0xFFFFFFFFU;
    reading.counter = static_cast<std::int64_t>((counter + static_cast<std::uint32_t>(i)) & mask);
    reading.device_time.reset();
    if (device_time) {
        reading.device_time = std::min(*device_time + periods(i, rate_hz), kLatestDeviceTime);
    }
    reading.imu = imu_of(*this, i);
}

std::string_view parse_packet(std::span<const std::byte> bytes, UdpPacket& packet) {
    if (bytes.size() < UdpPacket::kHeaderBytes ||
        std::memcmp(bytes.data(), kMagic.data(), kMagic.size()) != 0) {
        return "no Footfall datagram";
    }
    if (std::to_integer<std::uint8_t>(bytes[4]) != kVersion) {
        return "a version other than 1";
    }
    const auto count = std::to_integer<std::size_t>(bytes[6]);
    if (count < 1 || count > UdpPacket::kMostSamples) {
        return "a number of samples outside of 1 to 64";
    }
    const std::size_t checked = UdpPacket::kHeaderBytes + count * UdpPacket::kSampleBytes;
    if (bytes.size() != checked + sizeof(std::uint32_t)) {
        return "a size that does not fit its number of samples";
    }
    ByteReader checksum(bytes.subspan(checked));
    if (checksum.get<std::uint32_t>() != crc32(bytes.first(checked))) {
        return "a wrong checksum";
    }
    ByteReader reader(bytes);
    if (const std::string_view wrong = parse_header(reader, packet); !wrong.empty()) {
        return wrong;
    }
    for (std::size_t i = 0; i < count; ++i) {
        for (std::int16_t& step : packet.samples[i]) {
            reader.get(step);
        }
        if (!is_measurable(imu_of(packet, i))) {
            return "values beyond what a sensor on a foot can measure";
        }
    }
    return "";
}

std::vector<std::byte> bytes_of(const UdpPacket& packet) {
    ByteWriter writer;
    writer.put_bytes(std::as_bytes(std::span(kMagic)));
    writer.put(kVersion);
    writer.put(static_cast<std::uint8_t>((packet.stream.foot == Foot::right ? kRightFoot : 0U) |
                                         (packet.gravity == Gravity::removed ? kGravityRemoved : 0U) |
                                         (packet.counter_bits == 16 ? kCounter16 : 0U) |
                                         (packet.device_time ? kHasTime : 0U)));
    writer.put(static_cast<std::uint8_t>(packet.count));
    writer.put(std::uint8_t{0});
    writer.put(packet.counter);
    writer.put(static_cast<std::uint32_t>(std::llround(packet.rate_hz * kMilli)));
    writer.put(packet.device_time.value_or(0));
    writer.put(packet.acceleration_step_mps2);
    writer.put(packet.angular_rate_step_radps);
    std::array<char, kLongestPersonCode> person{};
    std::copy_n(packet.stream.person.begin(), std::min(packet.stream.person.size(), person.size()),
                person.begin());
    writer.put_bytes(std::as_bytes(std::span(person)));
    for (std::size_t i = 0; i < packet.count; ++i) {
        for (const std::int16_t step : packet.samples[i]) {
            writer.put(step);
        }
    }
    writer.put(crc32(writer.bytes()));
    return writer.take();
}

}  // namespace footfall::serve
