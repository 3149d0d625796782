// A person who is deleted is nowhere in the bytes of the store's files.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <fstream>
#include <iterator>

#include "footfall/core/random.h"
#include "serve/session_store.h"
#include "tests/serve/store_fixtures.h"

namespace footfall::serve {
namespace {

namespace fs = std::filesystem;

/// Which of a store's files hold the text; empty when none does.
std::string holding(const fs::path& folder, const std::string& text) {
    std::string files;
    for (const auto& entry : fs::directory_iterator(folder)) {
        std::ifstream stream(entry.path(), std::ios::binary);
        const std::string content(std::istreambuf_iterator<char>(stream), {});
        if (content.find(text) != std::string::npos) {
            files += entry.path().filename().string() + " ";
        }
    }
    return files;
}

const std::string kCode = "KODE-ZEBRA-77";
const std::string kName = "Wilhelmina Quux";
const std::string kNotes = "left knee since the accident";
const std::string kMark = "stumbled over the doorstep";
const std::string kOther = "SOMEBODY-ELSE";

/// Many people and sessions, so that SQLite moves rows from page to page.
PersonId fill(SessionStore& store) {
    const PersonId person = store.add_person({kCode, kName, 1955});
    for (int i = 0; i < 30; ++i) {
        const PersonId other = store.add_person({kOther + std::to_string(i), "name", {}});
        for (const PersonId whose : {person, other}) {
            NewSession session = session_of(whose, i * 1000);
            session.notes =
                (whose == person ? kNotes : "other") + std::string(static_cast<std::size_t>(i), '.');
            const MeasuredWalk walk = some_walk(1.0, 0.02, 12, 1);
            const std::vector<Mark> marks = {{5, whose == person ? kMark : "other"}};
            (void)store.add_walk(session, walk, report::summarise(walk).all, {}, marks);
        }
        store.update_person(person, {kCode, kName + std::string(static_cast<std::size_t>(i), '!'), {}});
    }
    return person;
}

void expect_nowhere(const fs::path& folder) {
    for (const std::string& text : {kCode, kName, kNotes, kMark}) {
        EXPECT_EQ(holding(folder, text), "") << text;
    }
    EXPECT_NE(holding(folder, kOther), "");
}

TEST(Erasure, NothingOfADeletedPersonIsLeftInTheFiles) {
    const TestFolder folder;
    SessionStore store(folder.store());
    const PersonId person = fill(store);
    for (const std::string& text : {kCode, kName, kNotes, kMark}) {
        ASSERT_NE(holding(folder.path(), text), "") << text;
    }
    EXPECT_EQ(store.delete_person(person), Traces::none);
    expect_nowhere(folder.path());
    EXPECT_FALSE(store.find_person(person));
    SessionFilter filter;
    filter.person = person;
    EXPECT_TRUE(store.list_sessions(filter).empty());
    EXPECT_EQ(store.list_people({}).size(), 30U);
    EXPECT_EQ(soundness(folder.store()), "ok");
    EXPECT_NE(error_of([&] { store.delete_person(person); }), "");
    EXPECT_NE(store.add_person({kCode, {}, {}}), person);
}

TEST(Erasure, RowsThatSqliteMovedAboutLeaveNoCopiesBehind) {
    // secure_delete alone leaves some: this fails without VACUUM.
    const TestFolder folder;
    Random random(4);
    int deleted = 0;
    {
        SessionStore store(folder.store(), only_by_hand());
        struct Known {
            PersonId id{};
            std::string code;
            std::vector<SessionId> sessions;
        };
        std::vector<Known> people;
        for (int step = 0; step < 1500; ++step) {
            const auto what = random.below(100);
            const auto times = [&](const std::string& text, std::uint64_t most) {
                std::string repeated;
                const std::uint64_t count = 1 + random.below(most);
                for (std::uint64_t i = 0; i < count; ++i) {
                    repeated += text;
                }
                return repeated;
            };
            if (what < 20 || people.size() < 5) {
                Known added;
                added.code = fmt::format("{:03}<<{:05}>>", random.below(1000), step);
                added.id = store.add_person({added.code, times(added.code, 5), {}});
                people.push_back(added);
                continue;
            }
            const std::size_t at = random.below(people.size());
            Known& one = people[at];
            if (what < 60) {
                NewSession session = session_of(one.id, static_cast<UnixMs>(random.below(1000)));
                session.notes = times(one.code, random.below(2) == 0 ? 20 : 600);
                one.sessions.push_back(store.add_walk(session, {}, {}, {}, {}));
            } else if (what < 70) {
                store.update_person(one.id, {one.code, times(one.code, 15), {}});
            } else if (what < 85 && !one.sessions.empty()) {
                store.set_notes(one.sessions[random.below(one.sessions.size())], times(one.code, 200));
            } else {
                EXPECT_EQ(store.delete_person(one.id), Traces::none);
                EXPECT_EQ(holding(folder.path(), one.code.substr(3)), "") << one.code;
                ++deleted;
                people.erase(people.begin() + static_cast<std::ptrdiff_t>(at));
            }
        }
    }
    EXPECT_GT(deleted, 100);
}

TEST(Erasure, ALiveSessionIsNotHeldUpAndTheTracesGoAfterIt) {
    const TestFolder folder;
    StoreOptions options;
    options.commit_every = std::chrono::milliseconds(1);
    SessionStore store(folder.store(), options);
    const PersonId person = fill(store);
    const SessionId live = store.begin(session_of(store.find_person(kOther + "0")->id), {});
    EXPECT_EQ(store.delete_person(person), Traces::until_idle);
    EXPECT_FALSE(store.find_person(person));
    store.end(live, {});
    Database look(folder.store(), Database::Access::read_only);
    while (look.number("SELECT count(*) FROM pending") > 0) {
        std::this_thread::yield();
    }
    expect_nowhere(folder.path());
}

TEST(Erasure, WhatAKilledProgramOwesIsDoneWhenTheStoreIsNextOpened) {
    const TestFolder folder;
    {
        SessionStore store(folder.store(), only_by_hand());
        const PersonId person = fill(store);
        (void)store.begin(session_of(store.find_person(kOther + "0")->id), {});
        EXPECT_EQ(store.delete_person(person), Traces::until_idle);
    }
    const SessionStore store(folder.store());
    expect_nowhere(folder.path());
}

TEST(Erasure, APersonWhoIsWalkingIsNotDeleted) {
    const TestFolder folder;
    SessionStore store(folder.store());
    const PersonId person = store.add_person({kCode, {}, {}});
    const SessionId live = store.begin(session_of(person), {});
    EXPECT_NE(error_of([&] { store.delete_person(person); }).find("found one of them open"),
              std::string::npos);
    EXPECT_NE(error_of([&] { store.delete_session(live); }).find("found one that is open"),
              std::string::npos);
    store.end(live, {});
    EXPECT_EQ(store.delete_person(person), Traces::none);
}

TEST(Erasure, ASessionAloneCanBeDeleted) {
    const TestFolder folder;
    SessionStore store(folder.store());
    const PersonId person = store.add_person({kCode, {}, {}});
    NewSession session = session_of(person);
    session.notes = kNotes;
    const std::vector<FootTrack> tracks = simulated_tracks(4.0);
    const SessionId gone = store.add_walk(session, some_walk(1.0, 0.1, 20, 1), {}, tracks, {});
    session.notes = "kept";
    const SessionId kept = store.add_walk(session, some_walk(1.0, 0.1, 20, 1), {}, tracks, {});
    EXPECT_EQ(store.delete_session(gone), Traces::none);
    EXPECT_EQ(holding(folder.path(), kNotes), "");
    EXPECT_FALSE(store.read_session(gone));
    EXPECT_TRUE(store.strides(gone).empty());
    EXPECT_TRUE(store.samples(gone).empty());
    EXPECT_EQ(store.strides(kept).size(), 40U);
}

}  // namespace
}  // namespace footfall::serve
