// "FORMAT:PATH" to the adapter that reads it.
#include <filesystem>

#include "footfall/recording/error.h"
#include "io/csv.h"
#include "io/data_set.h"
#include "io/ipol2019.h"
#include "io/nearest_name.h"
#include "io/number.h"
#include "io/voisard2023.h"

namespace footfall::io {

namespace fs = std::filesystem;

namespace {

constexpr const char* kOwnDescriptor = "footfall.toml";

/// "DESCRIPTOR.toml" or "DESCRIPTOR.toml@DIR".
std::unique_ptr<DataSet> open_described(std::string_view path) {
    constexpr std::string_view kEnding = ".toml";
    const std::size_t at = path.find(".toml@");
    if (at == std::string_view::npos) {
        return open_csv(fs::path(path), {});
    }
    const std::string_view root = path.substr(at + kEnding.size() + 1);
    if (root.empty()) {
        throw Error(std::string(path), "", "a directory after '@'", "none");
    }
    return open_csv(fs::path(path.substr(0, at + kEnding.size())), fs::path(root));
}

std::unique_ptr<DataSet> open_named(std::string_view specification) {
    const fs::path bare(specification);
    if (fs::is_directory(bare)) {
        if (!fs::exists(bare / kOwnDescriptor)) {
            throw Error(bare.string(), "", std::string("a ") + kOwnDescriptor + " in it, or FORMAT:PATH",
                        "neither");
        }
        return open_csv(bare / kOwnDescriptor, {});
    }
    const std::size_t colon = specification.find(':');
    const std::string_view format = specification.substr(0, colon);
    const std::string_view path =
        colon == std::string_view::npos ? std::string_view() : specification.substr(colon + 1);
    if (colon == std::string_view::npos || path.empty()) {
        throw Error(std::string(specification), "", "FORMAT:PATH or a directory with a footfall.toml",
                    "no such directory");
    }
    if (format == "voisard2023") {
        return open_voisard2023(fs::path(path));
    }
    if (format == "ipol2019") {
        return open_ipol2019(fs::path(path));
    }
    if (format == "csv") {
        return open_described(path);
    }
    throw Error(std::string(specification), "", "the format voisard2023, ipol2019 or csv",
                in_quotes(format) + "; the nearest is " +
                    in_quotes(nearest_name(format, {"voisard2023", "ipol2019", "csv"})));
}

}  // namespace

std::unique_ptr<DataSet> open_data_set(std::string_view specification) {
    try {
        return open_named(specification);
    } catch (const fs::filesystem_error& error) {  // no permission, a name that is too long
        throw Error(error.path1().string(), "", "a readable path", error.code().message());
    }
}

}  // namespace footfall::io
