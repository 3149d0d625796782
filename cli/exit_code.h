// What the program returns to the shell.
#pragma once

namespace footfall::cli {

/// A subcommand that is done but left recordings out throws CLI::RuntimeError(kLeftOut) after its results.
enum ExitCode : int { kDone = 0, kUnusable = 1, kWrongUsage = 2, kLeftOut = 3 };

}  // namespace footfall::cli
