// Write beside, then rename.
#include "io/write_file.h"

#include <cerrno>
#include <cstring>
#include <fstream>
#include <system_error>

#include "footfall/recording/error.h"

namespace footfall::io {

namespace fs = std::filesystem;

void write_file(const fs::path& file, std::string_view content) {
    std::error_code error;
    if (file.has_parent_path()) {
        fs::create_directories(file.parent_path(), error);
        if (error) {
            throw Error(file.parent_path().string(), "", "a folder that can be made", error.message());
        }
    }
    fs::path partial = file;
    partial += ".partial";
    errno = 0;
    std::ofstream stream(partial, std::ios::binary | std::ios::trunc);
    stream.write(content.data(), static_cast<std::streamsize>(content.size()));
    stream.close();
    std::string reason = stream ? "" : std::strerror(errno);
    if (reason.empty()) {
        fs::rename(partial, file, error);
        reason = error ? error.message() : "";
    }
    if (!reason.empty()) {
        fs::remove(partial, error);
        throw Error(file.string(), "", "a file that can be written", reason);
    }
}

}  // namespace footfall::io
