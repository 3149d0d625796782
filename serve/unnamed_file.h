// A temporary file without a name: nothing of it stays, however the program ends.
#pragma once

#include <cstdint>
#include <filesystem>
#include <span>
#include <string>
#include <string_view>

#include "footfall/recording/error.h"

namespace footfall::serve {

/// The disk is full, or fails: nothing that whoever asks has done wrong.
class DiskError : public Error {
public:
    using Error::Error;
};

/// For its owner alone. Its bytes are given back when the last who has it open is gone.
class UnnamedFile {
public:
    /// @param folder where its bytes are kept. Throws DiskError when it can't be made there.
    explicit UnnamedFile(const std::filesystem::path& folder);
    UnnamedFile(const UnnamedFile&) = delete;
    UnnamedFile& operator=(const UnnamedFile&) = delete;
    ~UnnamedFile();

    /// Throws DiskError when there is no room for it.
    void append(std::string_view bytes);
    [[nodiscard]] std::uint64_t size() const noexcept { return size_; }
    /// From any thread once nobody appends any more. Throws DiskError when it can't be read, or ends before.
    void read(std::uint64_t from, std::span<char> bytes) const;
    /// How many bytes others may still write where it is kept.
    [[nodiscard]] std::uint64_t room_left() const noexcept;
    /// Under which this program can open it anew, as long as this lives.
    [[nodiscard]] std::filesystem::path path() const;

private:
    [[nodiscard]] DiskError error(const char* expected) const;

    std::string folder_;
    int descriptor_ = -1;
    std::uint64_t size_ = 0;
};

}  // namespace footfall::serve
