// What of a live session goes to the store, and what those hear who watch it.
#include "serve/watched_walk.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <memory>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "serve/session_store.h"
#include "tests/serve/played_walk.h"
#include "tests/serve/store_fixtures.h"

namespace footfall::serve {
namespace {

using nlohmann::json;

class Hearer final : public Socket {
public:
    void send(std::shared_ptr<const std::string> text) override { heard.push_back(json::parse(*text)); }
    void close() override {}
    [[nodiscard]] bool closed() const noexcept override { return false; }

    [[nodiscard]] int count(const std::string& type) const {
        return static_cast<int>(std::count_if(heard.begin(), heard.end(),
                                              [&](const json& message) { return message["type"] == type; }));
    }

    std::vector<json> heard;
};

class WatchedWalkTest : public testing::Test {
protected:
    WatchedWalkTest()
        : store_(folder_.store(), only_by_hand()),
          session_(store_.begin(
              session_of(store_.add_person({"P-1", {}, {}})),
              {{Foot::left, 100.0, Gravity::included}, {Foot::right, 100.0, Gravity::included}})),
          walk_(store_, shipped().phases, session_, kStart, true) {}

    [[nodiscard]] static LiveSample sample(Foot foot, int number, Gravity gravity = Gravity::included) {
        LiveSample sample;
        sample.foot = foot;
        sample.stream_time = number * 10 * kMillisecond;
        sample.time = kStart + sample.stream_time;
        sample.arrival = sample.time;
        sample.imu.acceleration_mps2 = {0.0F, 0.0F, 9.8F};
        sample.gravity = gravity;
        return sample;
    }
    [[nodiscard]] static FootHealth sending() {
        FootHealth health;
        health.state = FootState::sending;
        health.counts.restarts = 3;
        health.counts.astray = 4;
        health.counts.mismatched = 5;
        health.too_fast = 6;
        return health;
    }

    TestFolder folder_;
    SessionStore store_;
    SessionId session_;
    WatchedWalk walk_;
};

TEST_F(WatchedWalkTest, EachFootsGravityIsKeptAsItsSensorSaysIt) {
    for (int i = 0; i < 10; ++i) {
        walk_.sample(sample(Foot::left, i, Gravity::removed), {});
        walk_.sample(sample(Foot::right, i), {});
    }
    walk_.sample(sample(Foot::right, 10, Gravity::removed), {});
    walk_.tick();
    store_.commit();
    const std::vector<FootTrack> tracks = store_.samples(session_);
    ASSERT_EQ(tracks.size(), 2U);
    EXPECT_EQ(tracks[0].gravity, Gravity::removed);
    EXPECT_EQ(tracks[1].gravity, Gravity::included);
    EXPECT_EQ(tracks[1].samples.size(), 10U);
    EXPECT_EQ(walk_.unkept(), 1U) << "of another kind than those before";
    store_.end(session_, {});
}

TEST_F(WatchedWalkTest, WhoComesHearsTheLatestAtOnce) {
    walk_.health(Foot::left, sending());
    const auto hearer = std::make_shared<Hearer>();
    walk_.watch(hearer, kStart);
    ASSERT_EQ(hearer->heard.size(), 2U);
    EXPECT_EQ(hearer->heard[0]["type"], "summary");
    const json& data = hearer->heard[1];
    EXPECT_EQ(data["type"], "data");
    EXPECT_EQ(data["foot"], "left");
    EXPECT_EQ(data["restarts"], 3);
    EXPECT_EQ(data["astray"], 4);
    EXPECT_EQ(data["mismatched"], 5);
    EXPECT_EQ(data["too_fast"], 6);
    EXPECT_TRUE(data["gone_s"].is_null());
    FootHealth gone = sending();
    gone.state = FootState::gone;
    gone.last_arrival = kStart;
    walk_.health(Foot::left, gone);
    walk_.tell(kStart + 7 * kNanosecondsPerSecond);
    EXPECT_EQ(hearer->heard.back()["gone_s"], 7.0);
    store_.end(session_, {});
}

TEST_F(WatchedWalkTest, AStoreWithoutRoomIsToldAndNeitherFillsMemoryNorStopsThePicture) {
    const auto hearer = std::make_shared<Hearer>();
    walk_.watch(hearer, kStart);
    std::vector<ImuSample> much(LiveBuffer::kMostBytes / sizeof(ImuSample));
    for (std::size_t i = 0; i < much.size(); ++i) {
        much[i].time = static_cast<Nanoseconds>(i) * kNanosecondsPerSecond / 1000;
    }
    store_.add_samples(session_, Foot::right, much);
    for (int i = 0; i < 60; ++i) {
        walk_.sample(sample(Foot::left, i), {});
        walk_.tick();
    }
    EXPECT_EQ(hearer->count("frame"), 60) << "the picture goes on";
    EXPECT_EQ(walk_.unkept(), 60U);
    for (int second = 0; second < 2; ++second) {
        walk_.sample(sample(Foot::left, 60 + second), {});
        walk_.tick();
        walk_.tell(kStart);
        EXPECT_NE(walk_.problem(), "");
    }
    EXPECT_EQ(hearer->count("trouble"), 1) << "said when it changes";
}

TEST_F(WatchedWalkTest, TroubleThatIsOverIsToldToo) {
    const auto hearer = std::make_shared<Hearer>();
    walk_.watch(hearer, kStart);
    store_.end(session_, {});  // a session that takes nothing
    walk_.sample(sample(Foot::left, 0), {});
    walk_.tick();
    walk_.tell(kStart);
    const auto later = std::make_shared<Hearer>();
    walk_.watch(later, kStart);
    EXPECT_EQ(later->heard.back(), json({{"type", "trouble"}, {"store", true}}));
    walk_.tell(kStart);
    EXPECT_EQ(hearer->count("trouble"), 2);
    EXPECT_EQ(std::find_if(hearer->heard.rbegin(), hearer->heard.rend(),
                           [](const json& message) { return message["type"] == "trouble"; })
                  ->at("store"),
              false);
}

}  // namespace
}  // namespace footfall::serve
