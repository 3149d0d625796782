// Whether a server's memory stays flat: the program itself, sessions replayed at their own pace one after the
// other, each watched. Prints its resident memory; ends with 1 when it grows.
//
//     footfall_bench_soak PROGRAM [SECONDS] [SESSIONS]
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "tests/cli/server_process.h"
#include "tests/serve/http_client.h"

namespace {

namespace fs = std::filesystem;
using Clock = std::chrono::steady_clock;
using footfall::cli::ServerProcess;
using footfall::serve::HttpClient;
using nlohmann::json;

double resident_mb(pid_t process) {
    std::ifstream status("/proc/" + std::to_string(process) + "/statm");
    double pages = 0.0;
    double resident = 0.0;
    status >> pages >> resident;
    return resident * static_cast<double>(sysconf(_SC_PAGESIZE)) / 1e6;
}

constexpr long kFailed = -1;

/// Sessions of one person until the time is over; how many messages were heard, or kFailed.
long walk(std::uint16_t port, int person, const std::string& recording, Clock::time_point until) {
    long heard = 0;
    const json made =
        HttpClient(port).post("/api/v1/people", {{"code", "P-" + std::to_string(person)}}).json();
    while (Clock::now() < until) {
        const json session =
            HttpClient(port)
                .post("/api/v1/sessions",
                      {{"person", made.at("id")}, {"source", {{"kind", "replay"}, {"recording", recording}}}})
                .json();
        if (!session.contains("id")) {
            std::fprintf(stderr, "no session: %s\n", session.dump().c_str());
            return kFailed;
        }
        const std::string address = "/api/v1/sessions/" + session.at("id").dump();
        HttpClient watcher(port);
        if (watcher.upgrade(address + "/live").status != 101) {
            return kFailed;
        }
        while (Clock::now() < until && watcher.read_message()) {
            ++heard;
        }
    }
    return heard;
}

}  // namespace

int main(int argc, char** argv) {
    if (argc < 2) {
        std::puts("footfall_bench_soak PROGRAM [SECONDS] [SESSIONS]");
        return 2;
    }
    const std::string program = argv[1];
    const auto seconds = std::chrono::seconds(argc > 2 ? std::stoi(argv[2]) : 60);
    const int sessions = argc > 3 ? std::stoi(argv[3]) : 16;
    const fs::path folder = fs::temp_directory_path() / ("footfall_soak_" + std::to_string(getpid()));
    fs::create_directories(folder);
    const fs::path data = folder / "walkers";
    const std::string simulate =
        "'" + program + "' simulate --people 1 --seconds 12 --out '" + data.string() + "'";
    if (std::system((simulate + " > /dev/null").c_str()) != 0) {
        return 1;
    }
    ServerProcess server(program, {"--store", folder / "sessions.db", "--replay", data}, folder / "said");
    const std::uint16_t port = server.port();
    const json sources = HttpClient(port).get("/api/v1/status").json().at("sources");
    const auto recording = sources.at(0).at("recordings").at(0).get<std::string>();

    const Clock::time_point begin = Clock::now();
    std::vector<std::thread> walkers;
    std::vector<long> heard(static_cast<std::size_t>(sessions), 0);
    for (int i = 0; i < sessions; ++i) {
        walkers.emplace_back(
            [&, i] { heard[static_cast<std::size_t>(i)] = walk(port, i, recording, begin + seconds); });
    }
    // What is allocated once is allocated in the first half.
    double early = 0.0;
    double late = 0.0;
    while (Clock::now() < begin + seconds) {
        std::this_thread::sleep_for(std::chrono::seconds(1));
        const double now = resident_mb(server.id());
        const bool warm = Clock::now() - begin > seconds / 2;
        (warm ? late : early) = std::max(warm ? late : early, now);
        std::printf("%4.0f s  %6.1f MB\n", std::chrono::duration<double>(Clock::now() - begin).count(), now);
        std::fflush(stdout);
    }
    for (std::thread& walker : walkers) {
        walker.join();
    }
    const int exit_code = server.end(SIGINT);
    fs::remove_all(folder);
    const long quietest = *std::min_element(heard.begin(), heard.end());
    std::printf(
        "most in the first half %.1f MB, afterwards %.1f MB; the quietest watcher heard %ld messages\n",
        early, late, quietest);
    return exit_code == 0 && quietest > 0 && late < 1.1 * early + 2.0 ? 0 : 1;
}
