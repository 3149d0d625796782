// What can be wrong with a store's file, its folder, its disk and its neighbours: one clear line, nothing
// lost.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <fstream>
#include <iterator>

#include "serve/schema.h"
#include "serve/session_store.h"
#include "tests/serve/store_fixtures.h"

namespace footfall::serve {
namespace {

namespace fs = std::filesystem;
using testing::AllOf;
using testing::EndsWith;
using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

std::string error_of_opening(const fs::path& file) {
    return error_of([&] { const SessionStore store(file); });
}

auto one_line(const fs::path& file, const char* expected, const char* found) {
    return AllOf(StartsWith(file.string() + ": expected "), HasSubstr(expected), EndsWith(found),
                 Not(HasSubstr("\n")));
}

std::string content_of(const fs::path& file) {
    std::ifstream stream(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(stream), {}};
}

TEST(BadStore, AFileOfAnotherKindIsLeftAsItIs) {
    const TestFolder folder;
    std::ofstream(folder.store()) << std::string(5000, 'x');
    EXPECT_THAT(error_of_opening(folder.store()),
                one_line(folder.store(), "a session store of Footfall", "a file of another kind"));
    EXPECT_EQ(content_of(folder.store()), std::string(5000, 'x'));
}

TEST(BadStore, AnotherProgramsDatabaseIsLeftAsItIs) {
    const TestFolder folder;
    { Database(folder.store(), Database::Access::write).run("CREATE TABLE songs (name TEXT)"); }
    const std::string before = content_of(folder.store());
    EXPECT_THAT(error_of_opening(folder.store()),
                one_line(folder.store(), "a session store of Footfall", "another program's database"));
    EXPECT_EQ(content_of(folder.store()), before);
}

TEST(BadStore, OneOfANewerProgramIsRefusedAndLeftAsItIs) {
    const TestFolder folder;
    { const SessionStore store(folder.store()); }
    Database(folder.store(), Database::Access::write).run("PRAGMA user_version = 99");
    const std::string known = "a session store of version " + std::to_string(kSchemaVersion) + " or earlier";
    EXPECT_THAT(error_of_opening(folder.store()),
                one_line(folder.store(), known.c_str(), "found version 99: it is from a newer Footfall"));
    EXPECT_EQ(Database(folder.store(), Database::Access::read_only).number("PRAGMA user_version"), 99);
}

TEST(BadStore, AFolderInItsPlace) {
    const TestFolder folder;
    fs::create_directory(folder.store());
    EXPECT_THAT(error_of_opening(folder.store()),
                one_line(folder.store(), "a session store that can be written", "Is a directory"));
}

TEST(BadStore, AFolderThatCannotBeWritten) {
    // Not even by the superuser.
    const fs::path file = "/proc/footfall/sessions.db";
    EXPECT_THAT(
        error_of_opening(file),
        AllOf(StartsWith(file.string() + ": expected a session store in a folder"), Not(HasSubstr("\n"))));
    if (::geteuid() == 0) {
        return;
    }
    const TestFolder folder;
    fs::permissions(folder.path(), fs::perms::owner_read | fs::perms::owner_exec);
    EXPECT_THAT(error_of_opening(folder.store()),
                one_line(folder.store(), "in a folder", "Permission denied"));
    fs::permissions(folder.path(), fs::perms::owner_all);
}

TEST(BadStore, DamageIsSaid) {
    const TestFolder folder;
    PersonId person{};
    {
        SessionStore store(folder.store());
        person = store.add_person({"P", {}, {}});
        for (int i = 0; i < 30; ++i) {
            (void)store.add_walk(session_of(person, i), some_walk(1.0, 0.1, 20, 1), {}, {}, {});
        }
    }
    const auto size = static_cast<std::streamoff>(fs::file_size(folder.store()));
    {
        std::fstream stream(folder.store(), std::ios::binary | std::ios::in | std::ios::out);
        for (std::streamoff at = 4096; at < size; at += 4096) {
            stream.seekp(at);
            stream << "damaged!";
        }
    }
    const std::string error = error_of([&] {
        SessionStore store(folder.store());
        (void)store.list_sessions({});
    });
    EXPECT_THAT(error, one_line(folder.store(), "a sound session store", "one that is damaged"));
}

TEST(BadStore, AnotherFootfallHasIt) {
    const TestFolder folder;
    SessionStore store(folder.store());
    const PersonId person = store.add_person({"P", {}, {}});
    EXPECT_THAT(
        error_of_opening(folder.store()),
        one_line(folder.store(), "a session store that no other footfall has open", "one that is open"));
    EXPECT_TRUE(store.find_person(person));
}

TEST(BadStore, AnotherProgramHoldsItAndWhatCameMeanwhileIsWrittenAfter) {
    const TestFolder folder;
    StoreOptions options = only_by_hand();
    SessionStore store(folder.store(), options);
    const SessionId id = store.begin(session_of(store.add_person({"P", {}, {}})), {});
    store.add_stride(id, {Foot::left, some_stride(0)});
    {
        Database other(folder.store(), Database::Access::write);
        const Transaction held(other, Transaction::Kind::write);
        EXPECT_THAT(error_of([&] { store.commit(); }),
                    one_line(folder.store(), "a session store to itself", "one that another program holds"));
        store.add_stride(id, {Foot::left, some_stride(1)});
    }
    store.commit();
    EXPECT_EQ(store.strides(id).size(), 2U);
}

TEST(BadStore, AFullDiskIsSaidAndNothingIsLost) {
    const TestFolder folder;
    StoreOptions options;
    options.commit_every = std::chrono::milliseconds(1);
    SessionStore store(folder.store(), options);
    const PersonId person = store.add_person({"P", {}, {}});
    const std::vector<FootTrack> tracks = simulated_tracks(8.0);
    const SessionId id = store.begin(session_of(person), {{Foot::left, 100.0, Gravity::included}});
    store.limit_bytes(static_cast<std::int64_t>(fs::file_size(folder.store())));
    int strides = 0;
    std::size_t at = 0;
    while (store.trouble().empty()) {
        store.add_stride(id, {Foot::left, some_stride(strides++)});
        if (at < tracks[0].samples.size()) {
            store.add_samples(id, Foot::left, std::span(tracks[0].samples).subspan(at++, 1));
        }
    }
    EXPECT_THAT(store.trouble(), one_line(folder.store(), "room for the session store",
                                          "none left on the disk or within its limit"));
    store.add_samples(id, Foot::left, std::span(tracks[0].samples).subspan(at));
    EXPECT_THAT(error_of([&] { store.end(id, {}); }), HasSubstr("room for the session store"));
    EXPECT_EQ(store.read_session(id)->session.state, SessionState::open);
    store.add_mark(id, {1, "still open"});

    store.limit_bytes(0);
    store.end(id, {});
    EXPECT_TRUE(same_bits(store.samples(id)[0].samples, tracks[0].samples));
    EXPECT_EQ(static_cast<int>(store.strides(id).size()), strides);
    EXPECT_EQ(store.read_session(id)->marks.size(), 1U);
    EXPECT_EQ(soundness(folder.store()), "ok");
}

TEST(BadStore, AWalkThatHasNoRoomLeavesNothing) {
    const TestFolder folder;
    SessionStore store(folder.store(), only_by_hand());
    const PersonId person = store.add_person({"P", {}, {}});
    store.limit_bytes(1);
    EXPECT_THAT(
        error_of([&] { (void)store.add_walk(session_of(person), some_walk(1.0, 0.1, 5000, 1), {}, {}, {}); }),
        HasSubstr("room for the session store"));
    EXPECT_TRUE(store.list_sessions({}).empty());
    store.limit_bytes(0);
    (void)store.add_walk(session_of(person), some_walk(1.0, 0.1, 5000, 1), {}, {}, {});
    EXPECT_EQ(store.list_sessions({}).size(), 1U);
}

TEST(BadStore, ADiskThatNeverKeepsUpIsSaidBeforeMemoryRunsOut) {
    LiveBuffer buffer("store");
    buffer.open(SessionId{1}, {});
    const StrideOfFoot stride{Foot::left, some_stride(1)};
    const auto add = [&] { buffer.add(SessionId{1}, stride); };
    for (std::size_t i = 0; i < LiveBuffer::kMostBytes / sizeof stride; ++i) {
        add();
    }
    EXPECT_THAT(error_of(add), HasSubstr("a disk that keeps up"));
    const WriteBatch batch = buffer.take();
    EXPECT_THAT(error_of(add), HasSubstr("a disk that keeps up"));  // taken, not yet written
    buffer.written(batch);
    EXPECT_EQ(buffer.pending_bytes(), 0U);
    EXPECT_NO_THROW(add());
}

TEST(BadStore, AFootThatTheSessionDidNotBeginWith) {
    const TestFolder folder;
    SessionStore store(folder.store());
    const SessionId id = store.begin(session_of(store.add_person({"P", {}, {}})), {{Foot::left, 1.0, {}}});
    const ImuSample one;
    EXPECT_THAT(error_of([&] { store.add_samples(id, Foot::right, {&one, 1}); }), EndsWith("found right"));
}

}  // namespace
}  // namespace footfall::serve
