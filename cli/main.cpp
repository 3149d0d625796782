// The program: one subcommand a file, and the one place where errors become a line and an exit code.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <exception>

#include "cli/completion.h"
#include "cli/exit_code.h"
#include "cli/inspect.h"
#include "cli/study.h"
#include "footfall/recording/error.h"

int main(int argc, char** argv) {
    using namespace footfall::cli;
    CLI::App app{"Footfall learns gait from sensors on the feet and measures it."};
    app.require_subcommand(1);
    add_inspect(app);
    add_study(app);
    add_completion_option(app);
    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
        const int code = app.exit(error);
        const bool said_by_us = dynamic_cast<const CLI::RuntimeError*>(&error) != nullptr;
        return said_by_us || code == 0 ? code : int{kWrongUsage};
    } catch (const footfall::Error& error) {
        fmt::print(stderr, "footfall: {}\n", error.what());
        return kUnusable;
    } catch (const std::exception& error) {
        fmt::print(stderr, "footfall: {}\n", error.what());
        return kUnusable;
    }
    return kDone;
}
