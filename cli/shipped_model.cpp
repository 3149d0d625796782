// Where the model that ships with the program lies.
#include "cli/shipped_model.h"

#include <fmt/format.h>

#include <cstdlib>
#include <string>
#include <system_error>
#include <vector>

#include "footfall/recording/error.h"

namespace footfall::cli {
namespace {

namespace fs = std::filesystem;

std::vector<fs::path> folders() {
    if (const char* stated = std::getenv("FOOTFALL_MODELS"); stated != nullptr && *stated != '\0') {
        return {stated};
    }
    std::error_code error;
    const fs::path program = fs::read_symlink("/proc/self/exe", error);
    if (error) {
        return {};
    }
    const fs::path root = program.parent_path().parent_path();
    return {root / "models", root / "share" / "footfall" / "models"};
}

fs::path shipped(const char* name) {
    std::vector<std::string> looked_in;
    for (const fs::path& folder : folders()) {
        fs::path file = folder / name;
        std::error_code error;
        if (fs::is_regular_file(file, error)) {
            return file;
        }
        looked_in.push_back(folder.string());
    }
    throw Error("--model", "",
                fmt::format("a model file, or the shipped {} in {}", name, fmt::join(looked_in, " or ")),
                "neither; FOOTFALL_MODELS can name the folder");
}

}  // namespace

fs::path shipped_model() { return shipped("reference_int8.footfall"); }

fs::path shipped_fp32_model() { return shipped("reference.footfall"); }

}  // namespace footfall::cli
