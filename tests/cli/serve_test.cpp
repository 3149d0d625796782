// The subcommand as a shell runs it: where it says it is, how it ends, and what a kill leaves behind.
#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <csignal>
#include <fstream>
#include <regex>
#include <sstream>
#include <thread>

#include "tests/cli/program.h"
#include "tests/serve/http_client.h"

extern char** environ;

namespace footfall::cli {
namespace {

using nlohmann::json;
using serve::HttpClient;

/// A server of its own, killed at the latest when this ends.
class Server {
public:
    Server(std::vector<std::string> arguments, std::string output) : output_(std::move(output)) {
        arguments.insert(arguments.begin(), {FOOTFALL_PROGRAM, "serve", "--port", "0"});
        std::vector<char*> argv;
        for (std::string& argument : arguments) {
            argv.push_back(argument.data());
        }
        argv.push_back(nullptr);
        posix_spawn_file_actions_t files;
        posix_spawn_file_actions_init(&files);
        posix_spawn_file_actions_addopen(&files, STDOUT_FILENO, output_.c_str(), O_WRONLY | O_CREAT | O_TRUNC,
                                         0600);
        posix_spawn_file_actions_addopen(&files, STDERR_FILENO, "/dev/null", O_WRONLY, 0600);
        posix_spawn(&child_, FOOTFALL_PROGRAM, &files, nullptr, argv.data(), environ);
        posix_spawn_file_actions_destroy(&files);
    }
    Server(const Server&) = delete;
    Server& operator=(const Server&) = delete;
    ~Server() { static_cast<void>(end(SIGKILL)); }

    /// Where it says it is; 0 when it says nothing within half a minute.
    [[nodiscard]] std::uint16_t port() const {
        static const std::regex address(R"(Footfall is at http://127\.0\.0\.1:(\d+)/)");
        for (int tries = 0; tries < 3000; ++tries) {
            std::ifstream stream(output_);
            std::stringstream text;
            text << stream.rdbuf();
            std::smatch match;
            const std::string said = text.str();
            if (std::regex_search(said, match, address)) {
                return static_cast<std::uint16_t>(std::stoi(match[1]));
            }
            std::this_thread::sleep_for(std::chrono::milliseconds(10));
        }
        return 0;
    }
    /// Its exit code; -1 when a signal ended it.
    [[nodiscard]] int end(int signal) {
        if (child_ == 0) {
            return 0;
        }
        kill(child_, signal);
        int status = 0;
        waitpid(child_, &status, 0);
        child_ = 0;
        return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
    }

private:
    std::string output_;
    pid_t child_ = 0;
};

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
        Server server({"--store", path("sessions.db"), "--replay", data}, path("said"));
        const std::uint16_t port = server.port();
        ASSERT_NE(port, 0);
        EXPECT_EQ(HttpClient(port).get("/").status, 200);
        id = walk(port);
        std::this_thread::sleep_for(std::chrono::milliseconds(500));
        EXPECT_EQ(server.end(SIGINT), 0);
    }
    Server server({"--store", path("sessions.db")}, path("said_again"));
    ASSERT_NE(server.port(), 0);
    EXPECT_EQ(session(server.port(), id).at("state"), "done");
    EXPECT_EQ(server.end(SIGTERM), 0);
}

TEST_F(Serve, AKillLosesASecondAtMostOfALiveSession) {
    const std::string data = tiny_data_set();
    std::int64_t id = 0;
    {
        Server server({"--store", path("sessions.db"), "--replay", data}, path("said"));
        ASSERT_NE(server.port(), 0);
        id = walk(server.port());
        std::this_thread::sleep_for(std::chrono::milliseconds(2500));
        EXPECT_EQ(server.end(SIGKILL), -1);
    }
    Server server({"--store", path("sessions.db")}, path("said_again"));
    const std::uint16_t port = server.port();
    ASSERT_NE(port, 0);
    const json kept = session(port, id);
    EXPECT_EQ(kept.at("state"), "interrupted");
    // Four seconds of the recording in each of ours; a second and the start of both programs are allowed for.
    EXPECT_GT(kept.at("duration_s").get<double>(), 4.0);
    EXPECT_EQ(HttpClient(port).get("/api/v1/sessions/" + std::to_string(id) + "/report").status, 200);
}

TEST_F(Serve, TheDemoWalksWithNothingToReplay) {
    Server server({"--demo", "--store", path("demo.db")}, path("said"));
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

    Server server({"--store", path("s.db"), "--token", write("token", "0123456789abcdef\n")}, path("said"));
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
