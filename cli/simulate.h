// footfall simulate: writes a data set of simulated walkers.
#pragma once

namespace CLI {
class App;
}

namespace footfall::cli {

/// Adds the subcommand. Running it throws footfall::Error when the data set can't be written.
void add_simulate(CLI::App& app);

}  // namespace footfall::cli
