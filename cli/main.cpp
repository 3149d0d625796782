// The program: one subcommand a file, and the one place where errors become a line and an exit code.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <exception>

#include "cli/completion.h"
#include "cli/exit_code.h"
#include "footfall/recording/error.h"

int main(int argc, char** argv) {
    using namespace footfall::cli;
    CLI::App app{"Footfall learns gait from sensors on the feet and measures it."};
    app.require_subcommand(1);
    add_completion_option(app);
    int exit_code = kDone;
    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
        return app.exit(error) == 0 ? kDone : kWrongUsage;
    } catch (const footfall::Error& error) {
        fmt::print(stderr, "footfall: {}\n", error.what());
        return kUnusable;
    } catch (const std::exception& error) {
        fmt::print(stderr, "footfall: {}\n", error.what());
        return kUnusable;
    }
    return exit_code;
}
