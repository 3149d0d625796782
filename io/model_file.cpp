// Models on disk.
#include "io/model_file.h"

#include <cerrno>
#include <cstdint>
#include <cstring>
#include <fstream>
#include <string>
#include <string_view>
#include <system_error>
#include <utility>
#include <vector>

#include "footfall/recording/error.h"
#include "io/write_file.h"

namespace footfall::io {
namespace {

/// Far above any network that validate() lets pass; a recording named by mistake is not read into memory.
constexpr std::uintmax_t kLargest = std::uintmax_t{1} << 30U;

AlignedBytes read_bytes(const std::filesystem::path& file) {
    std::error_code error;
    const std::uintmax_t size = std::filesystem::file_size(file, error);
    if (error) {
        throw Error(file.string(), "", "a model file", error.message());
    }
    if (size > kLargest) {
        throw Error(file.string(), "", "a model file, of at most 1 GiB", std::to_string(size) + " bytes");
    }
    AlignedBytes bytes(static_cast<std::size_t>(size));
    errno = 0;
    std::ifstream stream(file, std::ios::binary);
    stream.read(reinterpret_cast<char*>(bytes.data()), static_cast<std::streamsize>(bytes.size()));
    if (!stream) {
        throw Error(file.string(), "", "a file that can be read", std::strerror(errno));
    }
    return bytes;
}

Model parse(const std::filesystem::path& file, const AlignedBytes& bytes) {
    Result<Model> model = parse_model(bytes);
    if (!model) {
        throw Error(file.string(), "", "a whole model of this version", model.reason());
    }
    return *std::move(model);
}

}  // namespace

ModelFile::ModelFile(const std::filesystem::path& file)
    : bytes_(read_bytes(file)), model_(parse(file, bytes_)) {}

void write_model_file(const std::filesystem::path& file, const Model& model) {
    if (const auto failure = validate(model)) {
        throw Error(file.string(), "", "a model that can be used", failure->reason);
    }
    const std::vector<std::byte> bytes = serialise(model);
    write_file(file, std::string_view(reinterpret_cast<const char*>(bytes.data()), bytes.size()));
}

}  // namespace footfall::io
