// A live session through the running server: what is said on its WebSocket, what is kept, how it ends.
#include <gtest/gtest.h>
#include <unistd.h>

#include <atomic>
#include <fstream>
#include <map>
#include <mutex>
#include <set>
#include <thread>

#include <fmt/format.h>

#include "footfall/recording/track_source.h"
#include "footfall/recording/walk_assembly.h"
#include "footfall/report/walk_summary.h"
#include "serve/records.h"
#include "tests/serve/running_server.h"

namespace footfall::serve {
namespace {

using nlohmann::json;

json details_of(const RunningServer& server, std::int64_t session) {
    return server.client().get(fmt::format("/api/v1/sessions/{}", session)).json();
}

TEST(LiveDesk, AReplayIsSeenKeptAndEndsByItself) {
    const RunningServer server;
    const std::int64_t session = server.start_replay(server.add_person("P-1"), 20.0);
    HttpClient watcher = server.client();
    ASSERT_EQ(watcher.upgrade(fmt::format("/api/v1/sessions/{}/live", session)).status, 101);

    std::map<std::string, int> kinds;
    std::set<std::string> states;
    double last_time_s = -1.0;
    double last_sample_s = -1.0;
    json end;
    while (const auto text = watcher.read_message()) {
        const json message = json::parse(*text);
        const auto type = message.at("type").get<std::string>();
        ++kinds[type];
        if (type == "frame") {
            EXPECT_GE(message.at("time_s").get<double>(), last_time_s);
            last_time_s = message.at("time_s").get<double>();
            for (const auto& [foot, frame] : message.at("feet").items()) {
                states.insert(frame.at("state").get<std::string>());
                EXPECT_EQ(frame.at("state") == "walking", frame.at("cycle").is_number());
                EXPECT_EQ(frame.at("state") == "walking", frame.at("phase").is_string());
            }
            for (const json& row :
                 message.at("feet").value("left", json::object()).value("signal", json::array())) {
                EXPECT_GT(row.at(0).get<double>(), last_sample_s);
                last_sample_s = row.at(0).get<double>();
                EXPECT_GT(row.at(1).get<double>(), 0.0);
            }
        } else if (type == "stride") {
            EXPECT_NEAR(message.at("stride_time_s").get<double>(), 1.1, 0.5);
            EXPECT_GT(message.at("end_s").get<double>(), message.at("start_s").get<double>());
        } else if (type == "end") {
            end = message;
        }
    }
    EXPECT_EQ(end.value("state", ""), "done");
    EXPECT_GT(kinds["frame"], 10);
    EXPECT_GT(kinds["stride"], 10);
    EXPECT_GE(kinds["summary"], 1);
    EXPECT_GE(kinds["data"], 2);
    EXPECT_TRUE(states.contains("walking"));
    EXPECT_TRUE(states.contains("unknown")) << "before the mounting is learned";
    EXPECT_NEAR(last_time_s, 30.0, 3.0) << "session time is the recording's";

    const json session_json = details_of(server, session);
    EXPECT_EQ(session_json.at("state"), "done");
    EXPECT_EQ(session_json.at("measured"), true);
    EXPECT_GT(session_json.at("strides").get<int>(), 20);
    std::map<std::string, double> means;
    for (const json& figure : session_json.at("figures")) {
        if (figure.at("both").at("mean").is_number()) {
            means[figure.at("figure")] = figure.at("both").at("mean").get<double>();
        }
    }
    EXPECT_TRUE(means.contains("stride_length_m")) << "measured anew from the samples that were kept";
    ASSERT_TRUE(means.contains("step_time_s")) << "both feet are on one clock";
    const MeasuredWalk walked = measure(source_of(simulated_walk()), shipped_model());
    const report::WalkSummary uploaded = report::summarise(walked);
    EXPECT_NEAR(means["step_time_s"],
                uploaded.all.both[static_cast<std::size_t>(report::Figure::step_time)].mean.value, 0.002)
        << "as of the recording itself";
    EXPECT_EQ(server.client().get(fmt::format("/api/v1/sessions/{}/report", session)).status, 200);
    EXPECT_EQ(server.log(), "");
}

TEST(LiveDesk, WithoutItsSamplesASessionKnowsItsTimes) {
    RunningServer server;
    const std::int64_t person = server.add_person("P-1");
    const json request = {{"person", person},
                          {"source", {{"kind", "replay"}, {"recording", "P01/1"}, {"speed", 50}}},
                          {"keep_raw", false}};
    const auto session =
        server.client().post("/api/v1/sessions", request).json().at("id").get<std::int64_t>();
    HttpClient watcher = server.client();
    ASSERT_EQ(watcher.upgrade(fmt::format("/api/v1/sessions/{}/live", session)).status, 101);
    while (watcher.read_message()) {
    }
    const json details = details_of(server, session);
    EXPECT_EQ(details.at("state"), "done");
    EXPECT_GT(details.at("strides").get<int>(), 10);
    EXPECT_EQ(details.at("measured"), true) << "nothing is left to be gone through";
    EXPECT_TRUE(server.store().samples(static_cast<SessionId>(session)).empty());
    const Reply report = server.client().get(fmt::format("/api/v1/sessions/{}/report", session));
    EXPECT_EQ(report.status, 200);
    for (const char* untrue : {"Hz: one sample", "could not be measured", ">nan<", "inf"}) {
        EXPECT_EQ(report.body.find(untrue), std::string::npos) << untrue;
    }
}

TEST(LiveDesk, SensorsThatSendAreFoundAndGiven) {
    const RunningServer server({.sensors = true});
    const std::int64_t person = server.add_person("P-1");
    const json sources = server.client().get("/api/v1/status").json().at("sources");
    const auto tcp =
        std::find_if(sources.begin(), sources.end(), [](const json& one) { return one["kind"] == "tcp"; });
    ASSERT_NE(tcp, sources.end());
    HttpClient sensor((*tcp)["port"].get<std::uint16_t>());  // a TCP connection like any other
    const auto send = [&](int from, int to) {
        for (int i = from; i < to; ++i) {
            sensor.send(fmt::format(
                R"({{"person":"belt-7","foot":"left","counter":{},"gravity":"removed","acc":[0,0,{}],"gyr":[0,0,0]}})"
                "\n",
                i, 0.01 * (i % 2)));  // a sensor that says the same again and again is stuck
        }
    };
    const auto start_by = [&](const char* kind) {
        return server.client().post("/api/v1/sessions", {{"person", person}, {"source", {{"kind", kind}}}});
    };
    for (const char* kind : {"tcp", "udp"}) {
        const Reply refused = start_by(kind);
        EXPECT_EQ(refused.status, 409) << "nothing sends";
        EXPECT_EQ(refused.json()["error"]["code"], "no_stream");
    }
    const json later = {{"person", server.add_person("P-9")},
                        {"source", {{"kind", "udp"}, {"stream", "belt-9"}}}};
    EXPECT_EQ(server.client().post("/api/v1/sessions", later).status, 201)
        << "one that is named may send later";
    send(0, 100);
    sensor.send("{\"person\":\"belt-7\",\"foot\":\"\xC3\x28 both\"}\n");
    json streams;
    for (int tries = 0; tries < 300 && streams.empty(); ++tries) {
        std::this_thread::sleep_for(std::chrono::milliseconds(10));
        const json status = server.client().get("/api/v1/status").json();
        for (const json& source : status.at("sources")) {
            if (source["kind"] == "tcp" && source["malformed"] == 1) {
                streams = source["streams"];
                EXPECT_EQ(source["last_malformed"].get<std::string>().find("line: expected a JSON object"),
                          0U);
                EXPECT_EQ(source["refused"], 0);
                EXPECT_EQ(source["dropped"], 0);
            } else if (source["kind"] == "udp") {
                EXPECT_TRUE(source["streams"].empty()) << "it came by TCP";
                EXPECT_TRUE(source["last_malformed"].is_null());
            }
        }
    }
    ASSERT_EQ(streams, json::array({"belt-7"})) << sources.dump();
    EXPECT_EQ(start_by("udp").json()["error"]["code"], "no_stream");
    EXPECT_EQ(server.client()
                  .post("/api/v1/sessions",
                        {{"person", person}, {"source", {{"kind", "udp"}, {"stream", "belt-7"}}}})
                  .json()["error"]["code"],
              "other_source");
    const Reply started = start_by("tcp");
    ASSERT_EQ(started.status, 201) << started.body;
    EXPECT_EQ(started.json()["source"]["stream"], "belt-7");
    EXPECT_EQ(server.client()
                  .post("/api/v1/sessions", {{"person", server.add_person("P-2")},
                                             {"source", {{"kind", "udp"}, {"stream", "belt-7"}}}})
                  .status,
              409);
    HttpClient watcher = server.client();
    ASSERT_EQ(
        watcher.upgrade(fmt::format("/api/v1/sessions/{}/live", started.json()["id"].get<int>())).status,
        101);
    send(100, 300);
    std::string state;
    while (state.empty()) {
        const auto text = watcher.read_message();
        ASSERT_TRUE(text);
        const json message = json::parse(*text);
        if (message["type"] == "frame") {
            state = message["feet"]["left"]["state"];
        }
    }
    EXPECT_EQ(state, "unknown") << "of a foot that has not walked yet";
    while (state != "gone") {
        const auto text = watcher.read_message();
        ASSERT_TRUE(text) << "a sensor that is gone must show";
        const json message = json::parse(*text);
        if (message["type"] == "frame") {
            state = message["feet"]["left"]["state"];
        }
    }
}

/// Keeps what it is sent.
class Hearer final : public Socket {
public:
    void send(std::shared_ptr<const std::string> text) override {
        const std::lock_guard lock(mutex_);
        heard_ = json::parse(*text);
    }
    void close() override { closed_ = true; }
    [[nodiscard]] bool closed() const noexcept override { return closed_; }
    [[nodiscard]] json last() const {
        const std::lock_guard lock(mutex_);
        return heard_;
    }

private:
    mutable std::mutex mutex_;
    json heard_;
    std::atomic<bool> closed_{false};
};

TEST(LiveDesk, WhoWatchesASessionThatIsOverHearsHowItEnded) {
    const TestFolder folder;
    SessionId interrupted{};
    {
        SessionStore store(folder.store());
        interrupted = store.begin(session_of(store.add_person({"P-1", {}, {}})), {});
    }
    SessionStore store(folder.store());
    LiveDesk live(store, shipped_model(), {}, [](const std::string&) {});
    const auto hearer = std::make_shared<Hearer>();
    live.watch(interrupted, hearer);
    for (int tries = 0; tries < 500 && !hearer->closed(); ++tries) {
        std::this_thread::sleep_for(std::chrono::milliseconds(10));
    }
    EXPECT_EQ(hearer->last(), json({{"type", "end"}, {"state", "interrupted"}}));
}

TEST(LiveDesk, TheEndOfTheProgramEndsSessionsAsTheyShould) {
    const TestFolder folder;
    SessionId session{};
    {
        SessionStore store(folder.store());
        LiveDeskOptions options;
        options.replays = {{"walkers", {{"P01/1", [] { return simulated_walk(); }}}}};
        LiveDesk live(store, shipped_model(), options, [](const std::string&) {});
        NewSession about;
        about.person = store.add_person({"P-1", {}, {}});
        session = live.start(about, {"replay", "", "P01/1", 20.0, ""}, true);
        std::this_thread::sleep_for(std::chrono::milliseconds(800));
    }
    SessionStore store(folder.store());
    EXPECT_EQ(store.interrupted(), 0U);
    EXPECT_FALSE(store.read_session(session)->session.measured) << "left for the next time";
    EXPECT_EQ(store.read_session(session)->session.state, SessionState::closed);
    EXPECT_FALSE(store.samples(session).empty());
}

long resident_kb() {
    std::ifstream status("/proc/self/statm");
    long pages = 0;
    long resident = 0;
    status >> pages >> resident;
    return resident * (sysconf(_SC_PAGESIZE) / 1024);
}

/// A few seconds of what bench/serve_soak.cpp does for as long as it is told.
TEST(LiveDesk, SixteenStreamsOverAndOverTakeNoMoreMemory) {
    const RunningServer server;
    std::vector<std::int64_t> people;
    for (int i = 0; i < 16; ++i) {
        people.push_back(server.add_person(fmt::format("P-{}", i)));
    }
    const auto round = [&] {
        std::vector<HttpClient> watchers;
        watchers.reserve(people.size());
        for (const std::int64_t person : people) {
            const std::int64_t session = server.start_replay(person, 50.0);
            watchers.emplace_back(server.port());
            EXPECT_EQ(watchers.back().upgrade(fmt::format("/api/v1/sessions/{}/live", session)).status, 101);
        }
        for (HttpClient& watcher : watchers) {
            while (watcher.read_message()) {
            }
        }
    };
    round();
    const long after_one = resident_kb();
    round();
    const long grown = resident_kb() - after_one;
    EXPECT_LT(grown, 24'000) << "kB; a round's samples alone are some 5000";
}

}  // namespace
}  // namespace footfall::serve
