// What the live side asks of the store: newcomers, sessions that are taken back, and what is still to be
// measured.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "serve/session_store.h"
#include "tests/serve/store_fixtures.h"

namespace footfall::serve {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

TEST(LiveStore, TheNextCodeIsNobodys) {
    const TestFolder folder;
    SessionStore store(folder.store(), only_by_hand());
    EXPECT_EQ(store.next_code(), "P001");
    for (const char* code :
         {"P001", "P007", "P-9", "p999", "P12b", "P99", "Q100", "P1234567890", "patient"}) {
        (void)store.add_person({code, {}, {}});
    }
    EXPECT_EQ(store.next_code(), "P008");
    (void)store.add_person({"P999", {}, {}});
    EXPECT_EQ(store.next_code(), "P1000");
    (void)store.add_person({"P1000", {}, {}});
    EXPECT_EQ(store.next_code(), "P1001");
    (void)store.add_person({"P99999999", {}, {}});
    (void)store.add_person({"P100000000", {}, {}});
    EXPECT_EQ(store.next_code(), "P100000001") << "one that is longer is looked for by itself";
}

TEST(LiveStore, ANewcomerComesWithTheSessionOrNotAtAll) {
    const TestFolder folder;
    SessionStore store(folder.store(), only_by_hand());
    NewSession about = session_of(PersonId{});
    about.newcomer = NewPerson{"P001", {}, {}};
    const SessionId walk = store.add_walk(about, some_walk(1.1, 0.02, 12, 3), {}, {}, {});
    EXPECT_EQ(store.read_session(walk)->session.person_code, "P001");
    EXPECT_THAT(error_of([&] { (void)store.begin(about, {}); }), HasSubstr("a code that nobody has"));

    about.newcomer->code = "P002";
    const SessionId live = store.begin(about, {{Foot::left, 100.0, Gravity::included}});
    EXPECT_TRUE(store.find_person("P002"));
    store.take_back(live);
    EXPECT_FALSE(store.find_person("P002"));
    EXPECT_FALSE(store.read_session(live));
    const SessionId again = store.begin(session_of(store.find_person("P001")->id), {});
    store.take_back(again);
    EXPECT_TRUE(store.find_person("P001"));
    EXPECT_EQ(store.count_sessions({}), 1);
    EXPECT_EQ(soundness(folder.store()), "ok");
}

TEST(LiveStore, WhatIsStillToBeMeasuredIsKnownUntilItIs) {
    const TestFolder folder;
    const std::vector<FootTrack> tracks = simulated_tracks(4.0);
    SessionId ended{};
    SessionId interrupted{};
    {
        SessionStore store(folder.store(), only_by_hand());
        const PersonId person = store.add_person({"P", {}, {}});
        const auto walk = [&](bool with_samples) {
            const SessionId id = store.begin(session_of(person), {{Foot::left, 100.0, Gravity::included}});
            if (with_samples) {
                store.add_samples(id, Foot::left, tracks[0].samples);
            }
            return id;
        };
        ended = walk(true);
        EXPECT_FALSE(store.read_session(ended)->session.measured) << "it is live";
        store.end(ended, {});
        const SessionId without = walk(false);
        store.end(without, {});
        EXPECT_TRUE(store.read_session(without)->session.measured) << "there is nothing to measure";
        const SessionId deleted = walk(true);
        store.end(deleted, {});
        EXPECT_THAT(store.unmeasured(), ElementsAre(deleted, ended));
        store.delete_session(deleted);
        EXPECT_THAT(store.unmeasured(), ElementsAre(ended));
        interrupted = walk(true);
    }
    SessionStore store(folder.store(), only_by_hand());
    EXPECT_THAT(store.unmeasured(), ElementsAre(interrupted, ended));
    store.replace_measures(interrupted, some_walk(1.1, 0.02, 12, 3), {});
    store.keep_measures(ended);
    EXPECT_THAT(store.unmeasured(), ElementsAre());
    EXPECT_TRUE(store.read_session(interrupted)->session.measured);
    EXPECT_EQ(store.read_session(interrupted)->session.state, SessionState::interrupted);
}

}  // namespace
}  // namespace footfall::serve
