// Puts the server together as cli/serve.cpp does.
#include "tests/serve/running_server.h"

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <thread>
#include <utility>

#include <fmt/format.h>

#include "io/foot_columns.h"
#include "io/model_file.h"
#include "simulate/cohort.h"

namespace footfall::serve {
namespace {

Recording walk_of_seconds(double seconds) {
    simulate::CohortOptions options;
    options.people = 1;
    options.recordings_per_person = 1;
    options.seconds = seconds;
    options.lost_share = 0.0;
    return simulate::Cohort(options).recording(0).recording;
}

Recording long_walk() {
    static const Recording recording = walk_of_seconds(kLongWalkSeconds);
    return recording;
}

/// Its rate is none that can be replayed, which shows when a session has begun with it.
Recording slow_walk() {
    Recording recording = simulated_walk();
    recording.feet.front().rate_hz = 1.0;
    return recording;
}

LiveDeskOptions live_options(bool sensors) {
    LiveDeskOptions options;
    options.end_again = std::chrono::milliseconds(20);
    if (sensors) {
        options.udp_port = 0;
        options.tcp_port = 0;
    }
    options.replays = {
        {"walkers", {{"P01/1", [] { return simulated_walk(); }}, {"long", long_walk}, {"slow", slow_walk}}}};
    return options;
}

ServiceLimits test_limits() {
    ServiceLimits limits;
    limits.requests_per_s = 10'000.0;
    return limits;
}

}  // namespace

const Model& shipped_model() {
    static const io::ModelFile file(std::filesystem::path(FOOTFALL_SOURCE_DIR) / "models" /
                                    "reference_int8.footfall");
    return file.model();
}

const Recording& simulated_walk() {
    static const Recording recording = walk_of_seconds(30.0);
    return recording;
}

RunningServer::RunningServer(const ServerSetting& setting)
    : store_(folder_.store(), setting.store),
      uploads_(Uploads::Limits(), setting.uploads),
      exports_(folder_.store().parent_path()),
      live_(store_, shipped_model(), live_options(setting.sensors),
            [this](const std::string& text) { log_line(text); }),
      routes_(api_routes({store_, live_, uploads_, exports_, tickets_, shipped_model(), "reference_int8",
                          "a network", "0.1.0", test_limits()})),
      server_(HttpServerOptions{}) {
    AccessOptions access;
    access.port = server_.port();
    access.token = setting.token;
    access.tickets = &tickets_;
    service_ = std::make_unique<Service>(access, test_limits(), routes_, PageFiles(),
                                         [this](const std::string& text) { log_line(text); });
    server_.start(service_->handlers());
}

RunningServer::~RunningServer() {
    live_.stop_all();
    server_.stop();
}

std::int64_t RunningServer::add_person(const std::string& code) const {
    return client().post("/api/v1/people", {{"code", code}}).json().at("id").get<std::int64_t>();
}

std::int64_t RunningServer::start_replay(std::int64_t person, double speed,
                                         const std::string& recording) const {
    const Reply reply = client().post(
        "/api/v1/sessions",
        {{"person", person}, {"source", {{"kind", "replay"}, {"recording", recording}, {"speed", speed}}}});
    return reply.json().at("id").get<std::int64_t>();
}

bool RunningServer::wait_for_state(std::int64_t session, const std::string& state) const {
    for (int tries = 0; tries < 1000; ++tries) {
        if (client().get(fmt::format("/api/v1/sessions/{}", session)).json().at("state") == state) {
            return true;
        }
        std::this_thread::sleep_for(std::chrono::milliseconds(10));
    }
    return false;
}

nlohmann::json RunningServer::wait_for_figures(std::int64_t session) const {
    nlohmann::json details;
    for (int tries = 0; tries < 1000; ++tries) {
        details = client().get(fmt::format("/api/v1/sessions/{}", session)).json();
        if (details.at("measured") == true) {
            break;
        }
        std::this_thread::sleep_for(std::chrono::milliseconds(10));
    }
    return details;
}

std::string RunningServer::log() const {
    const std::lock_guard lock(mutex_);
    return log_;
}

void RunningServer::log_line(const std::string& text) {
    const std::lock_guard lock(mutex_);
    log_ += text + "\n";
}

std::string csv_of(const Recording& recording) {
    std::string text = "Exported by a vendor\nFrequency: 100 Hz\nTime (ms)";
    for (const char* foot : {"Left", "Right"}) {
        for (const char* sensor : {"Acc", "Gyr"}) {
            for (const char axis : {'X', 'Y', 'Z'}) {
                text += fmt::format(";{}Foot_{}{}", foot, sensor, axis);
            }
        }
    }
    text += "\n";
    const auto& left = recording.feet.at(0).samples;
    const auto& right = recording.feet.at(1).samples;
    for (std::size_t i = 0; i < std::min(left.size(), right.size()); ++i) {
        text += fmt::format("{}", i * 10);
        for (const auto* samples : {&left, &right}) {
            const auto& a = (*samples)[i].imu.acceleration_mps2;
            const auto& w = (*samples)[i].imu.angular_rate_radps;
            for (const float v : {a.x, a.y, a.z}) {
                text += fmt::format(";{:.5f}", static_cast<double>(v) / io::kStandardGravityMps2);
            }
            for (const float v : {w.x, w.y, w.z}) {
                text += fmt::format(";{:.4f}", static_cast<double>(v) / io::kRadiansPerDegree);
            }
        }
        text += "\n";
    }
    return text;
}

}  // namespace footfall::serve
