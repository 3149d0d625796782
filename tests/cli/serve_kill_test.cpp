// The real server, killed again and again while sensors send: less than the last second is lost.
#include <gtest/gtest.h>

#include <atomic>
#include <chrono>
#include <cmath>
#include <csignal>
#include <thread>

#include <fmt/format.h>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/udp.hpp>

#include "footfall/core/random.h"
#include "serve/database.h"
#include "serve/session_store.h"
#include "serve/udp_packet.h"
#include "tests/cli/program.h"
#include "tests/cli/server_process.h"
#include "tests/serve/http_client.h"

namespace footfall::cli {
namespace {

using nlohmann::json;
using serve::HttpClient;
using std::chrono::milliseconds;

constexpr int kSamplesPerSecond = 100;
constexpr float kStepMps2 = 0.01F;

/// Both feet of one person at 100 Hz; each sample holds its number.
class Sensors {
public:
    explicit Sensors(std::uint16_t port)
        : server_(boost::asio::ip::make_address("127.0.0.1"), port), thread_([this] { run(); }) {}
    Sensors(const Sensors&) = delete;
    Sensors& operator=(const Sensors&) = delete;
    ~Sensors() {
        stop_ = true;
        thread_.join();
    }

    /// The number of the last sample that was sent of both feet; -1 before the first.
    [[nodiscard]] int last() const { return last_; }

private:
    void run() {
        boost::asio::io_context context;
        boost::asio::ip::udp::socket socket(context, boost::asio::ip::udp::v4());
        const auto start = std::chrono::steady_clock::now();
        for (int number = 0; !stop_; ++number) {
            std::this_thread::sleep_until(start + number * milliseconds(1000 / kSamplesPerSecond));
            for (const Foot foot : {Foot::left, Foot::right}) {
                serve::UdpPacket packet;
                packet.stream = {"belt", foot};
                packet.counter = static_cast<std::uint32_t>(number);
                packet.device_time = number * (kNanosecondsPerSecond / kSamplesPerSecond);
                packet.acceleration_step_mps2 = kStepMps2;
                packet.angular_rate_step_radps = 0.01F;
                packet.count = 1;
                packet.samples[0] = {static_cast<std::int16_t>(number), 0, 981, 0, 0, 0};
                boost::system::error_code nobody_listens;
                socket.send_to(boost::asio::buffer(bytes_of(packet)), server_, 0, nobody_listens);
            }
            last_ = number;
        }
    }

    boost::asio::ip::udp::endpoint server_;
    std::atomic<bool> stop_ = false;
    std::atomic<int> last_ = -1;
    std::thread thread_;
};

/// "ok" when SQLite finds the file sound and no row without its parent.
std::string soundness(const std::string& store) {
    serve::Database database(store, serve::Database::Access::write);
    serve::Statement check(database, "PRAGMA integrity_check");
    if (!check.next() || check.text(0) != "ok") {
        return "not sound";
    }
    serve::Statement keys(database, "PRAGMA foreign_key_check");
    return keys.next() ? "an orphan" : "ok";
}

class ServeKilled : public ProgramTest {
protected:
    /// Kills a server that writes, at a random moment; expects what must be left.
    void kill_once(int round, Random& random) {
        const std::string store_file = path("sessions.db");
        int sent = 0;
        {
            ServerProcess server(FOOTFALL_PROGRAM, {"--store", store_file, "--udp-port", "0"}, path("said"));
            const std::uint16_t port = server.port();
            ASSERT_NE(port, 0);
            const json request = {{"person", {{"code", fmt::format("P-{}", round)}}},
                                  {"source", {{"kind", "udp"}, {"stream", "belt"}}}};
            ASSERT_EQ(HttpClient(port).post("/api/v1/sessions", request).status, 201);
            const Sensors sensors(server.udp_port());
            // The network's first window takes half a second.
            std::this_thread::sleep_for(milliseconds(900 + static_cast<int>(random.below(600))));
            sent = sensors.last();
            EXPECT_EQ(server.end(SIGKILL), -1);
        }
        {
            serve::SessionStore store(store_file);
            EXPECT_EQ(store.interrupted(), 1U);
            const std::vector<serve::SessionEntry> sessions = store.list_sessions({});
            ASSERT_EQ(sessions.size(), static_cast<std::size_t>(round) + 1);
            for (const serve::SessionEntry& session : sessions) {
                EXPECT_EQ(session.state, serve::SessionState::interrupted);
            }
            const std::vector<FootTrack> tracks = store.samples(sessions.front().id);
            ASSERT_EQ(tracks.size(), 2U);
            for (const FootTrack& track : tracks) {
                ASSERT_FALSE(track.samples.empty());
                const float value = track.samples.back().imu.acceleration_mps2.x;
                const int lost = sent - static_cast<int>(std::lround(value / kStepMps2));
                EXPECT_LT(lost, kSamplesPerSecond) << "samples of the " << to_string(track.foot) << " foot";
                most_lost_ = std::max(most_lost_, lost);
            }
        }
        EXPECT_EQ(soundness(store_file), "ok");
    }

    int most_lost_ = 0;
};

TEST_F(ServeKilled, LosesLessThanTheLastSecondEachTime) {
    Random random(23);
    for (int round = 0; round < 8 && !HasFatalFailure(); ++round) {
        SCOPED_TRACE(fmt::format("kill {}", round));
        kill_once(round, random);
    }
    RecordProperty("most_lost", most_lost_);
    ServerProcess server(FOOTFALL_PROGRAM, {"--store", path("sessions.db")}, path("said_again"));
    const std::uint16_t port = server.port();
    ASSERT_NE(port, 0);
    const json sessions = HttpClient(port).get("/api/v1/sessions").json();
    EXPECT_EQ(sessions.at("total"), 8);
    EXPECT_EQ(sessions.at("sessions").at(0).at("state"), "interrupted");
    EXPECT_EQ(server.end(SIGTERM), 0);
}

}  // namespace
}  // namespace footfall::cli
