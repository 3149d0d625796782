// The subcommand as a shell runs it: where it says it is, and how it ends.
#include <chrono>
#include <csignal>
#include <thread>

#include "tests/cli/program.h"
#include "tests/cli/server_process.h"
#include "tests/serve/http_client.h"

namespace footfall::cli {
namespace {

using nlohmann::json;
using serve::HttpClient;

class Serve : public ProgramTest {
protected:
    /// A person with a live session of everything that can be replayed; its id.
    static std::int64_t walk(std::uint16_t port) {
        const json person = HttpClient(port).post("/api/v1/people", {{"code", "P-1"}}).json();
        const json status = HttpClient(port).get("/api/v1/status").json();
        const json request = {{"person", person.at("id")},
                              {"source",
                               {{"kind", "replay"},
                                {"recording", status.at("sources").at(0).at("recordings").at(0)},
                                {"speed", 4}}}};
        return HttpClient(port).post("/api/v1/sessions", request).json().at("id").get<std::int64_t>();
    }
    static json session(std::uint16_t port, std::int64_t id) {
        return HttpClient(port).get("/api/v1/sessions/" + std::to_string(id)).json();
    }
};

TEST_F(Serve, SaysWhereItIsAndEndsAsItShould) {
    const std::string data = tiny_data_set();
    std::int64_t id = 0;
    {
        ServerProcess server(FOOTFALL_PROGRAM, {"--store", path("sessions.db"), "--replay", data},
                             path("said"));
        const std::uint16_t port = server.port();
        ASSERT_NE(port, 0);
        EXPECT_EQ(HttpClient(port).get("/").status, 200);
        id = walk(port);
        std::this_thread::sleep_for(std::chrono::milliseconds(500));
        EXPECT_EQ(server.end(SIGINT), 0);
    }
    ServerProcess server(FOOTFALL_PROGRAM, {"--store", path("sessions.db")}, path("said_again"));
    ASSERT_NE(server.port(), 0);
    EXPECT_EQ(session(server.port(), id).at("state"), "done");
    EXPECT_EQ(server.end(SIGTERM), 0);
}

TEST_F(Serve, TheDemoWalksWithNothingToReplay) {
    ServerProcess server(FOOTFALL_PROGRAM, {"--demo", "--store", path("demo.db")}, path("said"));
    const std::uint16_t port = server.port();
    ASSERT_NE(port, 0);
    const std::int64_t id = walk(port);
    std::int64_t strides = 0;
    for (int tries = 0; tries < 1000 && strides < 4; ++tries) {
        std::this_thread::sleep_for(std::chrono::milliseconds(20));
        strides = session(port, id).at("strides").get<std::int64_t>();
    }
    EXPECT_GE(strides, 4);
    EXPECT_EQ(HttpClient(port).get("/api/v1/status").json().at("sources").at(0).at("recordings").size(), 4U);
}

TEST_F(Serve, OthersAreLetInWithATokenAlone) {
    const Outcome open = run_program({"serve", "--host", "0.0.0.0", "--store", path("s.db")});
    EXPECT_EQ(open.exit_code, 2);
    EXPECT_NE(open.errors.find("--token"), std::string::npos) << open.errors;
    EXPECT_EQ(run_program({"serve", "--origin", "https://gait.example", "--store", path("s.db")}).exit_code,
              2);
    const Outcome weak = run_program({"serve", "--host", "0.0.0.0", "--token", write("weak", "12345\n")});
    EXPECT_EQ(weak.exit_code, 1);
    EXPECT_TRUE(is_one_line(weak.errors)) << weak.errors;
    EXPECT_EQ(run_program({"serve", "--token", path("none")}).exit_code, 1);

    ServerProcess server(FOOTFALL_PROGRAM,
                         {"--store", path("s.db"), "--token", write("token", "0123456789abcdef\n")},
                         path("said"));
    ASSERT_NE(server.port(), 0);
    EXPECT_EQ(HttpClient(server.port()).get("/api/v1/status").status, 401);
    EXPECT_EQ(HttpClient(server.port())
                  .ask("GET", "/api/v1/status", "", {{"Authorization", "Bearer 0123456789abcdef"}})
                  .status,
              200);
}

TEST_F(Serve, WhatCantBeUsedIsOneLine) {
    const std::string other = write("other.db", "no store");
    for (const std::vector<std::string>& arguments :
         {std::vector<std::string>{"serve", "--store", other},
          {"serve", "--store", path("s.db"), "--page", path("x")},
          {"serve", "--store", path("s.db"), "--host", "nowhere", "--token",
           write("token", "0123456789abcdef")},
          {"serve", "--store", path("s.db"), "--replay", path("none")}}) {
        const Outcome outcome = run_program(arguments);
        EXPECT_EQ(outcome.exit_code, 1) << arguments.back();
        EXPECT_FALSE(outcome.errors.empty());
    }
}

TEST_F(Serve, HelpShowsAnExample) {
    const Outcome help = run_program({"serve", "--help"});
    EXPECT_EQ(help.exit_code, 0);
    EXPECT_NE(help.output.find("Example: footfall serve"), std::string::npos);
}

}  // namespace
}  // namespace footfall::cli
