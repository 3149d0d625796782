// Puts the server together as cli/serve.cpp does.
#include "tests/serve/running_server.h"

#include <algorithm>
#include <filesystem>
#include <utility>

#include <fmt/format.h>

#include "io/foot_columns.h"
#include "io/model_file.h"
#include "simulate/cohort.h"

namespace footfall::serve {
namespace {

LiveDeskOptions live_options(bool sensors) {
    LiveDeskOptions options;
    if (sensors) {
        options.udp_port = 0;
        options.tcp_port = 0;
    }
    options.replays = {{"walkers", {{"P01/1", [] { return simulated_walk(); }}}}};
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
    static const Recording recording = [] {
        simulate::CohortOptions options;
        options.people = 1;
        options.recordings_per_person = 1;
        options.seconds = 30.0;
        options.lost_share = 0.0;
        return simulate::Cohort(options).recording(0).recording;
    }();
    return recording;
}

RunningServer::RunningServer(bool sensors, std::string token, const std::filesystem::path& uploads)
    : store_(folder_.store()),
      uploads_(Uploads::Limits(), uploads),
      exports_(folder_.store().parent_path()),
      live_(store_, shipped_model(), live_options(sensors),
            [this](const std::string& text) { log_line(text); }),
      routes_(api_routes({store_, live_, uploads_, exports_, tickets_, shipped_model(), "reference_int8",
                          "a network", "0.1.0", test_limits()})),
      server_(HttpServerOptions{}) {
    AccessOptions access;
    access.port = server_.port();
    access.token = std::move(token);
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

std::int64_t RunningServer::start_replay(std::int64_t person, double speed) const {
    const Reply reply = client().post(
        "/api/v1/sessions",
        {{"person", person}, {"source", {{"kind", "replay"}, {"recording", "P01/1"}, {"speed", speed}}}});
    return reply.json().at("id").get<std::int64_t>();
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
