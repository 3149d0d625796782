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

    /// How far it has come in the file, in [0, 1].
    [[nodiscard]] double share() const noexcept {
        return before_buffer_ + position_ < size_
                   ? static_cast<double>(before_buffer_ + position_) / static_cast<double>(size_)
                   : 1.0;
    }

    /// An Error that names the file and the present line.
    [[nodiscard]] Error error(const std::string& expected, const std::string& found) const;

private:
    [[nodiscard]] bool refill();

    std::string file_;
    std::ifstream stream_;
    std::vector<char> buffer_;
    std::size_t size_ = 0;           // of the file; 0 of what has none, such as a pipe
    std::size_t before_buffer_ = 0;  // bytes read before those in the buffer
    std::size_t position_ = 0;
    std::size_t filled_ = 0;
    std::string line_;
    std::size_t number_ = 0;
    bool unterminated_ = false;
};

}  // namespace footfall::io
