// O_TMPFILE, or a file whose name is taken away at once.
#include "serve/unnamed_file.h"

#include <fcntl.h>
#include <sys/statvfs.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <limits>

namespace footfall::serve {

namespace fs = std::filesystem;

UnnamedFile::UnnamedFile(const fs::path& folder) : folder_(folder.string()) {
    descriptor_ = ::open(folder_.c_str(), O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);
    if (descriptor_ < 0 && (errno == EOPNOTSUPP || errno == EISDIR || errno == EINVAL)) {
        std::string name = (folder / "footfall-XXXXXX").string();
        descriptor_ = ::mkostemp(name.data(), O_CLOEXEC);
        if (descriptor_ >= 0) {
            ::unlink(name.c_str());
        }
    }
    if (descriptor_ < 0) {
        throw error("a temporary file");
    }
}

UnnamedFile::~UnnamedFile() { ::close(descriptor_); }

void UnnamedFile::append(std::string_view bytes) {
    while (!bytes.empty()) {
        const ssize_t count = ::write(descriptor_, bytes.data(), bytes.size());
        if (count < 0 && errno == EINTR) {
            continue;
        }
        if (count <= 0) {
            throw error("room for a temporary file");
        }
        size_ += static_cast<std::uint64_t>(count);
        bytes.remove_prefix(static_cast<std::size_t>(count));
    }
}

void UnnamedFile::read(std::uint64_t from, std::span<char> bytes) const {
    while (!bytes.empty()) {
        const ssize_t count = ::pread(descriptor_, bytes.data(), bytes.size(), static_cast<off_t>(from));
        if (count < 0 && errno == EINTR) {
            continue;
        }
        if (count <= 0) {
            throw error("a temporary file that can be read");
        }
        from += static_cast<std::uint64_t>(count);
        bytes = bytes.subspan(static_cast<std::size_t>(count));
    }
}

std::uint64_t UnnamedFile::room_left() const noexcept {
    struct statvfs room {};
    return ::fstatvfs(descriptor_, &room) == 0 ? std::uint64_t{room.f_bavail} * room.f_frsize
                                               : std::numeric_limits<std::uint64_t>::max();
}

fs::path UnnamedFile::path() const { return fs::path("/proc/self/fd") / std::to_string(descriptor_); }

DiskError UnnamedFile::error(const char* expected) const {
    return {folder_, "", expected, std::strerror(errno)};
}

}  // namespace footfall::serve
