// Options of `footfall serve`, and what they demand of each other.
#include "cli/serve_options.h"

#include <fmt/format.h>
#include <sys/stat.h>

#include <cstdio>
#include <cstdlib>
#include <fstream>

#include "footfall/recording/error.h"
#include "io/number.h"
#include "serve/access_policy.h"

namespace footfall::cli {

namespace fs = std::filesystem;

/// Where a user's data belong (XDG Base Directory Specification); nobody's sessions beside simulated ones.
fs::path store_of(const ServeOptions& options) {
    if (!options.store.empty()) {
        return options.store;
    }
    const auto stated = [](const char* name) {
        const char* value = std::getenv(name);
        return fs::path(value == nullptr ? "" : value);
    };
    const fs::path data = stated("XDG_DATA_HOME");
    const fs::path home = stated("HOME");
    if (data.empty() && home.empty()) {
        throw Error("--store", "", "a file, as there is no home folder for it", "none");
    }
    return (data.empty() ? home / ".local" / "share" : data) / "footfall" /
           (options.demo ? "demo.db" : "sessions.db");
}

std::string read_token(const std::string& file) {
    constexpr std::size_t kShortest = 16;
    if (file.empty()) {
        return "";
    }
    std::ifstream stream(file);
    std::string line;
    if (!stream || !std::getline(stream, line)) {
        throw Error(file, "", "a token in its first line", "none that can be read");
    }
    std::string token(io::trimmed(line));
    if (token.size() < kShortest) {
        throw Error(file, "line 1", fmt::format("a token of {} characters or more", kShortest),
                    fmt::format("{}", token.size()));
    }
    struct stat status {};
    if (::stat(file.c_str(), &status) == 0 && (status.st_mode & (S_IRGRP | S_IROTH)) != 0) {
        fmt::print(stderr, "footfall: others on this machine can read {}: chmod 600 {}\n", file, file);
    }
    return token;
}

void check_exposure(const ServeOptions& options) {
    if (!options.token_file.empty()) {
        return;
    }
    if (!serve::is_loopback(options.host)) {
        throw CLI::ValidationError("--host",
                                   "an address that others reach demands --token FILE, and a proxy with TLS "
                                   "before it (docs/serve.md)");
    }
    if (!options.origin.empty()) {
        throw CLI::ValidationError("--origin", "a page that others reach demands --token FILE");
    }
}

void add_options(CLI::App& command, ServeOptions& options) {
    command.add_option("--port", options.port, "Port of the page; 0: any that is free")
        ->capture_default_str();
    command.add_option("--host", options.host, "Address to listen on; any that others reach demands --token")
        ->capture_default_str()
        ->type_name("ADDRESS");
    command
        .add_option("--store", options.store,
                    "Where sessions are kept; ~/.local/share/footfall/sessions.db if not given, demo.db "
                    "there with --demo")
        ->type_name("FILE");
    command
        .add_option("--token", options.token_file,
                    "A file whose first line, 16 characters or more, everybody must know who asks")
        ->type_name("FILE");
    command
        .add_option("--origin", options.origin,
                    "Where a proxy (with TLS) shows the page, such as https://gait.example; demands --token")
        ->transform([](const std::string& stated) {
            const auto origin = serve::proxy_origin(stated);
            if (!origin) {
                throw CLI::ValidationError("it is http://HOST or https://HOST, perhaps with a :PORT");
            }
            return *origin;
        })
        ->type_name("URL");
    command
        .add_option("--model", options.model, "The model; the one that ships with the program if not given")
        ->type_name("MODEL");
    command.add_option("--udp-port", options.udp_port, "Take sensors' UDP datagrams there; 0: any port");
    command
        .add_option("--patience", options.patience_ms,
                    "How long to wait for a datagram that others have overtaken")
        ->capture_default_str()
        ->check(CLI::Range(0.0, 1000.0))
        ->type_name("MS");
    command.add_option("--tcp-port", options.tcp_port,
                       "Take lines of JSON or CSV over TCP there; 0: any port");
    command
        .add_option("--sensor-host", options.sensor_host,
                    "Address on which sensors are listened to: whoever reaches it can send")
        ->capture_default_str()
        ->type_name("ADDRESS");
    command.add_option("--serial", options.serial, "Take lines from this serial port")->type_name("DEVICE");
    command.add_option("--baud", options.baud, "Of the serial port")->capture_default_str();
    command.add_flag("--stdin", options.standard_input, "Take lines from standard input");
    command
        .add_option("--replay", options.replays, "Recordings that can be replayed, to try it without sensors")
        ->type_name("DATA");
    command.add_flag("--demo", options.demo,
                     "Simulated walks that can be replayed, to try it with nothing at all");
    command.add_option("--page", options.page, "Folder of the built page, if it is not the shipped one")
        ->type_name("DIR");
}

}  // namespace footfall::cli
