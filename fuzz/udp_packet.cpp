// Feeds arbitrary bytes to the reader of datagrams: as they are, and with a true checksum.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <span>
#include <vector>

#include "footfall/nn/crc32.h"
#include "serve/udp_packet.h"

namespace {

/// A packet has exactly one form, so what the reader takes must be written back the same.
void parse_and_compare(std::span<const std::byte> bytes) {
    static footfall::serve::UdpPacket packet;
    if (!footfall::serve::parse_packet(bytes, packet).empty()) {
        return;
    }
    footfall::serve::SensorReading reading;
    for (std::size_t i = 0; i < packet.count; ++i) {
        packet.read_sample(i, reading);
    }
    if (!std::ranges::equal(footfall::serve::bytes_of(packet), bytes)) {
        std::abort();
    }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const auto given = std::as_bytes(std::span(data, size));
    std::vector<std::byte> bytes(given.begin(), given.end());
    parse_and_compare(bytes);
    if (size > sizeof(std::uint32_t)) {
        const std::uint32_t sum = footfall::crc32(given.first(size - sizeof(sum)));
        std::memcpy(bytes.data() + size - sizeof(sum), &sum, sizeof(sum));
        parse_and_compare(bytes);
    }
    return 0;
}
