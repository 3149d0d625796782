// Shell completion, read off the program's own commands so that it can't fall behind them.
#pragma once

#include <CLI/CLI.hpp>
#include <string>

namespace footfall::cli {

enum class Shell : unsigned char { bash, zsh, fish };

/// A script for `shell` that completes footfall's subcommands, their options, the choices of options that
/// have some, and files everywhere else.
[[nodiscard]] std::string completion_script(const CLI::App& app, Shell shell);

/// Adds --completion SHELL, which prints the script and ends the program (as --help does). `app` must outlive
/// its parsing; subcommands may be added later.
void add_completion_option(CLI::App& app);

}  // namespace footfall::cli
