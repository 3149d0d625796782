// Puts the server together: store, live sources, API, page.
#include "cli/serve.h"

#include <fmt/format.h>

#include <chrono>
#include <cmath>
#include <cstdio>
#include <filesystem>
#include <memory>
#include <mutex>
#include <thread>
#include <utility>

#include "cli/counted.h"
#include "cli/demo_walks.h"
#include "cli/interrupt.h"
#include "cli/model_card.h"
#include "cli/serve_options.h"
#include "cli/serve_replays.h"
#include "cli/serve_words.h"
#include "cli/shipped_model.h"
#include "cli/shipped_page.h"
#include "io/model_file.h"
#include "serve/api.h"
#include "serve/http_server.h"
#include "serve/live_desk.h"
#include "serve/service.h"
#include "serve/session_store.h"
#include "serve/uploads.h"

namespace footfall::cli {
namespace {

namespace fs = std::filesystem;

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
    live.patience = std::llround(1e6 * options.patience_ms);
    live.replays = std::move(replays);
    return live;
}

serve::AccessOptions access_options(const ServeOptions& options) {
    serve::AccessOptions access;
    access.host = options.host;
    access.token = read_token(options.token_file);
    access.origin = options.origin;
    return access;
}

serve::HttpServerOptions http_options(const ServeOptions& options) {
    serve::HttpServerOptions http;
    http.host = options.host;
    http.port = options.port;
    http.workers = 4;
    if (!options.origin.empty()) {
        // All come from the proxy's address.
        http.most_connections_an_address = http.most_connections;
        http.most_large_bodies_an_address = http.most_large_bodies;
    }
    return http;
}

serve::ServiceLimits service_limits(const ServeOptions& options) {
    constexpr double kOfAProxyPerS = 1000.0;
    serve::ServiceLimits limits;
    limits.requests_per_s = options.origin.empty() ? limits.requests_per_s : kOfAProxyPerS;
    return limits;
}

void wait_for_the_end() {
    while (!interrupted()) {
        std::this_thread::sleep_for(std::chrono::milliseconds(50));
    }
}

void run(const ServeOptions& options) {
    check_exposure(options);
    watch_for_interrupt();
    serve::AccessOptions access = access_options(options);
    const fs::path model_path = options.model.empty() ? shipped_model() : fs::path(options.model);
    const io::ModelFile file(model_path);
    serve::PageFiles page = open_page(options.page);
    Replays replays = open_replays(options.replays);
    if (options.demo) {
        replays.sets.push_back(demo_walks());
    }

    // What is made first goes last: the server holds on to the service, that to all before it.
    const fs::path store_file = store_of(options);
    serve::SessionStore store(store_file);
    if (store.interrupted() > 0) {
        log_line(fmt::format("{} open when the program last ended, kept as interrupted",
                             counted(store.interrupted(), "session was", "sessions were")));
    }
    serve::Uploads uploads;
    serve::ExportFiles exports(store_file.parent_path());
    serve::Tickets tickets;
    access.tickets = &tickets;
    serve::LiveDesk live(store, file.model(), live_options(options, std::move(replays.sets)), log_line);
    const std::vector<serve::SourceEntry> sources = live.sources();
    check_opened(options, sources);
    const serve::ServiceLimits limits = service_limits(options);
    const serve::ApiContext context{store,
                                    live,
                                    uploads,
                                    exports,
                                    tickets,
                                    file.model(),
                                    model_path.stem().string(),
                                    description_of(file.model()),
                                    FOOTFALL_VERSION,
                                    limits};
    std::unique_ptr<serve::Service> service;
    serve::HttpServer server(http_options(options));
    access.port = server.port();
    service = std::make_unique<serve::Service>(access, limits, serve::api_routes(context), std::move(page),
                                               log_line);
    server.start(service->handlers());
    say_where(options, server.port(), sources);
    fmt::print("Sessions are kept in {}\nCtrl-C ends it\n", store_file.string());
    std::fflush(stdout);
    wait_for_the_end();
    live.stop_all();
    server.stop();
}

}  // namespace

void add_serve(CLI::App& app) {
    CLI::App* command = app.add_subcommand(
        "serve", "A web page that shows people walk while they walk, and the history of their sessions");
    auto options = std::make_shared<ServeOptions>();
    add_options(*command, *options);
    command->footer("Example: footfall serve --demo");
    command->callback([options] { run(*options); });
}

}  // namespace footfall::cli
