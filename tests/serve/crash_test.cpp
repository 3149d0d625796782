// A store whose program is killed while it writes: what was there stays there, and the file is sound.
#include <gtest/gtest.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <memory>
#include <thread>

#include "footfall/core/random.h"
#include "footfall/recording/walking_bouts.h"
#include "serve/session_store.h"
#include "tests/serve/store_fixtures.h"

namespace footfall::serve {
namespace {

using Clock = std::chrono::steady_clock;
using std::chrono::milliseconds;

constexpr Nanoseconds kPeriod = 10'000'000;

ImuSample sample_at(std::int64_t index) {
    ImuSample sample;
    sample.time = index * kPeriod;
    const auto value = static_cast<float>(index);
    sample.imu.acceleration_mps2 = {value, 0.5F * value, 9.81F};
    return sample;
}

/// A child that ends only by being killed, and what it said through a pipe before.
class Child {
public:
    template <class Work>  // void(int pipe)
    explicit Child(Work work) {
        int ends[2];
        if (::pipe(ends) != 0) {
            throw std::runtime_error("no pipe");
        }
        process_ = ::fork();
        if (process_ == 0) {
            ::close(ends[0]);
            work(ends[1]);
            ::_exit(1);
        }
        ::close(ends[1]);
        from_child_ = ends[0];
    }
    Child(const Child&) = delete;
    Child& operator=(const Child&) = delete;
    ~Child() { kill(); }

