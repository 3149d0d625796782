// Measuring what has come: one at a time, again after an interruption, and with the same figures.
#include <gtest/gtest.h>

#include <atomic>
#include <future>
#include <memory>
#include <set>
#include <thread>

#include <fmt/format.h>

#include "serve/api_error.h"
#include "serve/measuring_gate.h"
#include "tests/serve/running_server.h"

namespace footfall::serve {
namespace {

using nlohmann::json;
using std::chrono::milliseconds;
using For = MeasuringGate::For;

TEST(MeasuringGate, OneMeasuresOneWaitsTheOthersAreSentAway) {
    MeasuringGate gate(milliseconds(5000));
    auto first = std::make_unique<MeasuringGate::Turn>(gate, For::request);
    std::atomic<bool> second_has_it = false;
    std::thread second([&] {
        const MeasuringGate::Turn turn(gate, For::request);
        second_has_it = true;
    });
    int status = 0;
    while (status == 0) {  // until the second waits
        try {
            MeasuringGate impatient(milliseconds(1));
            const MeasuringGate::Turn one(impatient, For::request);
            EXPECT_THROW(MeasuringGate::Turn(impatient, For::request), ApiError) << "its turn doesn't come";
            std::this_thread::sleep_for(milliseconds(50));
            const MeasuringGate::Turn third(gate, For::request);
        } catch (const ApiError& error) {
            status = error.status();
        }
    }
    EXPECT_EQ(status, 503);
    EXPECT_FALSE(second_has_it);
    first.reset();
    second.join();
    EXPECT_TRUE(second_has_it);
    const MeasuringGate::Turn again(gate, For::request);
    EXPECT_TRUE(again.granted());
}

TEST(MeasuringGate, TheBackgroundWaitsForRequestsAndNoLongerThanTheGateIsOpen) {
    MeasuringGate gate;
    {
        const MeasuringGate::Turn turn(gate, For::background);
        EXPECT_TRUE(turn.granted());
    }
    const MeasuringGate::Turn request(gate, For::request);
    std::thread background([&] {
        const MeasuringGate::Turn turn(gate, For::background);
        EXPECT_FALSE(turn.granted());
    });
    gate.close();
    background.join();
}

double speed_of(const json& session) { return session.at("speed_m_s").get<double>(); }

/// A session that was interrupted a moment before its recording's end, as a store that was left.
std::int64_t interrupt_one(const std::filesystem::path& file, double speed) {
    RunningServer server;
    const std::int64_t session = server.start_replay(server.add_person("P-1"), speed, "long");
    HttpClient watcher = server.client();
    EXPECT_EQ(watcher.upgrade(fmt::format("/api/v1/sessions/{}/live", session)).status, 101);
    for (double time_s = 0.0; time_s < 0.9 * kLongWalkSeconds;) {
        const auto text = watcher.read_message();
        if (!text) {
            ADD_FAILURE() << "it was over before";
            break;
        }
        time_s = json::parse(*text).value("time_s", time_s);
    }
    server.store().commit();
    Database other(server.store_file(), Database::Access::write);
    const Transaction nobody_writes(other, Transaction::Kind::write);
    for (const char* ending : {"", "-wal"}) {
        std::filesystem::copy_file(server.store_file().string() + ending, file.string() + ending);
    }
    return session;
}

TEST(Measuring, EndedInterruptedAndWithoutSamplesASessionHasTheSameFigures) {
    constexpr double kTolerance = 0.02;
    double whole = 0.0;
    {
        RunningServer server;
        const std::int64_t session = server.start_replay(server.add_person("P-1"), 40.0, "long");
        ASSERT_TRUE(server.wait_for_state(session, "done"));
        whole = speed_of(server.wait_for_figures(session));
        const json request = {{"person", server.add_person("P-2")},
                              {"source", {{"kind", "replay"}, {"recording", "long"}, {"speed", 40}}},
                              {"keep_raw", false}};
        const auto without =
            server.client().post("/api/v1/sessions", request).json().at("id").get<std::int64_t>();
        ASSERT_TRUE(server.wait_for_state(without, "done"));
        const json details = server.wait_for_figures(without);
        EXPECT_NEAR(speed_of(details) / whole, 1.0, kTolerance) << "without its samples";
        std::set<bool> turning;
        for (const StrideOfFoot& stride : server.store().strides(static_cast<SessionId>(without))) {
            turning.insert(stride.stride.turning);
        }
        EXPECT_EQ(turning.size(), 2U) << "some turn and some don't";
    }
    const TestFolder folder;
    const auto session = static_cast<SessionId>(interrupt_one(folder.store(), 40.0));
    SessionStore store(folder.store());
    ASSERT_EQ(store.interrupted(), 1U);
    const auto provisional = store.read_session(session);
    EXPECT_FALSE(provisional->session.measured);
    EXPECT_NEAR(provisional->session.speed_mps / whole, 1.0, kTolerance) << "of what was said live";
    {
        std::string log;
        const LiveDesk live(store, shipped_model(), {}, [&](const std::string& text) { log += text; });
        for (int tries = 0; tries < 1000 && !store.read_session(session)->session.measured; ++tries) {
            std::this_thread::sleep_for(milliseconds(10));
        }
        EXPECT_EQ(log, "");
    }
    const auto measured = store.read_session(session);
    EXPECT_TRUE(measured->session.measured) << "in the background";
    EXPECT_EQ(measured->session.state, SessionState::interrupted);
    EXPECT_NEAR(measured->session.speed_mps / whole, 1.0, kTolerance) << "gone through once more";
    EXPECT_TRUE(store.unmeasured().empty());
}

TEST(Measuring, WhatIsNotDoneAtTheEndIsDoneTheNextTime) {
    const TestFolder folder;
    StoreOptions impatient;
    impatient.wait_for_others = milliseconds(5);
    SessionStore store(folder.store(), impatient);
    const std::vector<FootTrack>& feet = simulated_walk().feet;
    const SessionId session =
        store.begin(session_of(store.add_person({"P", {}, {}})),
                    {{Foot::left, 100.0, Gravity::included}, {Foot::right, 100.0, Gravity::included}});
    for (const FootTrack& foot : feet) {
        store.add_samples(session, foot.foot, foot.samples);
    }
    store.end(session, {});
    {
        Database other(folder.store(), Database::Access::write);
        const Transaction held(other, Transaction::Kind::write);
        SessionMeasurer measurer(
            store, shipped_model(), [](const std::string&) {}, [] {});
        EXPECT_TRUE(measurer.has(session));
        measurer.stop();  // it measures, or waits to write
    }
    EXPECT_EQ(store.unmeasured().size(), 1U);
    std::promise<void> done;
    SessionMeasurer measurer(
        store, shipped_model(), [](const std::string&) {}, [&] { done.set_value(); });
    ASSERT_EQ(done.get_future().wait_for(std::chrono::seconds(20)), std::future_status::ready);
    EXPECT_TRUE(store.unmeasured().empty());
    EXPECT_GT(store.read_session(session)->session.strides, 20);
}

TEST(Measuring, SamplesThatCantBeReadLeaveWhatWasSaidLive) {
    const TestFolder folder;
    SessionStore store(folder.store());
    const SessionId session =
        store.begin(session_of(store.add_person({"P", {}, {}})), {{Foot::left, 100.0, Gravity::included}});
    store.add_samples(session, Foot::left, simulated_walk().feet[0].samples);
    store.add_stride(session, {Foot::left, some_stride(0)});
    store.end(session, {});
    {
        Database other(folder.store(), Database::Access::write);
        other.run("UPDATE raw_chunks SET data = x'00' WHERE number = 0");
    }
    std::promise<void> done;
    std::string log;
    SessionMeasurer measurer(
        store, shipped_model(), [&](const std::string& text) { log += text; }, [&] { done.set_value(); });
    ASSERT_EQ(done.get_future().wait_for(std::chrono::seconds(20)), std::future_status::ready);
    EXPECT_NE(log.find("could not be measured"), std::string::npos);
    EXPECT_TRUE(store.read_session(session)->session.measured);
    EXPECT_EQ(store.strides(session).size(), 1U);
}

TEST(Measuring, AReportIsMadeOnceAndTheServerAnswersWhileOthersAreMade) {
    RunningServer server;
    const auto replay = [&](const char* code) {
        const std::int64_t session = server.start_replay(server.add_person(code), 50.0);
        EXPECT_TRUE(server.wait_for_state(session, "done"));
        static_cast<void>(server.wait_for_figures(session));
        return fmt::format("/api/v1/sessions/{}", session);
    };
    const std::string made = replay("P-1");
    const std::string other = replay("P-2");
    const std::string html = server.client().get(made + "/report").body;
    EXPECT_NE(html.find("How person P-1 walks"), std::string::npos);

    MeasuringGate& gate = server.live().measurer().gate();
    auto measuring = std::make_unique<MeasuringGate::Turn>(gate, For::request);
    EXPECT_EQ(server.client().get(made + "/report").body, html) << "without measuring";
    std::vector<std::thread> askers;
    std::atomic<int> refused = 0;
    std::atomic<int> answered = 0;
    for (int i = 0; i < 8; ++i) {
        askers.emplace_back([&] {
            const Reply reply = server.client().get(other + "/report");
            refused += reply.status == 503 && reply.headers.contains("retry-after") ? 1 : 0;
            answered += reply.status == 200 ? 1 : 0;
        });
    }
    for (int tries = 0; tries < 1000 && refused < 7; ++tries) {
        std::this_thread::sleep_for(milliseconds(5));
    }
    EXPECT_EQ(refused, 7);
    EXPECT_EQ(server.client().get("/api/v1/status").status, 200) << "while one waits";
    measuring.reset();
    for (std::thread& asker : askers) {
        asker.join();
    }
    EXPECT_EQ(answered, 1);

    const std::string person =
        fmt::format("/api/v1/people/{}", static_cast<std::int64_t>(server.store().find_person("P-1")->id));
    EXPECT_EQ(server.client()
                  .ask("PATCH", person, R"({"code": "P-1b"})", {{"Content-Type", "application/json"}})
                  .status,
              200);
    EXPECT_NE(server.client().get(made + "/report").body.find("How person P-1b walks"), std::string::npos)
        << "what has changed is shown";
}

}  // namespace
}  // namespace footfall::serve
