// Recordings that can be replayed by `footfall serve`.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "io/data_set.h"
#include "serve/live_desk.h"

namespace footfall::cli {

/// Data sets stay open, as recordings are loaded when they are replayed.
struct Replays {
    std::vector<std::shared_ptr<io::DataSet>> data_sets;
    std::vector<serve::ReplaySet> sets;
};

/// No two sets have one name. Throws footfall::Error when one can't be opened.
[[nodiscard]] Replays open_replays(const std::vector<std::string>& specifications);

/// Names by which data sets can be told apart: those that several have are their folders' names instead, and
/// what is still the same is numbered.
/// @param specifications "FORMAT:PATH" or a path, one for each name
[[nodiscard]] std::vector<std::string> unique_names(const std::vector<std::string>& names,
                                                    const std::vector<std::string>& specifications);

}  // namespace footfall::cli
