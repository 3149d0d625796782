// A file written bit by bit that is there whole or not at all.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>

namespace footfall::io {

/// Writes FILE.partial beside the file; finish() renames it. Without finish() nothing is left behind.
class FileWriter {
public:
    /// Makes the folders on the way. Throws footfall::Error when the file can't be written.
    explicit FileWriter(std::filesystem::path file);
    FileWriter(const FileWriter&) = delete;
    FileWriter& operator=(const FileWriter&) = delete;
    ~FileWriter();

    void text(std::string_view text);
    /// The shortest text of at most this many decimals: 1.5 and not 1.500. Rounds to nearest, halves away
    /// from zero.
    void number(double value, int decimals);

    /// Throws footfall::Error when not all could be written (a full disk).
    void finish();

private:
    void flush_when_full();
    [[noreturn]] void fail();

    std::filesystem::path file_;
    std::filesystem::path partial_;
    std::ofstream stream_;
    std::string buffer_;
};

}  // namespace footfall::io
