// footfall export: a model for other runtimes.
#pragma once

namespace CLI {
class App;
}

namespace footfall::cli {

/// Adds the subcommand. Running it throws footfall::Error for a model that can't be exported so, and when the
/// file can't be written.
void add_export(CLI::App& app);

}  // namespace footfall::cli