    /// Waits for a number that the child says; -1 when there are no more.
    std::int64_t next() const {
        std::int64_t number = -1;
        return ::read(from_child_, &number, sizeof number) == sizeof number ? number : -1;
    }
    /// The last number the child said.
    std::int64_t kill() {
        if (process_ <= 0) {
            return -1;
        }
        ::kill(process_, SIGKILL);
        ::waitpid(process_, nullptr, 0);
        process_ = -1;
        std::int64_t last = -1;
        for (std::int64_t number = next(); number >= 0; number = next()) {
            last = number;
        }
        ::close(from_child_);
        return last;
    }

private:
    pid_t process_ = -1;
    int from_child_ = -1;
};

void say(int pipe, std::int64_t number) {
    if (::write(pipe, &number, sizeof number) != sizeof number) {
        ::_exit(1);
    }
}

const std::vector<TrackStart> kTracks = {{Foot::left, 100.0, Gravity::included},
                                         {Foot::right, 100.0, Gravity::included}};

/// How many of each foot there are, when they are the first ones, whole.
std::int64_t whole_samples(SessionStore& store, SessionId session) {
    std::int64_t least = -1;
    for (const FootTrack& track : store.samples(session)) {
        std::vector<ImuSample> expected;
        for (std::size_t i = 0; i < track.samples.size(); ++i) {
            expected.push_back(sample_at(static_cast<std::int64_t>(i)));
        }
        EXPECT_TRUE(same_bits(track.samples, expected));
        const auto count = static_cast<std::int64_t>(track.samples.size());
        least = least < 0 ? count : std::min(least, count);
    }
    return least;
}

TEST(Crash, OfLiveSessionsLessThanTheLastSecondIsLost) {
    constexpr int kChildren = 6;
    const TestFolder folder;
    Random random(11);
    const auto file = [&](int child) { return folder.path() / std::to_string(child) / "sessions.db"; };
    std::vector<std::unique_ptr<Child>> children;
    for (int child = 0; child < kChildren; ++child) {
        children.push_back(std::make_unique<Child>([&](int pipe) {
            SessionStore store(file(child));
            const SessionId id = store.begin(session_of(store.add_person({"P", {}, {}})), kTracks);
            const Clock::time_point start = Clock::now();
            for (std::int64_t i = 0;; ++i) {
                std::this_thread::sleep_until(start + i * std::chrono::nanoseconds(kPeriod));
                const ImuSample sample = sample_at(i);
                store.add_samples(id, Foot::left, {&sample, 1});
                store.add_samples(id, Foot::right, {&sample, 1});
                if (i % 50 == 0) {
                    store.add_stride(id, {Foot::left, some_stride(static_cast<int>(i / 50))});
                }
                say(pipe, i + 1);
            }
        }));
    }
    for (const auto& child : children) {
        ASSERT_EQ(child->next(), 1);
    }
    std::this_thread::sleep_for(milliseconds(1050));
    for (int child = 0; child < kChildren; ++child) {
        std::this_thread::sleep_for(milliseconds(static_cast<int>(random.below(60))));
        const std::int64_t added = children[static_cast<std::size_t>(child)]->kill();
        ASSERT_GT(added, 0);
        SessionStore store(file(child));
        EXPECT_EQ(store.interrupted(), 1U);
        const std::vector<SessionEntry> sessions = store.list_sessions({});
        ASSERT_EQ(sessions.size(), 1U);
        EXPECT_EQ(sessions[0].state, SessionState::interrupted);
        EXPECT_GE(whole_samples(store, sessions[0].id), added - 100);
        EXPECT_GE(static_cast<std::int64_t>(store.strides(sessions[0].id).size()), (added - 100) / 50);
        EXPECT_EQ(sessions[0].strides, static_cast<std::int64_t>(store.strides(sessions[0].id).size()));
        EXPECT_EQ(soundness(file(child)), "ok");
    }
}

TEST(Crash, WhatACommitHasReturnedForIsThereHoweverOftenTheProgramIsKilled) {
    const TestFolder folder;
    Random random(12);
    std::int64_t committed_in_all = 0;
    std::size_t sessions_before = 0;
    std::vector<SessionEntry> sessions;
    for (int round = 0; round < 20; ++round) {
        Child child([&](int pipe) {
            SessionStore store(folder.store(), only_by_hand());
            const std::string code = std::to_string(round);
            const SessionId id = store.begin(session_of(store.add_person({code, {}, {}}), round), kTracks);
            say(pipe, 0);
            for (std::int64_t i = 0;; ++i) {
                const ImuSample sample = sample_at(i);
                store.add_samples(id, Foot::left, {&sample, 1});
                store.add_samples(id, Foot::right, {&sample, 1});
                store.add_stride(id, {Foot::right, some_stride(static_cast<int>(i))});
                if (i % 7 == 6) {
                    store.commit();
                    say(pipe, i + 1);
                }
            }
        });
        ASSERT_EQ(child.next(), 0);
        std::this_thread::sleep_for(std::chrono::microseconds(random.below(40'000)));
        const std::int64_t committed = std::max<std::int64_t>(child.kill(), 0);
        committed_in_all += committed;
        SessionStore store(folder.store(), only_by_hand());
        EXPECT_EQ(store.interrupted(), 1U);
        sessions = store.list_sessions({});
        ASSERT_EQ(sessions.size(), sessions_before + 1);
        sessions_before = sessions.size();
        for (const SessionEntry& session : sessions) {
            EXPECT_EQ(session.state, SessionState::interrupted);
        }
        EXPECT_GE(whole_samples(store, sessions[0].id), committed);
        EXPECT_GE(static_cast<std::int64_t>(store.strides(sessions[0].id).size()), committed);
        EXPECT_EQ(soundness(folder.store()), "ok");
    }
    EXPECT_GT(committed_in_all, 100);
}

TEST(Crash, AnInterruptedSessionHasTheFiguresOfItsStrides) {
    const TestFolder folder;
    MeasuredWalk walk = some_walk(1.1, 0.02, 40, 5);
    walk.bouts = join_bouts(walk.feet, 0);
    SessionId id{};
    {
        SessionStore store(folder.store());
        id = store.begin(session_of(store.add_person({"P", {}, {}}), 1000), {});
        for (const MeasuredFoot& foot : walk.feet) {
            for (const MeasuredStride& stride : foot.strides) {
                store.add_stride(id, {foot.foot, stride});
            }
        }
    }
    SessionStore store(folder.store());
    EXPECT_EQ(store.interrupted(), 1U);
    const auto stored = store.read_session(id);
    EXPECT_EQ(stored->session.state, SessionState::interrupted);
    EXPECT_EQ(stored->session.strides, 80);
    EXPECT_EQ(stored->session.ended, 1000 + walk.feet[1].strides.back().time.end / 1'000'000);
    EXPECT_EQ(stored->figures.of(report::Figure::stride_time).mean.value,
              report::summarise(walk).all.of(report::Figure::stride_time).mean.value);
}

}  // namespace
}  // namespace footfall::serve
