// A text file read line by line, with the line's number, in memory that does not grow with the file.
#pragma once

#include <cstddef>
#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>
#include <vector>

#include "footfall/recording/error.h"

namespace footfall::io {

/// Lines end in LF or CRLF; a UTF-8 byte-order mark at the start of the file is skipped.
class LineReader {
public:
    /// A longer line is an Error: such a file is not text.
    static constexpr std::size_t kLongestLine = std::size_t{1} << 20U;

    /// Throws footfall::Error when the file can't be opened.
    explicit LineReader(const std::filesystem::path& file);

    /// Goes to the next line; false at the end of the file. Throws footfall::Error on a failed read.
    [[nodiscard]] bool next();
    /// Without its ending. Valid until the next call of next().
    [[nodiscard]] std::string_view line() const noexcept { return line_; }
    /// Counted from 1.
    [[nodiscard]] std::size_t number() const noexcept { return number_; }
    /// The file stops in this line, without a line ending.
    [[nodiscard]] bool is_unterminated() const noexcept { return unterminated_; }
    [[nodiscard]] const std::string& file() const noexcept { return file_; }

    /// An Error that names the file and the present line.
    [[nodiscard]] Error error(const std::string& expected, const std::string& found) const;

private:
    [[nodiscard]] bool refill();

    std::string file_;
    std::ifstream stream_;
    std::vector<char> buffer_;
    std::size_t position_ = 0;
    std::size_t filled_ = 0;
    std::string line_;
    std::size_t number_ = 0;
    bool unterminated_ = false;
};

}  // namespace footfall::io
