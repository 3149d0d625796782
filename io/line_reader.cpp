// Cuts a buffered file into lines.
#include "io/line_reader.h"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <system_error>

namespace footfall::io {

namespace {
constexpr std::size_t kBufferBytes = std::size_t{1} << 16U;
constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
}  // namespace

LineReader::LineReader(const std::filesystem::path& file) : file_(file.string()), buffer_(kBufferBytes) {
    std::error_code ignored;
    if (std::filesystem::is_directory(file, ignored)) {
        throw Error(file_, "", "a file", "a directory");
    }
    errno = 0;
    stream_.open(file, std::ios::binary);
    if (!stream_) {
        throw Error(file_, "", "a readable file", std::strerror(errno));
    }
    const std::uintmax_t size = std::filesystem::file_size(file, ignored);
    size_ = ignored ? 0 : static_cast<std::size_t>(size);
}

bool LineReader::refill() {
    before_buffer_ += filled_;
    stream_.read(buffer_.data(), static_cast<std::streamsize>(buffer_.size()));
    if (stream_.bad()) {
        throw Error(file_, "line " + std::to_string(number_), "a readable file", std::strerror(errno));
    }
    position_ = 0;
    filled_ = static_cast<std::size_t>(stream_.gcount());
    return filled_ > 0;
}

bool LineReader::next() {
    line_.clear();
    bool started = false;
    unterminated_ = false;
    while (position_ < filled_ || refill()) {
        if (!started) {
            started = true;
            ++number_;
        }
        const char* from = buffer_.data() + position_;
        const char* to = buffer_.data() + filled_;
        const void* const found = std::memchr(from, '\n', static_cast<std::size_t>(to - from));
        const char* end = found != nullptr ? static_cast<const char*>(found) : to;
        line_.append(from, end);
        position_ += static_cast<std::size_t>(end - from);
        if (line_.size() > kLongestLine) {
            throw error("lines of at most " + std::to_string(kLongestLine) + " bytes", "a longer one");
        }
        if (end != to) {
            ++position_;
            if (!line_.empty() && line_.back() == '\r') {
                line_.pop_back();
            }
            break;
        }
        unterminated_ = true;
        // What follows in the next buffer may still end the line.
        if (position_ >= filled_ && refill()) {
            unterminated_ = false;
            continue;
        }
        break;
    }
    if (number_ == 1 && std::string_view(line_).starts_with(kByteOrderMark)) {
        line_.erase(0, kByteOrderMark.size());
    }
    return started;
}

Error LineReader::error(const std::string& expected, const std::string& found) const {
    return {file_, "line " + std::to_string(number_), expected, found};
}

}  // namespace footfall::io
