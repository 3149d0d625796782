// footfall inspect: what is in recordings and what is wrong with them.
#pragma once

#include <CLI/CLI.hpp>

namespace footfall::cli {

void add_inspect(CLI::App& app);

}  // namespace footfall::cli
