// What the program's exit codes mean; documented in --help and in docs/commands.md.
#pragma once

namespace footfall::cli {

enum ExitCode : int {
    kDone = 0,
    kUnusable = 1,         ///< the data or the model can't be used; one line says why
    kWrongUsage = 2,
    kDoneWithLeftOut = 3,  ///< done, with recordings left out, each named on standard error
};

}  // namespace footfall::cli
