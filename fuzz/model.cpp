// Feeds arbitrary bytes to the model parser: as they are, and with a true size and checksum.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <span>

#include "footfall/nn/aligned_bytes.h"
#include "footfall/nn/model.h"
#include "tests/nn/reseal.h"

namespace {

/// A model has exactly one file, so what the parser takes must be written back the same.
void parse_and_compare(std::span<const std::byte> bytes) {
    const auto model = footfall::parse_model(bytes);
    if (model && !std::ranges::equal(footfall::serialise(*model), bytes)) {
        std::abort();
    }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const auto given = std::as_bytes(std::span(data, size));
    footfall::AlignedBytes bytes(given.begin(), given.end());
    parse_and_compare(bytes);
    footfall::reseal(bytes);
    parse_and_compare(bytes);
    return 0;
}
