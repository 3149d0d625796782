// What may be said to `footfall serve`.
#pragma once

#include <CLI/CLI.hpp>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "serve/live_timeline.h"

namespace footfall::cli {

struct ServeOptions {
    std::string host = "127.0.0.1";
    std::uint16_t port = 8080;
    std::string store;
    std::string token_file;
    std::string origin;
    std::string model;
    std::string page;
    std::string sensor_host = "127.0.0.1";
    std::optional<std::uint16_t> udp_port;
    std::optional<std::uint16_t> tcp_port;
    double patience_ms = 1e-6 * static_cast<double>(serve::kDefaultPatience);
    std::string serial;
    int baud = 115'200;
    bool standard_input = false;
    std::vector<std::string> replays;
    bool demo = false;
};

void add_options(CLI::App& command, ServeOptions& options);

/// Throws CLI::ValidationError when others could reach the page without a token.
void check_exposure(const ServeOptions& options);

/// The file's first line. Throws footfall::Error when there is none, or one that could be guessed.
[[nodiscard]] std::string read_token(const std::string& file);

/// Where sessions are kept. Throws footfall::Error when there is no home folder for them.
[[nodiscard]] std::filesystem::path store_of(const ServeOptions& options);

}  // namespace footfall::cli
