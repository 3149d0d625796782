// A file written bit by bit that is there whole or not at all.
#include "io/file_writer.h"

#include <cerrno>
#include <charconv>
#include <cmath>
#include <cstring>
#include <system_error>
#include <utility>

#include "footfall/recording/error.h"
#include "io/write_file.h"

namespace footfall::io {

namespace fs = std::filesystem;

namespace {
constexpr std::size_t kBufferBytes = std::size_t{1} << 18U;
}  // namespace

FileWriter::FileWriter(fs::path file) : file_(std::move(file)), partial_(file_) {
    refuse_unwritable(file_);
    partial_ += ".partial";
    errno = 0;
    stream_.open(partial_, std::ios::binary | std::ios::trunc);
    if (!stream_) {
        fail();
    }
    buffer_.reserve(kBufferBytes + 4096);
}

FileWriter::~FileWriter() {
    if (!partial_.empty()) {
        stream_.close();
        std::error_code ignored;
        fs::remove(partial_, ignored);
    }
}

void FileWriter::text(std::string_view text) {
    buffer_ += text;
    flush_when_full();
}

void FileWriter::number(double value, int decimals) {
    constexpr std::int64_t kPowers[] = {1,       10,        100,        1'000,       10'000,
                                        100'000, 1'000'000, 10'000'000, 100'000'000, 1'000'000'000};
    const std::int64_t power = kPowers[decimals];
    constexpr double kLargest = 9e18;
    const double scaled = std::round(std::abs(value) * static_cast<double>(power));
    char digits[64];
    if (!(scaled < kLargest)) {  // not a number of this kind: as it is
        const auto end = std::to_chars(digits, digits + sizeof digits, value);
        buffer_.append(digits, end.ptr);
        return;
    }
    const auto units = static_cast<std::int64_t>(scaled);
    char* at = digits;
    if (value < 0.0 && units != 0) {
        *at++ = '-';
    }
    at = std::to_chars(at, digits + sizeof digits, units / power).ptr;
    std::int64_t rest = units % power;
    if (rest != 0) {
        *at++ = '.';
        for (std::int64_t place = power / 10; rest != 0; place /= 10) {
            *at++ = static_cast<char>('0' + rest / place);
            rest %= place;
        }
    }
    buffer_.append(digits, at);
    flush_when_full();
}

void FileWriter::flush_when_full() {
    if (buffer_.size() < kBufferBytes) {
        return;
    }
    errno = 0;
    stream_.write(buffer_.data(), static_cast<std::streamsize>(buffer_.size()));
    buffer_.clear();
    if (!stream_) {
        fail();
    }
}

void FileWriter::finish() {
    errno = 0;
    stream_.write(buffer_.data(), static_cast<std::streamsize>(buffer_.size()));
    buffer_.clear();
    stream_.close();
    if (!stream_) {
        fail();
    }
    std::error_code error;
    fs::rename(partial_, file_, error);
    if (error) {
        throw Error(file_.string(), "", "a file that can be written", error.message());
    }
    partial_.clear();
}

void FileWriter::fail() {
    throw Error(file_.string(), "", "a file that can be written", std::strerror(errno));
}

}  // namespace footfall::io
