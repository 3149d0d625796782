// footfall analyze: gait from recordings, labelled or not.
#pragma once

#include <CLI/CLI.hpp>

namespace footfall::cli {

void add_analyze(CLI::App& app);

}  // namespace footfall::cli
