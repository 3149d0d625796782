// Puts the server together: store, live sources, API, page.
#include "cli/serve.h"

#include <fmt/format.h>
#include <sys/stat.h>

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <memory>
#include <mutex>
#include <thread>
#include <utility>

#include "cli/demo_walks.h"
#include "cli/interrupt.h"
#include "cli/model_card.h"
#include "cli/shipped_model.h"
#include "cli/shipped_page.h"
#include "footfall/recording/error.h"
#include "io/data_set.h"
#include "io/model_file.h"
#include "io/number.h"
#include "serve/api.h"
#include "serve/http_server.h"
#include "serve/live_desk.h"
#include "serve/service.h"
#include "serve/session_store.h"
#include "serve/uploads.h"

namespace footfall::cli {
namespace {

namespace fs = std::filesystem;

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
    std::string serial;
    int baud = 115'200;
    bool standard_input = false;
    std::vector<std::string> replays;
    bool demo = false;
};

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
    const std::string token(io::trimmed(line));
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
        throw CLI::ValidationError("--host", "an address that others reach demands --token FILE");
    }
    if (!options.origin.empty()) {
        throw CLI::ValidationError("--origin", "a page that others reach demands --token FILE");
    }
}

/// Data sets stay open, as recordings are loaded when they are replayed.
struct Replays {
    std::vector<std::shared_ptr<io::DataSet>> data_sets;
    std::vector<serve::ReplaySet> sets;
};

Replays open_replays(const std::vector<std::string>& specifications) {
    Replays replays;
    for (const std::string& specification : specifications) {
        std::shared_ptr<io::DataSet> data = io::open_data_set(specification);
        serve::ReplaySet set{data->name(), {}};
        for (std::size_t i = 0; i < data->entries().size(); ++i) {
            set.recordings.push_back({data->entries()[i].id, [data, i] { return data->load(i); }});
        }
        replays.sets.push_back(std::move(set));
        replays.data_sets.push_back(std::move(data));
    }
    return replays;
}

serve::PageFiles open_page(const std::string& stated) {
    if (!stated.empty()) {
        return serve::PageFiles(stated);
    }
    const auto shipped = shipped_page();
    if (!shipped) {
        fmt::print(stderr,
                   "footfall: the page is not built (./run builds it, or npm --prefix web ci && npm --prefix "
                   "web run "
                   "bundle); the API is served\n");
        return {};
    }
    return serve::PageFiles(*shipped);
}

void log_line(const std::string& text) {
    static std::mutex mutex;
    const std::lock_guard lock(mutex);
    fmt::print(stderr, "footfall: {}\n", text);
}

serve::LiveDeskOptions live_options(const ServeOptions& options, std::vector<serve::ReplaySet> replays) {
    serve::LiveDeskOptions live;
    live.host = options.sensor_host;
    live.udp_port = options.udp_port;
    live.tcp_port = options.tcp_port;
    live.serial_device = options.serial;
    live.serial_baud = options.baud;
    live.standard_input = options.standard_input;
    live.replays = std::move(replays);
    return live;
}

void say_where(const ServeOptions& options, std::uint16_t port, const serve::LiveDesk& live) {
    const bool is_v6 = options.host.find(':') != std::string::npos;
    const std::string address =
        options.origin.empty()
            ? fmt::format("http://{}:{}", is_v6 ? "[" + options.host + "]" : options.host, port)
            : options.origin;
    fmt::print("Footfall is at {}/\n", address);
    if (!options.origin.empty()) {
        fmt::print("The proxy finds it at {}:{}\n", options.host, port);
    }
    const std::vector<serve::SourceEntry> sources = live.sources();
    if (sources.empty()) {
        fmt::print(
            "Nobody can walk live yet: --demo has simulated walks, --replay plays recordings, --udp-port and "
            "others take sensors\n");
    }
    for (const serve::SourceEntry& source : sources) {
        if (source.port != 0) {
            fmt::print("Sensors: {} {}:{}\n", source.kind, options.sensor_host, source.port);
        }
        if (!source.problem.empty()) {
            fmt::print(stderr, "footfall: {}: {}\n", source.kind, source.problem);
        }
    }
}

