// Reader of any CSV files that a TOML descriptor describes.
#pragma once

#include <filesystem>
#include <memory>

#include "io/data_set.h"

namespace footfall::io {

/// The descriptor's keys are in docs/formats.md. Throws footfall::Error.
/// @param root where the files are; empty: where the descriptor says
[[nodiscard]] std::unique_ptr<DataSet> open_csv(const std::filesystem::path& descriptor,
                                                const std::filesystem::path& root);

}  // namespace footfall::io
