// A small data set on the disk, one of whose files is replaced by the fuzzer's bytes.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <span>
#include <string>
#include <vector>

#include "io/write_data_set.h"

namespace footfall::fuzz {

/// An input's first byte says which file it replaces; the rest is the file.
class FuzzedDataSet {
public:
    explicit FuzzedDataSet(io::DataSetLayout layout);
    FuzzedDataSet(const FuzzedDataSet&) = delete;
    FuzzedDataSet& operator=(const FuzzedDataSet&) = delete;
    ~FuzzedDataSet();

    /// Reads the data set with the replaced file, inspects what is read, and puts the file back. A
    /// footfall::Error is a right answer; anything else is for the fuzzer to find.
    void read_with(std::span<const std::uint8_t> input);

    /// The inputs that replace each file by itself.
    [[nodiscard]] std::vector<std::string> seeds() const;

private:
    std::filesystem::path folder_;
    std::string specification_;
    std::vector<std::filesystem::path> files_;
    std::vector<std::string> contents_;
};

}  // namespace footfall::fuzz
