// Runs the program as a shell would.
#include "tests/cli/program.h"

#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <csignal>
#include <cstdlib>
#include <fstream>
#include <sstream>
#include <stdexcept>

#include "io/write_data_set.h"
#include "simulate/cohort.h"

extern char** environ;

namespace footfall::cli {
namespace {

namespace fs = std::filesystem;

std::string content_of(const fs::path& file) {
    std::ostringstream text;
    text << std::ifstream(file, std::ios::binary).rdbuf();
    return text.str();
}

fs::path new_folder() {
    std::string name = (fs::temp_directory_path() / "footfall-XXXXXX").string();
    if (mkdtemp(name.data()) == nullptr) {
        throw std::runtime_error("no temporary folder");
    }
    return name;
}

bool still_runs(pid_t child) {
    siginfo_t ended{};
    return waitid(P_PID, static_cast<id_t>(child), &ended, WEXITED | WNOHANG | WNOWAIT) == 0 &&
           ended.si_pid == 0;
}

/// As /proc says: SigCgt is a mask in hexadecimal, the lowest bit for signal 1.
bool catches(pid_t child, int signal) {
    std::ifstream status("/proc/" + std::to_string(child) + "/status");
    for (std::string line; std::getline(status, line);) {
        if (line.starts_with("SigCgt:")) {
            return ((std::stoull(line.substr(7), nullptr, 16) >> (signal - 1)) & 1U) != 0;
        }
    }
    return false;
}

}  // namespace

Outcome run_program(const std::vector<std::string>& arguments, int interruption) {
    const fs::path folder = new_folder();
    const std::string output = folder / "output";
    const std::string errors = folder / "errors";
    posix_spawn_file_actions_t files;
    posix_spawn_file_actions_init(&files);
    constexpr int kNew = O_WRONLY | O_CREAT | O_TRUNC;
    posix_spawn_file_actions_addopen(&files, STDOUT_FILENO, output.c_str(), kNew, 0600);
    posix_spawn_file_actions_addopen(&files, STDERR_FILENO, errors.c_str(), kNew, 0600);
    std::vector<std::string> copies = {FOOTFALL_PROGRAM};
    copies.insert(copies.end(), arguments.begin(), arguments.end());
    std::vector<char*> argv;
    argv.reserve(copies.size() + 1);
    for (std::string& copy : copies) {
        argv.push_back(copy.data());
    }
    argv.push_back(nullptr);
    pid_t child = 0;
    const bool started = posix_spawn(&child, FOOTFALL_PROGRAM, &files, nullptr, argv.data(), environ) == 0;
    posix_spawn_file_actions_destroy(&files);
    int status = 0;
    if (started && interruption != 0) {
        while (still_runs(child) && !catches(child, interruption)) {
            usleep(1000);
        }
        kill(child, interruption);
    }
    if (!started || waitpid(child, &status, 0) != child || !WIFEXITED(status)) {
        throw std::runtime_error("the program did not end by itself");
    }
    Outcome outcome{WEXITSTATUS(status), content_of(output), content_of(errors)};
    fs::remove_all(folder);
    return outcome;
}

ProgramTest::ProgramTest() : folder_(new_folder()) {}

ProgramTest::~ProgramTest() {
    std::error_code ignored;
    fs::remove_all(folder_, ignored);
}

std::string ProgramTest::write(const std::string& name, const std::string& content) const {
    std::ofstream(folder_ / name, std::ios::binary) << content;
    return path(name);
}

std::string ProgramTest::read(const std::string& name) const { return content_of(folder_ / name); }

std::string ProgramTest::tiny_config(const std::string& more) const {
    return write("tiny.toml", R"(seed = 5
notes = "simulated"
[cohort]
people = 3
recordings_per_person = 1
seconds = 20
[model]
window = 20
look_ahead = 2
[training]
pretraining_windows = 8000
transfer_windows = 8000
checks = 2
[study]
folds = 2
)" + more);
}

std::string ProgramTest::tiny_data_set(const std::function<void(Recording&)>& change) const {
    simulate::CohortOptions options;
    options.people = 3;
    options.recordings_per_person = 1;
    options.seconds = 20.0;
    options.seed = 9;
    std::vector<Recording> recordings = simulate::simulate_cohort(options);
    for (Recording& recording : recordings) {
        if (change) {
            change(recording);
        }
    }
    io::write_data_set(recordings, folder_ / "walkers", io::DataSetLayout::csv, "walkers");
    return path("walkers");
}

bool is_one_line(const std::string& text) {
    return !text.empty() && text.back() == '\n' && std::count(text.begin(), text.end(), '\n') == 1;
}

}  // namespace footfall::cli
