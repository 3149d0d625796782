// What is put into a session store comes out of it.
#include "serve/session_store.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>

#include <atomic>
#include <cmath>
#include <thread>

#include "footfall/recording/error.h"
#include "serve/figure_rows.h"
#include "tests/serve/store_fixtures.h"

namespace footfall::serve {
namespace {

using report::Figure;
using testing::ElementsAre;
using testing::HasSubstr;

std::vector<std::string> codes(const std::vector<PersonEntry>& people) {
    std::vector<std::string> codes;
    for (const PersonEntry& entry : people) {
        codes.push_back(entry.person.code);
    }
    return codes;
}

std::vector<SessionId> ids(const std::vector<SessionEntry>& sessions) {
    std::vector<SessionId> ids;
    for (const SessionEntry& entry : sessions) {
        ids.push_back(entry.id);
    }
    return ids;
}

void expect_figure(const report::FigureSummary& a, const report::FigureSummary& b) {
    const auto same = [](double x, double y) { return x == y || (std::isnan(x) && std::isnan(y)); };
    EXPECT_EQ(a.strides, b.strides);
    EXPECT_TRUE(same(a.mean.value, b.mean.value) && same(a.mean.low, b.mean.low) &&
                same(a.mean.high, b.mean.high) && same(a.sd, b.sd) && same(a.cv, b.cv));
    EXPECT_EQ(a.enough_for_mean, b.enough_for_mean);
    EXPECT_EQ(a.enough_for_variability, b.enough_for_variability);
}

void expect_figures(const report::Summary& a, const report::Summary& b) {
    ASSERT_EQ(a.feet.size(), b.feet.size());
    for (std::size_t i = 0; i < report::kFigures; ++i) {
        expect_figure(a.both[i], b.both[i]);
        for (std::size_t foot = 0; foot < a.feet.size(); ++foot) {
            EXPECT_EQ(a.feet[foot].foot, b.feet[foot].foot);
            EXPECT_EQ(a.feet[foot].strides, b.feet[foot].strides);
            EXPECT_EQ(a.feet[foot].turning_strides, b.feet[foot].turning_strides);
            expect_figure(a.feet[foot].figures[i], b.feet[foot].figures[i]);
        }
    }
    ASSERT_EQ(a.symmetry.size(), b.symmetry.size());
    for (std::size_t i = 0; i < a.symmetry.size(); ++i) {
        EXPECT_EQ(a.symmetry[i].figure, b.symmetry[i].figure);
        EXPECT_EQ(a.symmetry[i].index_percent.value, b.symmetry[i].index_percent.value);
    }
}

TEST(SessionStore, PeopleAreACodeAndANameOnlyIfGiven) {
    const TestFolder folder;
    SessionStore store(folder.store());
    const PersonId a = store.add_person({"P-001", {}, {}});
    const PersonId b = store.add_person({"P-002", "Ada Lovelace", 1987});
    EXPECT_FALSE(store.find_person(a)->person.name);
    EXPECT_FALSE(store.find_person(a)->person.birth_year);
    EXPECT_EQ(store.find_person("P-002")->id, b);
    EXPECT_EQ(store.find_person(b)->person.name, "Ada Lovelace");
    EXPECT_EQ(store.find_person(b)->person.birth_year, 1987);
    EXPECT_FALSE(store.find_person("P-003"));
    store.update_person(a, {"P-00A", "Bob", {}});
    EXPECT_EQ(store.find_person(a)->person.code, "P-00A");
    EXPECT_THAT(error_of([&] {
                    store.update_person(a, {"P-002", {}, {}});
                }),
                HasSubstr("a code that nobody has"));
    EXPECT_THAT(error_of([&] { (void)store.add_person({"P-002", {}, {}}); }), HasSubstr("found \"P-002\""));
    store.update_person(a, {"P-00A", {}, {}});
    EXPECT_FALSE(store.find_person(a)->person.name);
}

TEST(SessionStore, WhatNoPersonIsIsRefusedInOneLine) {
    const TestFolder folder;
    SessionStore store(folder.store());
    const std::string long_code(65, 'x');
    for (const std::string& code : {std::string(), long_code, std::string("a\nb"), std::string(" a"),
                                    std::string("a\0b", 3), std::string("\xC3"), std::string("\xC0\x80"),
                                    std::string("\xED\xA0\x80"), std::string("\xF5\x80\x80\x80")}) {
        const std::string error = error_of([&] { (void)store.add_person({code, {}, {}}); });
        EXPECT_THAT(error, HasSubstr("expected a code of 1 to 64 bytes"));
        EXPECT_EQ(error.find('\n'), std::string::npos);
    }
    for (const int year : {-1, 0, 64, kFirstBirthYear - 1, kLastBirthYear + 1}) {
        EXPECT_THAT(error_of([&] {
                        (void)store.add_person({"a", {}, year});
                    }),
                    HasSubstr("a year of birth from 1880 to 2200"));
    }
    EXPECT_NO_THROW((void)store.add_person({"患者-1", "Zoë 🦶", kFirstBirthYear}));
    EXPECT_TRUE(store.find_person("患者-1"));
    EXPECT_THAT(error_of([&] { (void)store.begin(session_of(PersonId{99}), {}); }),
                HasSubstr("a person that is in the store"));
}

TEST(SessionStore, PeopleAreListedByCodeInPages) {
    const TestFolder folder;
    SessionStore store(folder.store());
    for (const char* code : {"b2", "a1", "b1", "c1", "b3"}) {
        (void)store.add_person({code, {}, {}});
    }
    EXPECT_THAT(codes(store.list_people({})), ElementsAre("a1", "b1", "b2", "b3", "c1"));
    EXPECT_THAT(codes(store.list_people({"B", 0, 2})), ElementsAre("b1", "b2"));
    EXPECT_THAT(codes(store.list_people({"B", 2, 2})), ElementsAre("b3"));
    EXPECT_THAT(codes(store.list_people({"B", 4, 2})), ElementsAre());
    EXPECT_EQ(store.count_people("B"), 3);
}

TEST(SessionStore, ALiveSessionIsThereWithAllThatWasAdded) {
    const TestFolder folder;
    const std::vector<FootTrack> tracks = simulated_tracks();
    SessionStore store(folder.store(), only_by_hand());
    const PersonId person = store.add_person({"P", {}, {}});
    NewSession about = session_of(person, 5000);
    about.notes = "first\nvisit";
    const SessionId id =
        store.begin(about, {{Foot::left, 100.0, Gravity::included}, {Foot::right, 50.0, Gravity::removed}});
    for (const FootTrack& track : tracks) {
        for (std::size_t at = 0; at < track.samples.size(); at += 37) {
            const std::size_t count = std::min<std::size_t>(37, track.samples.size() - at);
            store.add_samples(id, track.foot, std::span(track.samples).subspan(at, count));
            if (at % 5 == 0) {
                store.commit();
            }
        }
    }
    for (int i = 0; i < 60; ++i) {
        store.add_stride(id, {i % 2 == 0 ? Foot::left : Foot::right, some_stride(i)});
    }
    store.add_mark(id, {2'000'000'000, "turned, \"quickly\""});
    store.add_mark(id, {1'000'000'000, "began"});
    EXPECT_EQ(store.find_person(person)->sessions, 1);
    EXPECT_EQ(store.read_session(id)->session.state, SessionState::open);
    store.commit();
    const std::vector<StrideOfFoot> strides = store.strides(id);
    ASSERT_EQ(strides.size(), 60U);
    for (int i = 0; i < 60; ++i) {
        const StrideOfFoot& stride = strides[static_cast<std::size_t>(i % 2 * 30 + i / 2)];
        EXPECT_EQ(stride.foot, i % 2 == 0 ? Foot::left : Foot::right);
        expect_same(stride.stride, some_stride(i));
    }
    store.end(id, {});

    const auto stored = store.read_session(id);
    EXPECT_EQ(stored->session.state, SessionState::closed);
    EXPECT_EQ(stored->session.about.notes, "first\nvisit");
    EXPECT_EQ(stored->session.about.model, "dnn");
    EXPECT_EQ(stored->session.strides, 60);
    EXPECT_EQ(stored->person.code, "P");
    ASSERT_EQ(stored->marks.size(), 2U);
    EXPECT_EQ(stored->marks[0].text, "began");
    EXPECT_EQ(stored->marks[1].text, "turned, \"quickly\"");
    const Nanoseconds last = some_stride(59).time.end;  // 66 s
    EXPECT_EQ(stored->session.ended, 5000 + last / 1'000'000);

    const std::vector<FootTrack> samples = store.samples(id);
    ASSERT_EQ(samples.size(), 2U);
    EXPECT_EQ(samples[1].rate_hz, 50.0);
    EXPECT_EQ(samples[1].gravity, Gravity::removed);
    for (std::size_t foot = 0; foot < 2; ++foot) {
        EXPECT_TRUE(same_bits(samples[foot].samples, tracks[foot].samples));
    }
    EXPECT_THAT(error_of([&] { store.end(id, {}); }), HasSubstr("expected a session that is open"));
    EXPECT_THAT(error_of([&] { store.add_stride(id, {}); }), HasSubstr("expected a session that is open"));
    EXPECT_EQ(soundness(folder.store()), "ok");
}

TEST(SessionStore, AStrideThatIsAddedAgainTakesTheFirstOnesPlace) {
    const TestFolder folder;
    SessionStore store(folder.store(), only_by_hand());
    const SessionId id = store.begin(session_of(store.add_person({"P", {}, {}})), {});
    MeasuredStride stride = some_stride(1);
    store.add_stride(id, {Foot::left, stride});
    store.commit();
    stride.step_time_s = 0.51;
    store.add_stride(id, {Foot::left, stride});
    store.commit();
    ASSERT_EQ(store.strides(id).size(), 1U);
    expect_same(store.strides(id)[0].stride, stride);
    store.end(id, {});
    EXPECT_EQ(store.read_session(id)->session.strides, 1);
}

TEST(SessionStore, AWalkIsThereWholeWithItsFigures) {
    const TestFolder folder;
    SessionStore store(folder.store());
    const PersonId person = store.add_person({"P", {}, {}});
    MeasuredWalk walk = some_walk(1.1, 0.02, 60, 3);
    walk.feet[1].strides.resize(55);
    walk.feet[1].strides[3].turning = true;
    walk.bouts.push_back({{0, 66'000'000'000}, {60, 55}, {70.0, 0.5}});
    const report::Summary figures = report::summarise(walk).all;
    const std::vector<FootTrack> tracks = simulated_tracks();
    const std::vector<Mark> marks = {{7, "here"}};
    const SessionId id = store.add_walk(session_of(person), walk, figures, tracks, marks);
    const auto stored = store.read_session(id);
    EXPECT_EQ(stored->session.state, SessionState::closed);
    EXPECT_EQ(stored->session.strides, 115);
    EXPECT_EQ(stored->session.walking_s, 66.0);
    EXPECT_EQ(stored->session.distance_m.value, 70.0);
    EXPECT_EQ(stored->session.distance_m.sd, 0.5);
    EXPECT_EQ(stored->session.cadence_steps_per_min, figures.of(Figure::cadence).mean.value);
    EXPECT_TRUE(std::isnan(stored->session.speed_mps));
    expect_figures(stored->figures, figures);
    EXPECT_TRUE(same_bits(store.samples(id)[1].samples, tracks[1].samples));
    EXPECT_EQ(stored->marks[0].at, 7);
    store.set_notes(id, "better");
    EXPECT_EQ(store.read_session(id)->session.about.notes, "better");
    EXPECT_THAT(error_of([&] { store.set_notes(SessionId{77}, ""); }),
                HasSubstr("a session that is in the store"));
    EXPECT_THAT(error_of([&] { store.set_notes(id, std::string(20'001, 'a')); }),
                HasSubstr("at most 20000 bytes"));
}

TEST(SessionStore, SessionsAreListedLatestFirstInPagesOfAPersonOrOfAll) {
    const TestFolder folder;
    SessionStore store(folder.store());
    const PersonId a = store.add_person({"A", {}, {}});
    const PersonId b = store.add_person({"B", {}, {}});
    const auto add = [&](PersonId person, UnixMs at) {
        return store.add_walk(session_of(person, at), {}, {}, {}, {});
    };
    const SessionId a1 = add(a, 1000);
    const SessionId b1 = add(b, 2000);
    const SessionId a2 = add(a, 2000);
    const SessionId a3 = add(a, 3000);
    EXPECT_THAT(ids(store.list_sessions({})), ElementsAre(a3, a2, b1, a1));
    SessionFilter filter;
    filter.limit = 2;
    EXPECT_THAT(ids(store.list_sessions(filter)), ElementsAre(a3, a2));
    filter.offset = 2;
    EXPECT_THAT(ids(store.list_sessions(filter)), ElementsAre(b1, a1));
    filter.person = a;
    EXPECT_THAT(ids(store.list_sessions(filter)), ElementsAre(a1));
    EXPECT_EQ(store.list_sessions(filter)[0].person_code, "A");
}

TEST(SessionStore, TheFileIsForItsOwnerAlone) {
    const TestFolder folder;
    const SessionStore store(folder.store());
    for (const char* ending : {"", "-wal", "-shm", ".lock"}) {
        struct stat status {};
        ASSERT_EQ(::stat((folder.store().string() + ending).c_str(), &status), 0) << ending;
        EXPECT_EQ(status.st_mode & 0777U, 0600U) << ending;
    }
}

TEST(SessionStore, TheThreadWritesWithoutBeingAsked) {
    const TestFolder folder;
    StoreOptions options;
    options.commit_every = std::chrono::milliseconds(1);
    SessionStore store(folder.store(), options);
    const SessionId id = store.begin(session_of(store.add_person({"P", {}, {}})), {});
    store.add_stride(id, {Foot::left, some_stride(0)});
    while (store.strides(id).empty()) {
        std::this_thread::yield();
    }
    EXPECT_EQ(store.strides(id).size(), 1U);
    EXPECT_EQ(store.trouble(), "");
}

TEST(SessionStore, ManyThreadsWriteAndReadAtOnce) {
    const TestFolder folder;
    StoreOptions options;
    options.commit_every = std::chrono::milliseconds(2);
    SessionStore store(folder.store(), options);
    const PersonId person = store.add_person({"P", {}, {}});
    const std::vector<FootTrack> tracks = simulated_tracks(4.0);
    constexpr int kWriters = 4;
    std::atomic<int> writing = kWriters;
    std::vector<SessionId> sessions(kWriters);
    std::vector<std::thread> threads;
    for (int writer = 0; writer < kWriters; ++writer) {
        threads.emplace_back([&, writer] {
            const SessionId id = store.begin(
                session_of(person, writer),
                {{Foot::left, 100.0, Gravity::included}, {Foot::right, 100.0, Gravity::included}});
            for (std::size_t i = 0; i < tracks[0].samples.size(); i += 10) {
                const std::size_t count = std::min<std::size_t>(10, tracks[0].samples.size() - i);
                store.add_samples(id, Foot::left, std::span(tracks[0].samples).subspan(i, count));
                store.add_stride(id, {Foot::left, some_stride(static_cast<int>(i))});
            }
            store.end(id, {});
            sessions[static_cast<std::size_t>(writer)] = id;
            --writing;
        });
    }
    for (int reader = 0; reader < 2; ++reader) {
        threads.emplace_back([&] {
            while (writing > 0) {
                for (const SessionEntry& entry : store.list_sessions({})) {
                    (void)store.samples(entry.id);
                    (void)store.trend(person, Figure::stride_time, Side::both);
                }
            }
        });
    }
    for (std::thread& thread : threads) {
        thread.join();
    }
    for (const SessionId id : sessions) {
        EXPECT_TRUE(same_bits(store.samples(id)[0].samples, tracks[0].samples));
        EXPECT_EQ(store.strides(id).size(), (tracks[0].samples.size() + 9) / 10);
    }
    EXPECT_EQ(soundness(folder.store()), "ok");
}

}  // namespace
}  // namespace footfall::serve
