// Where the model that ships with the program lies.
#pragma once

#include <filesystem>

namespace footfall::cli {

/// reference.footfall in $FOOTFALL_MODELS if that is set; else in ../models beside the program's folder (as
/// in a source tree with its build), or in ../share/footfall/models (as installed). Throws footfall::Error
/// naming where it looked.
[[nodiscard]] std::filesystem::path shipped_model();

}  // namespace footfall::cli
