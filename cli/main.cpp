// The program: one subcommand a file, and the one place where errors become a line and an exit code.
#include <CLI/CLI.hpp>
#include <cstdio>
#include <exception>

#include "cli/analyze.h"
#include "cli/bench.h"
#include "cli/completion.h"
#include "cli/evaluate.h"
#include "cli/exit_code.h"
#include "cli/export.h"
#include "cli/inspect.h"
#include "cli/interrupt.h"
#include "cli/serve.h"
#include "cli/simulate.h"
#include "cli/study.h"
#include "cli/train.h"
#include "train/fit.h"

namespace footfall::cli {
namespace {

int run(int argc, char** argv) {
    CLI::App app{"Footfall learns gait from sensors on the feet and measures it."};
    app.require_subcommand(1);
    add_inspect(app);
    add_simulate(app);
    add_train(app);
    add_study(app);
    add_evaluate(app);
    add_analyze(app);
    add_bench(app);
    add_export(app);
    add_serve(app);
    add_completion_option(app);
    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
        const int code = app.exit(error);
        const bool said_by_us = dynamic_cast<const CLI::RuntimeError*>(&error) != nullptr;
        return said_by_us || code == 0 ? code : int{kWrongUsage};
    }
    return kDone;
}

}  // namespace
}  // namespace footfall::cli

int main(int argc, char** argv) {
    try {
        return footfall::cli::run(argc, argv);
    } catch (const footfall::train::Cancelled&) {
        std::fputs("footfall: interrupted\n", stderr);
        return footfall::cli::kInterrupted;
    } catch (const std::exception& error) {  // footfall::Error among them
        std::fprintf(stderr, "footfall: %s\n", error.what());
        return footfall::cli::kUnusable;
    }
}
