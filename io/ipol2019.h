// Reader of the layout of Truong et al. 2019 (doi 10.5201/ipol.2019.265): both feet, activity intervals.
#pragma once

#include <filesystem>
#include <memory>

#include "io/data_set.h"

namespace footfall::io {

/// `data` holds GaitData/ with S-T.csv and S-T.json (docs/formats.md). Throws footfall::Error.
[[nodiscard]] std::unique_ptr<DataSet> open_ipol2019(const std::filesystem::path& data);

}  // namespace footfall::io
