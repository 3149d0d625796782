// libFuzzer's entry for one reader, chosen at compile time.
#include "fuzz/fuzzed_data_set.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static footfall::fuzz::FuzzedDataSet data_set(footfall::io::DataSetLayout::FOOTFALL_FUZZED_LAYOUT);
    data_set.read_with({data, size});
    return 0;
}
