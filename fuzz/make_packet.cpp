// make_packet DIR: writes the datagrams that the fuzzer of their reader starts from.
#include <cstdio>
#include <exception>
#include <string>

#include "io/write_file.h"
#include "serve/udp_packet.h"

int main(int argc, char** argv) {
    if (argc != 2) {
        std::fputs("make_packet DIR\n", stderr);
        return 2;
    }
    try {
        footfall::serve::UdpPacket packet;
        packet.stream = {"P01", footfall::Foot::right};
        packet.acceleration_step_mps2 = 0.01F;
        packet.angular_rate_step_radps = 0.01F;
        for (const std::size_t count : {1U, 5U, 64U}) {
            packet.count = count;
            packet.device_time = count == 5 ? std::optional<footfall::Nanoseconds>(1) : std::nullopt;
            const auto bytes = footfall::serve::bytes_of(packet);
            footfall::io::write_file(std::string(argv[1]) + "/" + std::to_string(count),
                                     {reinterpret_cast<const char*>(bytes.data()), bytes.size()});
        }
    } catch (const std::exception& error) {
        std::fprintf(stderr, "%s\n", error.what());
        return 1;
    }
    return 0;
}
