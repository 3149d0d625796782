// Where the model that ships with the program lies.
#pragma once

#include <filesystem>

namespace footfall::cli {

/// The model that answers when none is named: reference_int8.footfall in $FOOTFALL_MODELS if that is set;
/// else in ../models beside the program's folder (as in a source tree with its build), or in
/// ../share/footfall/models (as installed). Throws footfall::Error naming where it looked.
[[nodiscard]] std::filesystem::path shipped_model();

/// The same network as it was trained, reference.footfall in the same place.
[[nodiscard]] std::filesystem::path shipped_fp32_model();

}  // namespace footfall::cli
