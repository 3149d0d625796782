// A store whose disk loses its power at any moment: what a commit has returned for is there, the file is
// sound.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <map>
#include <string>

#include "serve/session_store.h"
#include "tests/serve/failing_disk.h"
#include "tests/serve/store_fixtures.h"

namespace footfall::serve {
namespace {

/// What must be found after a power cut: strides by the session's start.
using Promise = std::map<UnixMs, int>;

/// Sessions, ends, deletions, and opening the store again; keeps `promise` at what has been written for good.
void use_store(const std::filesystem::path& file, Promise& promise) {
    const std::vector<FootTrack> tracks = simulated_tracks(4.0);
    for (int opening = 0; opening < 2; ++opening) {
        SessionStore store(file, only_by_hand());
        const PersonId person = store.add_person({fmt::format("P{}", opening), "a name", {}});
        const PersonId leaving = store.add_person({fmt::format("L{}", opening), "another", {}});
        (void)store.add_walk(session_of(leaving, 1), some_walk(1.0, 0.1, 50, 1), {}, {}, {});
        for (int session = 0; session < 2; ++session) {
            const UnixMs start = 10 + opening * 10 + session;
            const SessionId id =
                store.begin(session_of(person, start), {{Foot::left, 100.0, Gravity::included}});
            promise[start] = 0;
            for (int i = 0; i < 8; ++i) {
                store.add_stride(id, {Foot::left, some_stride(i)});
                store.add_samples(id, Foot::left,
                                  std::span(tracks[0].samples).subspan(static_cast<std::size_t>(i) * 40, 40));
                store.commit();
                ++promise[start];
            }
            if (session == 0) {
                store.end(id, {});
                store.delete_person(leaving);
            }
        }
    }
}

void expect_kept(const std::filesystem::path& file, const Promise& promise) {
    SessionStore store(file, only_by_hand());
    std::map<UnixMs, SessionEntry> found;
    for (const SessionEntry& entry : store.list_sessions({})) {
        EXPECT_NE(entry.state, SessionState::open);
        found[entry.about.started] = entry;
    }
    for (const auto& [start, strides] : promise) {
        ASSERT_TRUE(found.contains(start)) << "session of " << start;
        EXPECT_GE(static_cast<int>(store.strides(found[start].id).size()), strides);
        std::size_t samples = 0;
        for (const FootTrack& track : store.samples(found[start].id)) {
            samples += track.samples.size();
        }
        EXPECT_GE(samples, static_cast<std::size_t>(strides) * 40);
    }
    EXPECT_EQ(soundness(file), "ok");
}

TEST(PowerCut, WhatWasWrittenIsThereWheneverThePowerFails) {
    const TestFolder folder;
    Random random(17);
    std::vector<Promise> promises;
    int moments = 0;
    {
        FailingDisk disk;
        Promise promise;
        disk.on_change = [&] {
            ++moments;
            if (random.below(12) == 0) {
                disk.fail_to(folder.path() / std::to_string(promises.size()), random);
                promises.push_back(promise);
            }
        };
        use_store(folder.store(), promise);
        disk.on_change = {};
    }
    EXPECT_GT(promises.size(), 30U) << "of " << moments;
    for (std::size_t i = 0; i < promises.size(); ++i) {
        SCOPED_TRACE(fmt::format("power cut {}", i));
        EXPECT_EQ(
            error_of([&] { expect_kept(folder.path() / std::to_string(i) / "sessions.db", promises[i]); }),
            "");
    }
    RecordProperty("moments", moments);
}

}  // namespace
}  // namespace footfall::serve
