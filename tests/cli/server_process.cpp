// `footfall serve` as a process of its own.
#include "tests/cli/server_process.h"

#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <fstream>
#include <sstream>
#include <thread>
#include <utility>

extern char** environ;

namespace footfall::cli {

ServerProcess::ServerProcess(const std::string& program, std::vector<std::string> arguments,
                             std::string output)
    : output_(std::move(output)) {
    arguments.insert(arguments.begin(), {program, "serve", "--port", "0"});
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
    posix_spawn(&child_, program.c_str(), &files, nullptr, argv.data(), environ);
    posix_spawn_file_actions_destroy(&files);
}

ServerProcess::~ServerProcess() { static_cast<void>(end(SIGKILL)); }

std::uint16_t ServerProcess::port() const { return port_after("Footfall is at http://127.0.0.1:"); }

std::uint16_t ServerProcess::udp_port() const { return port_after("Sensors: udp 127.0.0.1:"); }

std::uint16_t ServerProcess::port_after(const std::string& words) const {
    for (int tries = 0; tries < 3000; ++tries) {
        std::ifstream stream(output_);
        std::stringstream text;
        text << stream.rdbuf();
        const std::string said = text.str();
        const std::size_t at = said.find(words);
        // Its last words: all before them are there.
        if (at != std::string::npos && said.find("Ctrl-C ends it\n") != std::string::npos) {
            return static_cast<std::uint16_t>(std::stoi(said.substr(at + words.size())));
        }
        std::this_thread::sleep_for(std::chrono::milliseconds(10));
    }
    return 0;
}

int ServerProcess::end(int signal) {
    if (child_ == 0) {
        return 0;
    }
    kill(child_, signal);
    int status = 0;
    waitpid(child_, &status, 0);
    child_ = 0;
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

}  // namespace footfall::cli
