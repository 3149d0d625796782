// footfall bench: how long an answer takes on this machine.
#pragma once

#include <CLI/CLI.hpp>

namespace footfall::cli {

void add_bench(CLI::App& app);

}  // namespace footfall::cli
