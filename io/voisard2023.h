// Reader of the layout of Voisard et al. 2023 (doi 10.5201/ipol.2023.497): both feet, event pairs.
#pragma once

#include <filesystem>
#include <memory>

#include "io/data_set.h"

namespace footfall::io {

/// `data` holds GaitData/ with S-T_lf.txt, S-T_rf.txt and S-T.json (docs/formats.md). Throws footfall::Error.
[[nodiscard]] std::unique_ptr<DataSet> open_voisard2023(const std::filesystem::path& data);

}  // namespace footfall::io
