// The sources on the real thing: sockets of the loopback address, pipes, a pseudo-terminal.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <array>
#include <cstdlib>
#include <filesystem>
#include <memory>
#include <string>
#include <thread>
#include <utility>

#include <fcntl.h>
#include <unistd.h>

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/ip/udp.hpp>
#include <boost/asio/write.hpp>

#include "serve/descriptor_source.h"
#include "serve/replay_source.h"
#include "serve/tcp_source.h"
#include "serve/udp_packet.h"
#include "serve/udp_source.h"
#include "tests/serve/readings.h"
#include "tests/serve/short_recording.h"

namespace footfall::serve {
namespace {

namespace asio = boost::asio;
using asio::ip::tcp;
using asio::ip::udp;

constexpr const char* kHere = "127.0.0.1";

std::string line(int number) {
    return fmt::format(R"({{"person":"P01","foot":"left","counter":{},"acc":[0,1,9.8],"gyr":[0,0,0]}}{})",
                       number, "\n");
}

UdpPacket packet_of(std::uint32_t counter) {
    UdpPacket packet;
    packet.stream = {"P01", Foot::left};
    packet.counter = counter;
    packet.acceleration_step_mps2 = 0.01F;
    packet.angular_rate_step_radps = 0.01F;
    packet.count = 3;
    return packet;
}

TEST(UdpSource, DeliversWhatIsRightAndCountsTheRest) {
    asio::io_context loop;
    UdpSource source(loop, kHere, 0);
    Readings readings;
    EXPECT_EQ(source.status().state, SourceState::stopped);
    source.start(readings.deliver());
    ASSERT_EQ(source.status().state, SourceState::waiting) << source.status().problem;
    udp::socket sender(loop, udp::v4());
    const udp::endpoint to(asio::ip::make_address(kHere), source.port());
    sender.send_to(asio::buffer(std::string("hello")), to);
    sender.send_to(asio::buffer(std::string(5000, 'x')), to);
    sender.send_to(asio::buffer(std::string()), to);
    for (std::uint32_t i = 0; i < 200; ++i) {
        sender.send_to(asio::buffer(bytes_of(packet_of(3 * i))), to);
    }
    ASSERT_TRUE(run_until(loop, [&] { return readings.all.size() == 600; }));
    EXPECT_EQ(source.status().state, SourceState::connected);
    EXPECT_EQ(source.status().malformed, 3U);
    EXPECT_EQ(source.status().last_malformed, "datagram of 0 bytes: no Footfall datagram");
    EXPECT_EQ(readings.all.back().counter, 599);
    source.stop();
    EXPECT_EQ(source.status().state, SourceState::stopped);
    source.start(readings.deliver());
    EXPECT_EQ(source.status().state, SourceState::waiting) << "it may be started again";
}

TEST(UdpSource, SaysWhyItCanNotListen) {
    asio::io_context loop;
    UdpSource first(loop, kHere, 0);
    first.start([](const SensorReading&) {});
    UdpSource second(loop, kHere, first.port());
    second.start([](const SensorReading&) {});
    EXPECT_EQ(second.status().state, SourceState::failed);
    EXPECT_EQ(second.status().problem, "Address already in use");
    UdpSource nowhere(loop, "no address", 0);
    nowhere.start([](const SensorReading&) {});
    EXPECT_EQ(nowhere.status().state, SourceState::failed);
}

class TcpPeer {
public:
    TcpPeer(asio::io_context& loop, std::uint16_t port) : socket_(loop) {
        socket_.connect({asio::ip::make_address(kHere), port});
    }
    void send(const std::string& bytes) {
        boost::system::error_code ignored;
        asio::write(socket_, asio::buffer(bytes), ignored);
    }
    /// Whether the other side has closed.
    [[nodiscard]] bool is_closed() {
        socket_.non_blocking(true);
        boost::system::error_code error;
        std::array<char, 1> byte{};
        socket_.read_some(asio::buffer(byte), error);
        return error && error != asio::error::would_block;
    }
    void close() { socket_.close(); }

private:
    tcp::socket socket_;
};

TEST(TcpSource, TakesJsonAndCsvAtOnce) {
    asio::io_context loop;
    TcpSource source(loop, kHere, 0);
    Readings readings;
    source.start(readings.deliver());
    ASSERT_EQ(source.status().state, SourceState::waiting) << source.status().problem;
    TcpPeer json(loop, source.port());
    TcpPeer csv(loop, source.port());
    json.send(line(1) + line(2));
    csv.send("person,foot,time_s,acc_x,acc_y,acc_z,gyr_x,gyr_y,gyr_z\nP02,right,0.5,0,0,9.8,0,0,0\n");
    ASSERT_TRUE(run_until(loop, [&] { return readings.all.size() == 3; }));
    EXPECT_EQ(source.status().state, SourceState::connected);
    EXPECT_EQ(source.status().connections, 2U);
    EXPECT_TRUE(readings.all.front().kind.ordered);
    json.close();
    csv.close();
    ASSERT_TRUE(run_until(loop, [&] { return source.status().connections == 0; }));
    EXPECT_EQ(source.status().state, SourceState::gone);
    EXPECT_EQ(source.status().dropped, 0U);
}

TEST(TcpSource, TheLastLineNeedsNoEnding) {
    asio::io_context loop;
    TcpSource source(loop, kHere, 0);
    Readings readings;
    source.start(readings.deliver());
    TcpPeer peer(loop, source.port());
    const std::string last = line(2);
    peer.send(line(1) + last.substr(0, last.size() - 1));
    peer.close();
    ASSERT_TRUE(run_until(loop, [&] { return source.status().state == SourceState::gone; }));
    ASSERT_EQ(readings.all.size(), 2U);
    EXPECT_EQ(readings.all.back().counter, 2);
}

TEST(TcpSource, NobodyHoldsUpOthers) {
    asio::io_context loop;
    TcpSource source(loop, kHere, 0, {}, {4, std::chrono::milliseconds(150), 20});
    Readings readings;
    source.start(readings.deliver());
    TcpPeer silent(loop, source.port());
    TcpPeer half_a_line(loop, source.port());
    half_a_line.send("{\"person\":");
    TcpPeer babbling(loop, source.port());
    TcpPeer good(loop, source.port());
    ASSERT_TRUE(run_until(loop, [&] { return source.status().connections == 4; }));
    TcpPeer fifth(loop, source.port());
    ASSERT_TRUE(run_until(loop, [&] { return fifth.is_closed(); }));
    EXPECT_EQ(source.status().refused, 1U);
    for (int i = 0; i < 100; ++i) {
        babbling.send("nonsense\n");
    }
    ASSERT_TRUE(run_until(loop, [&] { return babbling.is_closed(); }));
    EXPECT_EQ(source.status().last_malformed.substr(0, 28), "header: expected one column ");
    int sent = 0;
    ASSERT_TRUE(run_until(loop, [&] {
        good.send(line(sent++));
        return silent.is_closed() && half_a_line.is_closed();
    }));
    EXPECT_EQ(source.status().connections, 1U);
    EXPECT_EQ(source.status().dropped, 3U);
    ASSERT_TRUE(run_until(loop, [&] { return readings.all.size() == static_cast<std::size_t>(sent); }));
}

TEST(TcpSource, MayBeStoppedFromWithinADelivery) {
    asio::io_context loop;
    TcpSource source(loop, kHere, 0);
    int delivered = 0;
    source.start([&](const SensorReading&) {
        ++delivered;
        source.stop();
    });
    TcpPeer peer(loop, source.port());
    peer.send(line(1) + line(2));
    ASSERT_TRUE(run_until(loop, [&] { return delivered > 0; }));
    ASSERT_TRUE(run_until(loop, [&] { return peer.is_closed(); }));
    EXPECT_EQ(delivered, 1);
    EXPECT_EQ(source.status().state, SourceState::stopped);
}

/// A pipe or terminal in place of standard input.
class StandardInputFrom {
public:
    explicit StandardInputFrom(int descriptor) : kept_(dup(STDIN_FILENO)) { dup2(descriptor, STDIN_FILENO); }
    StandardInputFrom(const StandardInputFrom&) = delete;
    StandardInputFrom& operator=(const StandardInputFrom&) = delete;
    ~StandardInputFrom() {
        dup2(kept_, STDIN_FILENO);
        close(kept_);
    }

private:
    int kept_;
};

TEST(StandardInput, IsReadToItsEnd) {
    std::array<int, 2> ends{};
    ASSERT_EQ(pipe(ends.data()), 0);
    asio::io_context loop;
    const StandardInputFrom here(ends[0]);
    close(ends[0]);
    const auto source = standard_input(loop, {});
    Readings readings;
    source->start(readings.deliver());
    ASSERT_EQ(source->status().state, SourceState::waiting) << source->status().problem;
    const std::string last = line(3);
    const std::string text = line(1) + "not a reading\n" + line(2) + last.substr(0, last.size() - 1);
    ASSERT_EQ(write(ends[1], text.data(), text.size()), static_cast<ssize_t>(text.size()));
    ASSERT_TRUE(run_until(loop, [&] { return readings.all.size() == 2; }));
    EXPECT_EQ(source->status().state, SourceState::connected);
    EXPECT_EQ(source->status().malformed, 1U);
    close(ends[1]);
    ASSERT_TRUE(run_until(loop, [&] { return source->status().state == SourceState::gone; }));
    EXPECT_EQ(readings.all.size(), 3U) << "the last line has no ending";
    EXPECT_EQ(fcntl(STDIN_FILENO, F_GETFL) & O_NONBLOCK, 0) << "as it was before";
}

TEST(StandardInput, AFileIsRefused) {
    const int file = open("/proc/self/exe", O_RDONLY);
    asio::io_context loop;
    const StandardInputFrom here(file);
    close(file);
    const auto source = standard_input(loop, {});
    source->start([](const SensorReading&) {});
    EXPECT_EQ(source->status().state, SourceState::failed);
    EXPECT_NE(source->status().problem.find("to be replayed"), std::string::npos);
}

TEST(UdpSource, MayBeStoppedFromWithinADelivery) {
    asio::io_context loop;
    UdpSource source(loop, kHere, 0);
    int delivered = 0;
    source.start([&](const SensorReading&) {
        ++delivered;
        source.stop();
    });
    udp::socket sender(loop, udp::v4());
    const udp::endpoint to(asio::ip::make_address(kHere), source.port());
    sender.send_to(asio::buffer(bytes_of(packet_of(0))), to);
    sender.send_to(asio::buffer(bytes_of(packet_of(3))), to);
    ASSERT_TRUE(run_until(loop, [&] { return delivered > 0; }));
    loop.restart();
    loop.run_for(std::chrono::milliseconds(20));
    EXPECT_EQ(delivered, 1) << "nothing after it was stopped, of three samples in a datagram";
}

TEST(SerialPort, DeliversIsGoneAndComesBack) {
    const auto open_terminal = [] {
        const int terminal = posix_openpt(O_RDWR | O_NOCTTY);
        EXPECT_EQ(grantpt(terminal), 0);
        EXPECT_EQ(unlockpt(terminal), 0);
        return terminal;
    };
    // Cables are called by a link, as /dev/serial/by-id has them: who is plugged in again may be another tty.
    const std::string link =
        (std::filesystem::path(testing::TempDir()) / fmt::format("footfall_serial_{}", getpid())).string();
    int terminal = open_terminal();
    std::filesystem::create_symlink(ptsname(terminal), link);
    asio::io_context loop;
    const auto source = serial_port(loop, link, 115200, {"P03", Foot::right, {}});
    Readings readings;
    source->start(readings.deliver());
    ASSERT_EQ(source->status().state, SourceState::waiting) << source->status().problem;
    const auto send = [&](int number) {
        // A carriage return and a ^D would not get through a terminal that is not raw.
        const std::string text =
            fmt::format(R"({{"counter":{},"acc":[0,0,9.8],"gyr":[0,0,0]}}{})", number, "\r\n\x04\n");
        ASSERT_EQ(write(terminal, text.data(), text.size()), static_cast<ssize_t>(text.size()));
    };
    send(1);
    ASSERT_TRUE(run_until(loop, [&] { return source->status().malformed == 1; }));
    ASSERT_EQ(readings.all.size(), 1U);
    EXPECT_EQ(readings.all.front().stream, (StreamId{"P03", Foot::right}));
    std::filesystem::remove(link);
    close(terminal);
    ASSERT_TRUE(run_until(loop, [&] { return source->status().state == SourceState::gone; }));
    terminal = open_terminal();
    std::filesystem::create_symlink(ptsname(terminal), link);
    ASSERT_TRUE(run_until(loop, [&] { return source->status().state == SourceState::waiting; }));
    send(2);
    ASSERT_TRUE(run_until(loop, [&] { return readings.all.size() == 2; }));
    source->stop();
    close(terminal);
    std::filesystem::remove(link);
}

TEST(SerialPort, SaysWhyItCanNotOpen) {
    asio::io_context loop;
    const auto problem = [&](const char* path, int baud) {
        const auto source = serial_port(loop, path, baud, {});
        source->start([](const SensorReading&) {});
        EXPECT_EQ(source->status().state, SourceState::failed);
        return source->status().problem;
    };
    EXPECT_EQ(problem("/dev/no-such-port", 115200), "No such file or directory");
    EXPECT_EQ(problem("/dev/null", 115200), "no serial port");
    EXPECT_EQ(problem("/dev/null", 12345), "a rate that is none of the usual from 9600 to 4000000 baud");
}

TEST(Sources, MayGoWhileTheirHandlersWait) {
    asio::io_context loop;
    std::array<int, 2> ends{};
    ASSERT_EQ(pipe(ends.data()), 0);
    {
        const StandardInputFrom here(ends[0]);
        const auto input = standard_input(loop, {});
        const auto serial = serial_port(loop, "/dev/no-such-port", 9600, {});
        UdpSource udp_source(loop, kHere, 0);
        TcpSource tcp_source(loop, kHere, 0);
        ReplaySource replay(loop, short_recording(), "P01", 1.0);
        for (Source* source : {static_cast<Source*>(input.get()), static_cast<Source*>(serial.get()),
                               static_cast<Source*>(&udp_source), static_cast<Source*>(&tcp_source),
                               static_cast<Source*>(&replay)}) {
            source->start([](const SensorReading&) {});
            EXPECT_FALSE(source->name().empty());
        }
        TcpPeer peer(loop, tcp_source.port());
        loop.run_for(std::chrono::milliseconds(20));
        // Once more, with something ready for each that nobody has looked at yet.
        TcpPeer second(loop, tcp_source.port());
        peer.send(line(1));
        udp::socket(loop, udp::v4())
            .send_to(asio::buffer(bytes_of(packet_of(1))),
                     {asio::ip::make_address(kHere), udp_source.port()});
        ASSERT_EQ(write(ends[1], "{}\n", 3), 3);
        std::this_thread::sleep_for(std::chrono::milliseconds(20));
        loop.restart();
        loop.poll_one();
    }
    loop.restart();
    loop.run_for(std::chrono::milliseconds(20));
    close(ends[0]);
    close(ends[1]);
}

}  // namespace
}  // namespace footfall::serve
