// What an analysis came to, for reading on a terminal.
#pragma once

#include <string>

#include "cli/analysis.h"

namespace footfall::cli {

/// One recording: its figures, foot by foot, with their intervals. Several: a row for each, the first
/// `kRowsPrinted` of them, and the sums.
[[nodiscard]] std::string printout_of(const Analysis& analysis);

inline constexpr std::size_t kRowsPrinted = 100;

/// The remarks that change what the numbers mean, each once: "1-1 and 3 more: ...".
[[nodiscard]] std::string remarks_in(const Analysis& analysis);

}  // namespace footfall::cli