void run(const ServeOptions& options) {
    check_exposure(options);
    watch_for_interrupt();
    serve::AccessOptions access;
    access.host = options.host;
    access.token = read_token(options.token_file);
    access.origin = options.origin;
    const io::ModelFile file(options.model.empty() ? shipped_model() : fs::path(options.model));
    const fs::path model_path = options.model.empty() ? shipped_model() : fs::path(options.model);
    serve::PageFiles page = open_page(options.page);
    Replays replays = open_replays(options.replays);
    if (options.demo) {
        replays.sets.push_back(demo_walks());
    }

    serve::HttpServerOptions http;
    http.host = options.host;
    http.port = options.port;
    http.workers = 4;
    // What is made first goes last: the server holds on to the service, that to all before it.
    const fs::path store_file = store_of(options);
    serve::SessionStore store(store_file);
    if (store.interrupted() > 0) {
        log_line(fmt::format("{} open when the program last ended; kept as interrupted",
                             store.interrupted() == 1
                                 ? "1 session was"
                                 : fmt::format("{} sessions were", store.interrupted())));
    }
    serve::Uploads uploads;
    serve::LiveDesk live(store, file.model(), live_options(options, std::move(replays.sets)), log_line);
    const serve::ServiceLimits limits;
    const serve::ApiContext context{store,
                                    live,
                                    uploads,
                                    file.model(),
                                    model_path.stem().string(),
                                    description_of(file.model()),
                                    FOOTFALL_VERSION,
                                    limits};
    std::unique_ptr<serve::Service> service;
    serve::HttpServer server(http);
    access.port = server.port();
    service = std::make_unique<serve::Service>(access, limits, serve::api_routes(context), std::move(page),
                                               log_line);
    server.start(service->handlers());
    say_where(options, server.port(), live);
    fmt::print("Sessions are kept in {}\nCtrl-C ends it\n", store_file.string());
    std::fflush(stdout);
    while (!interrupted()) {
        std::this_thread::sleep_for(std::chrono::milliseconds(50));
    }
    live.stop_all();
    server.stop();
}

}  // namespace

void add_serve(CLI::App& app) {
    CLI::App* command = app.add_subcommand(
        "serve", "A web page that shows people walk while they walk, and the history of their sessions");
    auto options = std::make_shared<ServeOptions>();
    command->add_option("--port", options->port, "Port of the page; 0: any that is free")
        ->capture_default_str();
    command
        ->add_option("--host", options->host, "Address to listen on; any that others reach demands --token")
        ->capture_default_str()
        ->type_name("ADDRESS");
    command
        ->add_option("--store", options->store,
                     "Where sessions are kept; ~/.local/share/footfall/sessions.db if not given, demo.db "
                     "there with --demo")
        ->type_name("FILE");
    command
        ->add_option("--token", options->token_file,
                     "A file whose first line, 16 characters or more, everybody must know who asks")
        ->type_name("FILE");
    command
        ->add_option("--origin", options->origin,
                     "Where a proxy (with TLS) shows the page, such as https://gait.example; demands --token")
        ->type_name("URL");
    command
        ->add_option("--model", options->model, "The model; the one that ships with the program if not given")
        ->type_name("MODEL");
    command->add_option("--udp-port", options->udp_port, "Take sensors' UDP datagrams there; 0: any port");
    command->add_option("--tcp-port", options->tcp_port,
                        "Take lines of JSON or CSV over TCP there; 0: any port");
    command
        ->add_option("--sensor-host", options->sensor_host,
                     "Address on which sensors are listened to: whoever reaches it can send")
        ->capture_default_str()
        ->type_name("ADDRESS");
    command->add_option("--serial", options->serial, "Take lines from this serial port")->type_name("DEVICE");
    command->add_option("--baud", options->baud, "Of the serial port")->capture_default_str();
    command->add_flag("--stdin", options->standard_input, "Take lines from standard input");
    command
        ->add_option("--replay", options->replays,
                     "Recordings that can be replayed, to try it without sensors")
        ->type_name("DATA");
    command->add_flag("--demo", options->demo,
                      "Simulated walks that can be replayed, to try it with nothing at all");
    command->add_option("--page", options->page, "Folder of the built page, if it is not the shipped one")
        ->type_name("DIR");
    command->footer("Example: footfall serve --demo");
    command->callback([options] { run(*options); });
}

}  // namespace footfall::cli
