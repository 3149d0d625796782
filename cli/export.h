// footfall export: a model for other runtimes.
#pragma once

#include <CLI/CLI.hpp>

namespace footfall::cli {

void add_export(CLI::App& app);

}  // namespace footfall::cli
