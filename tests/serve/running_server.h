// The whole server on a port of its own: a store in a new folder, the shipped model, a walk to replay.
#pragma once

#include <filesystem>
#include <memory>
#include <mutex>
#include <string>

#include <nlohmann/json.hpp>

#include "footfall/nn/model.h"
#include "footfall/recording/recording.h"
#include "serve/api.h"
#include "serve/http_server.h"
#include "serve/live_desk.h"
#include "serve/service.h"
#include "serve/session_store.h"
#include "serve/uploads.h"
#include "tests/serve/http_client.h"
#include "tests/serve/store_fixtures.h"

namespace footfall::serve {

[[nodiscard]] const Model& shipped_model();

inline constexpr double kLongWalkSeconds = 70.0;  ///< of the recording "long"

/// A walk of 30 s of the simulator: the recording "P01/1".
[[nodiscard]] const Recording& simulated_walk();

struct ServerSetting {
    bool sensors = false;    ///< whether it listens for UDP and TCP
    std::string token = {};  ///< demanded, if there is one
    StoreOptions store = {};
    std::filesystem::path uploads =
        {};  ///< where their files are; the folder of temporary files if none is given
};

class RunningServer {
public:
    explicit RunningServer(const ServerSetting& setting = {});
    RunningServer(const RunningServer&) = delete;
    RunningServer& operator=(const RunningServer&) = delete;
    /// As the subcommand ends it.
    ~RunningServer();

    [[nodiscard]] std::uint16_t port() const noexcept { return server_.port(); }
    [[nodiscard]] HttpClient client() const { return HttpClient(port()); }
    /// Its id.
    [[nodiscard]] std::int64_t add_person(const std::string& code) const;
    /// Starts a replay; its id.
    [[nodiscard]] std::int64_t start_replay(std::int64_t person, double speed,
                                            const std::string& recording = "P01/1") const;

    /// Until the session has that state; false when it hasn't within ten seconds.
    [[nodiscard]] bool wait_for_state(std::int64_t session, const std::string& state) const;
    /// Until it is over and measured.
    [[nodiscard]] nlohmann::json wait_for_figures(std::int64_t session) const;

    [[nodiscard]] SessionStore& store() noexcept { return store_; }
    [[nodiscard]] std::filesystem::path store_file() const { return folder_.store(); }
    [[nodiscard]] LiveDesk& live() noexcept { return live_; }
    [[nodiscard]] const Router& routes() const noexcept { return routes_; }
    [[nodiscard]] std::string log() const;

private:
    void log_line(const std::string& text);

    mutable std::mutex mutex_;
    std::string log_;
    TestFolder folder_;
    SessionStore store_;
    Uploads uploads_;
    ExportFiles exports_;
    Tickets tickets_;
    LiveDesk live_;
    Router routes_;
    std::unique_ptr<Service> service_;
    HttpServer server_;
};

/// The recording as a CSV of both feet, in other units than ours, under names as vendors give them.
[[nodiscard]] std::string csv_of(const Recording& recording);

}  // namespace footfall::serve
