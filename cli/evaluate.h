// footfall evaluate: a model's answers against the reference labels of recordings.
#pragma once

#include <CLI/CLI.hpp>

namespace footfall::cli {

void add_evaluate(CLI::App& app);

}  // namespace footfall::cli
