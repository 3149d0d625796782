// footfall serve: the page on which somebody is watched while they walk, and the history of sessions.
#pragma once

#include <CLI/CLI.hpp>

namespace footfall::cli {

void add_serve(CLI::App& app);

}  // namespace footfall::cli
