// Datagrams: their bytes, and what is refused.
#include "serve/udp_packet.h"

#include <gtest/gtest.h>

#include <cstring>
#include <string>

#include "footfall/core/random.h"
#include "footfall/nn/crc32.h"

namespace footfall::serve {
namespace {

UdpPacket packet_of(std::size_t count) {
    UdpPacket packet;
    packet.stream = {"P01", Foot::right};
    packet.rate_hz = 204.8;
    packet.counter = 0x01020304;
    packet.device_time = 5'000'000'000;
    packet.acceleration_step_mps2 = 0.25F;
    packet.angular_rate_step_radps = 0.5F;
    packet.count = count;
    for (std::size_t i = 0; i < count; ++i) {
        const auto k = static_cast<std::int16_t>(i);
        packet.samples[i] = {k, 2, -4, 8, 16, -32};
    }
    return packet;
}

void reseal(std::vector<std::byte>& bytes) {
    const std::uint32_t sum = crc32(std::span(bytes).first(bytes.size() - 4));
    std::memcpy(bytes.data() + bytes.size() - 4, &sum, sizeof(sum));
}

TEST(UdpPacket, IsWrittenAsTheHeaderSays) {
    const std::vector<std::byte> bytes = bytes_of(packet_of(2));
    ASSERT_EQ(bytes.size(), 64U + 24U + 4U);
    const auto at = [&](std::size_t i) { return std::to_integer<int>(bytes[i]); };
    EXPECT_EQ(at(0), 'F');
    EXPECT_EQ(at(3), 'M');
    EXPECT_EQ(at(4), 1);
    EXPECT_EQ(at(5), 1 + 8);
    EXPECT_EQ(at(6), 2);
    EXPECT_EQ(at(8), 4) << "little-endian";
    EXPECT_EQ(at(12) + 256 * at(13) + 65536 * at(14), 204'800);
    EXPECT_EQ(at(32), 'P');
    EXPECT_EQ(at(35), 0);
    EXPECT_EQ(at(64 + 12), 1) << "acceleration x of the second sample";
}

TEST(UdpPacket, GivesBackItsReadings) {
    UdpPacket packet;
    ASSERT_EQ(parse_packet(bytes_of(packet_of(64)), packet), "");
    SensorReading reading;
    packet.read_sample(3, reading);
    EXPECT_EQ(reading.stream, (StreamId{"P01", Foot::right}));
    EXPECT_EQ(reading.kind, (StreamKind{204.8, Gravity::included, 32, false, 1.0}));
    EXPECT_EQ(reading.counter, 0x01020304 + 3);
    EXPECT_EQ(reading.device_time, 5'000'000'000 + 14'648'438) << "three periods of 4.8828125 ms";
    EXPECT_EQ(reading.imu, (Imu<SensorFrame>{{0.75F, 0.5F, -1.0F}, {4.0F, 8.0F, -16.0F}}));
}

TEST(UdpPacket, CountersWrapWithinADatagram) {
    for (const int bits : {16, 32}) {
        UdpPacket given = packet_of(2);
        given.counter_bits = bits;
        given.counter = bits == 16 ? 0xFFFFU : 0xFFFFFFFFU;
        given.device_time.reset();
        UdpPacket packet;
        ASSERT_EQ(parse_packet(bytes_of(given), packet), "");
        SensorReading reading;
        packet.read_sample(1, reading);
        EXPECT_EQ(reading.counter, 0);
        EXPECT_FALSE(reading.device_time);
    }
}

TEST(UdpPacket, EveryFlippedBitIsFound) {
    std::vector<std::byte> bytes = bytes_of(packet_of(3));
    UdpPacket packet;
    for (std::size_t bit = 0; bit < bytes.size() * 8; ++bit) {
        bytes[bit / 8] ^= std::byte{1} << static_cast<int>(bit % 8);
        EXPECT_NE(parse_packet(bytes, packet), "") << bit;
        bytes[bit / 8] ^= std::byte{1} << static_cast<int>(bit % 8);
    }
    for (std::size_t size = 0; size < bytes.size(); ++size) {
        EXPECT_NE(parse_packet(std::span(bytes).first(size), packet), "") << size;
    }
}

TEST(UdpPacket, SaysWhatIsWrong) {
    const auto refusal = [](std::size_t at, int value) {
        std::vector<std::byte> bytes = bytes_of(packet_of(1));
        bytes[at] = static_cast<std::byte>(value);
        reseal(bytes);
        UdpPacket packet;
        return std::string(parse_packet(bytes, packet));
    };
    EXPECT_EQ(refusal(0, 'X'), "no Footfall datagram");
    EXPECT_EQ(refusal(4, 2), "a version other than 1");
    EXPECT_EQ(refusal(6, 0), "a number of samples outside of 1 to 64");
    EXPECT_EQ(refusal(6, 2), "a size that does not fit its number of samples");
    EXPECT_EQ(refusal(5, 16), "flags or a reserved byte that version 1 does not have");
    EXPECT_EQ(refusal(5, 4), "a 16-bit counter beyond 16 bits");
    EXPECT_EQ(refusal(5, 1), "a device time that is not said to be valid");
    EXPECT_EQ(refusal(14, 255), "a rate outside of 10 to 1000 Hz");
    EXPECT_EQ(refusal(23, 0x7F), "a device time beyond 146 years");
    EXPECT_EQ(refusal(27, 0xFF), "a scale that is not a positive number");
    EXPECT_EQ(refusal(32, '/'), "a person's code that is none");
    EXPECT_EQ(refusal(40, 'x'), "a person's code that is none");
    EXPECT_EQ(refusal(35, '2'), "");
}

TEST(UdpPacket, ValuesThatNoSensorMeasuresAreRefused) {
    UdpPacket packet = packet_of(2);
    packet.samples[1][0] = 32'767;
    packet.acceleration_step_mps2 = 0.25F;
    UdpPacket read;
    EXPECT_EQ(parse_packet(bytes_of(packet), read), "");
    packet.acceleration_step_mps2 = 1e6F;
    EXPECT_EQ(parse_packet(bytes_of(packet), read), "values beyond what a sensor on a foot can measure");
    packet.acceleration_step_mps2 = 3e38F;  // infinite once multiplied
    EXPECT_EQ(parse_packet(bytes_of(packet), read), "values beyond what a sensor on a foot can measure");
}

TEST(UdpPacket, AnyBytesAreReadWithinTheirBounds) {
    Random random(2);
    UdpPacket packet;
    for (int trial = 0; trial < 20'000; ++trial) {
        std::vector<std::byte> bytes = bytes_of(packet_of(1 + static_cast<std::size_t>(trial % 64)));
        for (int change = 0; change < 1 + trial % 5; ++change) {
            const auto at = static_cast<std::size_t>(random.uniform() * static_cast<double>(bytes.size()));
            bytes[at] = static_cast<std::byte>(random.uniform() * 256.0);
        }
        reseal(bytes);
        if (parse_packet(bytes, packet).empty()) {
            SensorReading reading;
            for (std::size_t i = 0; i < packet.count; ++i) {
                packet.read_sample(i, reading);
            }
            // A right packet has one form.
            EXPECT_EQ(bytes_of(packet), bytes);
        }
    }
}

}  // namespace
}  // namespace footfall::serve
