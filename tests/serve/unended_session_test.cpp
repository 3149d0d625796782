// Sessions that can't be ended in the store when they should: they stay live until they can.
#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

#include <fmt/format.h>

#include "tests/serve/failing_disk.h"
#include "tests/serve/running_server.h"

namespace footfall::serve {
namespace {

using nlohmann::json;
using std::chrono::milliseconds;

StoreOptions impatient() {
    StoreOptions options;
    options.wait_for_others = milliseconds(5);
    return options;
}

std::string address_of(std::int64_t session) { return fmt::format("/api/v1/sessions/{}", session); }

std::string code_of(const Reply& reply) { return reply.json().at("error").at("code").get<std::string>(); }

/// The states of the ends that a watcher hears until its socket is closed.
std::vector<std::string> ends_of(HttpClient& watcher) {
    std::vector<std::string> ends;
    while (const auto text = watcher.read_message()) {
        const json message = json::parse(*text);
        if (message.at("type") == "end") {
            ends.push_back(message.at("state"));
        }
    }
    return ends;
}

bool holds(const std::filesystem::path& file, const std::string& text) {
    std::ifstream stream(file, std::ios::binary);
    std::stringstream content;
    content << stream.rdbuf();
    return content.str().find(text) != std::string::npos;
}

TEST(UnendedSession, StaysLiveWhileAnotherProgramHoldsTheStore) {
    RunningServer server({.store = impatient()});
    const std::int64_t person = server.add_person("P-to-be-erased");
    const std::string person_address = fmt::format("/api/v1/people/{}", person);
    const std::int64_t session = server.start_replay(person, 1.0);
    HttpClient watcher = server.client();
    ASSERT_EQ(watcher.upgrade(address_of(session) + "/live").status, 101);
    HttpClient late = server.client();
    {
        Database other(server.store_file(), Database::Access::write);
        const Transaction held(other, Transaction::Kind::write);
        for (int tries = 0; tries < 2; ++tries) {
            const Reply stopped = server.client().post(address_of(session) + "/stop", json::object());
            EXPECT_EQ(stopped.status, 503) << stopped.body;
            EXPECT_EQ(code_of(stopped), "store_busy");
            EXPECT_EQ(stopped.headers.at("retry-after"), "1");
            EXPECT_EQ(stopped.body.find("sessions.db"), std::string::npos);
        }
        EXPECT_EQ(server.client().get(address_of(session)).json().at("state"), "live");
        EXPECT_EQ(server.client().get("/api/v1/status").json().at("live").at(0).at("id"), session);
        EXPECT_EQ(server.client().ask("DELETE", address_of(session)).status, 409);
        EXPECT_EQ(server.client().ask("DELETE", person_address).status, 409);
        EXPECT_EQ(code_of(server.client().post("/api/v1/people", {{"code", "P-2"}})), "store_busy");
        ASSERT_EQ(late.upgrade(address_of(session) + "/live").status, 101);
    }
    EXPECT_TRUE(server.wait_for_state(session, "done")) << "without being asked again";
    EXPECT_EQ(ends_of(watcher), std::vector<std::string>{"done"});
    EXPECT_EQ(ends_of(late), std::vector<std::string>{"done"})
        << "one that came after the samples had stopped";
    EXPECT_EQ(server.client().post(address_of(session) + "/stop", json::object()).status, 409);
    EXPECT_EQ(server.client().ask("DELETE", person_address).status, 204);
    for (const char* ending : {"", "-wal"}) {
        EXPECT_FALSE(holds(server.store_file().string() + ending, "P-to-be-erased")) << ending;
    }
}

TEST(UnendedSession, IsEndedWhenTheDiskHasRoomAgain) {
    FailingDisk disk;
    RunningServer server({.store = impatient()});
    const std::int64_t session = server.start_replay(server.add_person("P-1"), 1.0);
    disk.full = true;
    const Reply stopped = server.client().post(address_of(session) + "/stop", json::object());
    EXPECT_EQ(stopped.status, 507) << stopped.body;
    EXPECT_EQ(code_of(stopped), "store_full");
    EXPECT_EQ(server.client().post("/api/v1/people", {{"code", "P-2"}}).status, 507);
    EXPECT_EQ(server.client().get(address_of(session)).json().at("state"), "live");
    disk.full = false;
    EXPECT_TRUE(server.wait_for_state(session, "done"));
    EXPECT_EQ(server.client().post("/api/v1/people", {{"code", "P-2"}}).status, 201);
}

TEST(UnendedSession, IsInterruptedWhenTheProgramEndsBefore) {
    const TestFolder folder;
    std::int64_t session = 0;
    {
        RunningServer server({.store = impatient()});
        session = server.start_replay(server.add_person("P-1"), 1.0);
        HttpClient watcher = server.client();
        ASSERT_EQ(watcher.upgrade(address_of(session) + "/live").status, 101);
        Database other(server.store_file(), Database::Access::write);
        const Transaction held(other, Transaction::Kind::write);
        server.live().stop_all();
        EXPECT_EQ(ends_of(watcher), std::vector<std::string>{"interrupted"});
        for (const char* ending : {"", "-wal"}) {
            std::filesystem::copy_file(server.store_file().string() + ending,
                                       folder.store().string() + ending);
        }
    }
    SessionStore store(folder.store());
    EXPECT_EQ(store.interrupted(), 1U);
    EXPECT_EQ(store.read_session(static_cast<SessionId>(session))->session.state, SessionState::interrupted);
}

TEST(UnendedSession, OneThatCouldNotStartLeavesNothing) {
    RunningServer server;
    const std::int64_t other = server.start_replay(server.add_person("P-1"), 1.0);
    const json source = {{"kind", "replay"}, {"recording", "slow"}};
    const Reply refused =
        server.client().post("/api/v1/sessions", {{"person", {{"code", "P-new"}}}, {"source", source}});
    EXPECT_EQ(refused.status, 422) << refused.body;
    EXPECT_EQ(server.client().get("/api/v1/sessions").json().at("total"), 1);
    EXPECT_EQ(server.client().get("/api/v1/people?code=P-new").json().at("total"), 0) << "no ghost";
    Database database(server.store_file(), Database::Access::read_only);
    EXPECT_EQ(database.number("SELECT count(*) FROM pending"), 0)
        << "the file needn't be written anew for it";
    EXPECT_EQ(server.client().post(address_of(other) + "/stop", json::object()).status, 200);
}

}  // namespace
}  // namespace footfall::serve
