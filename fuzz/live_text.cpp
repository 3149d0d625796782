// Feeds arbitrary bytes to the reader of live lines, whole and in pieces, which must say the same.
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "serve/text_reading.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace footfall::serve;
    const std::string_view bytes(reinterpret_cast<const char*>(data), size);
    const auto check = [](const SensorReading& reading) {
        if (!is_person_code(reading.stream.person) || !footfall::is_measurable(reading.imu) ||
            !(reading.counter || reading.device_time)) {
            std::abort();
        }
    };
    SourceStatus whole;
    TextDecoder(TextDefaults()).feed(bytes, 0, check, whole);
    SourceStatus pieces;
    TextDecoder decoder{TextDefaults()};
    for (std::size_t at = 0; at < size; at += 7) {
        decoder.feed(bytes.substr(at, 7), 0, check, pieces);
    }
    if (whole.readings != pieces.readings || whole.malformed != pieces.malformed) {
        std::abort();
    }
    return 0;
}
