// footfall train: pretraining and transfer on everybody that is named, kept as one model file with its card.
#pragma once

#include <CLI/CLI.hpp>

namespace footfall::cli {

void add_train(CLI::App& app);

}  // namespace footfall::cli
