// footfall study: networks, windows, transfer modes and splits compared.
#pragma once

#include <CLI/CLI.hpp>

namespace footfall::cli {

void add_study(CLI::App& app);

}  // namespace footfall::cli
