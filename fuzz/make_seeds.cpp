// make_seeds LAYOUT DIR: writes the inputs a fuzzer starts from.
#include <cstdio>
#include <exception>
#include <string>

#include "fuzz/fuzzed_data_set.h"
#include "io/write_file.h"

int main(int argc, char** argv) {
    using footfall::io::DataSetLayout;
    if (argc != 3) {
        std::fputs("make_seeds voisard2023|ipol2019|csv DIR\n", stderr);
        return 2;
    }
    const std::string name = argv[1];
    const DataSetLayout layout = name == "voisard2023" ? DataSetLayout::voisard2023
                                 : name == "ipol2019"  ? DataSetLayout::ipol2019
                                                       : DataSetLayout::csv;
    try {
        int number = 0;
        for (const std::string& seed : footfall::fuzz::FuzzedDataSet(layout).seeds()) {
            footfall::io::write_file(std::string(argv[2]) + "/" + std::to_string(number++), seed);
        }
    } catch (const std::exception& error) {
        std::fprintf(stderr, "%s\n", error.what());
        return 1;
    }
    return 0;
}
