// A model as C source, to be built into a device's program.
#pragma once

#include <filesystem>

#include "footfall/nn/model.h"

namespace footfall::io {

/// Writes BASE.h and BASE.c, C11 and C++11: the model file's bytes as one constant array, aligned to
/// kModelAlignment, so that parse_model() uses it where it is, in flash. The array has the name of BASE's
/// last part, with every character that a name can't have turned into an underscore. An ending .c or .h of
/// `base` is left out. Throws footfall::Error when a file can't be written.
void export_c(const std::filesystem::path& base, const Model& model);

}  // namespace footfall::io
