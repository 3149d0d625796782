// The server as strangers would wear it out: what it bounds, and whom it drops.
#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "tests/serve/small_server.h"

namespace footfall::serve {
namespace {

using HttpLimitsTest = SmallServerTest;
using std::chrono::milliseconds;

TEST_F(HttpLimitsTest, BodiesAreBounded) {
    limits_.json_bytes = 100;
    limits_.upload_bytes = 3'000'000;
    const std::string long_text(101, 'x');
    const std::string chunked =
        "41\r\n" + std::string(0x41, 'x') + "\r\n41\r\n" + std::string(0x41, 'x') + "\r\n0\r\n\r\n";
    HttpClient stated = client();
    EXPECT_EQ(stated.ask("POST", "/api/v1/things", long_text).status, 413);
    HttpClient unstated = client();
    EXPECT_EQ(unstated.ask("POST", "/api/v1/things", chunked, {{"Transfer-Encoding", "chunked"}}).status,
              413);
    HttpClient enormous = client();
    EXPECT_EQ(enormous.ask("POST", "/api/v1/uploads", "", {{"Content-Length", "99999999999"}}).status, 413);
    HttpClient upload = client();
    EXPECT_EQ(upload.ask("POST", "/api/v1/uploads", std::string(2'500'000, 'x')).body, "2500000");
    HttpClient expecting = client();
    EXPECT_EQ(expecting.ask("POST", "/api/v1/things", "{}", {{"Expect", "100-continue"}}).status, 201);
}

TEST_F(HttpLimitsTest, FewLargeBodiesAreReadAtATime) {
    options_.most_large_bodies = 1;
    HttpClient first = client();
    first.send("POST /api/v1/uploads HTTP/1.1\r\nHost: 127.0.0.1:" + std::to_string(port()) +
               "\r\nX-Footfall: 1\r\nContent-Length: 2000000\r\nExpect: 100-continue\r\n\r\n");
    // What the first one waits for says that it is being read.
    HttpClient probe = client();
    EXPECT_EQ(probe.get("/api/v1/things/1").status, 200);
    HttpClient second = client();
    EXPECT_EQ(second.ask("POST", "/api/v1/uploads", std::string(2'000'000, 'x')).status, 503);
    first.send(std::string(2'000'000, 'x'));
    EXPECT_EQ(first.read_reply().status, 200);
    HttpClient third = client();
    EXPECT_EQ(third.ask("POST", "/api/v1/uploads", std::string(2'000'000, 'x')).status, 200);
}

TEST_F(HttpLimitsTest, HeadsAreBounded) {
    HttpClient one = client();
    EXPECT_EQ(one.ask("GET", "/", "", {{"X-Long", std::string(20'000, 'x')}}).status, 431);
    HttpClient nonsense = client();
    nonsense.send("\x16\x03\x01 no HTTP\r\n\r\n");
    EXPECT_EQ(nonsense.read_reply().status, 400);
    HttpClient smuggler = client();
    smuggler.send("POST /api/v1/things HTTP/1.1\r\nHost: 127.0.0.1:" + std::to_string(port()) +
                  "\r\nX-Footfall: 1\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n");
    EXPECT_EQ(smuggler.read_reply().status, 400);
}

TEST_F(HttpLimitsTest, RequestsAreBounded) {
    limits_.requests_per_s = 20.0;
    HttpClient one = client();
    int refused = 0;
    for (int i = 0; i < 60; ++i) {
        HttpClient each = client();
        const Reply reply = each.get("/api/v1/things/1");
        refused += reply.status == 429 ? 1 : 0;
        if (reply.status == 429) {
            EXPECT_EQ(reply.headers.at("retry-after"), "1");
        }
    }
    EXPECT_GT(refused, 0);
}

TEST_F(HttpLimitsTest, ConnectionsAreBounded) {
    options_.most_connections_an_address = 8;
    std::vector<std::unique_ptr<HttpClient>> clients;
    for (int i = 0; i < 8; ++i) {
        clients.push_back(std::make_unique<HttpClient>(port()));
        EXPECT_EQ(clients.back()->get("/api/v1/things/1").status, 200);
    }
    HttpClient ninth = client();
    EXPECT_EQ(ninth.get("/api/v1/things/1").status, 0);
    clients.pop_back();
    for (int tries = 0; tries < 200; ++tries) {  // until the server has seen that one has left
        HttpClient again = client();
        if (again.get("/api/v1/things/1").status == 200) {
            return;
        }
        std::this_thread::sleep_for(milliseconds(10));
    }
    FAIL() << "a place that was left is not given again";
}

TEST_F(HttpLimitsTest, ConnectionsInAllAreBounded) {
    options_.most_connections = 3;
    options_.most_connections_an_address = 8;
    std::vector<std::unique_ptr<HttpClient>> clients;
    for (int i = 0; i < 3; ++i) {
        clients.push_back(std::make_unique<HttpClient>(port()));
        EXPECT_EQ(clients.back()->get("/api/v1/things/1").status, 200);
    }
    EXPECT_EQ(client().get("/api/v1/things/1").status, 0);
}

TEST_F(HttpLimitsTest, WhoSaysNothingIsDropped) {
    options_.head_time = milliseconds(150);
    options_.body_time = milliseconds(150);
    HttpClient silent = client();
    EXPECT_TRUE(silent.is_ended_within(milliseconds(5000)));
    HttpClient half = client();
    half.send("GET / HTTP/1.1\r\nHost: ");
    EXPECT_TRUE(half.is_ended_within(milliseconds(5000)));
    HttpClient body = client();
    body.send("POST /api/v1/things HTTP/1.1\r\nHost: 127.0.0.1:" + std::to_string(port()) +
              "\r\nX-Footfall: 1\r\nContent-Length: 10\r\n\r\n12345");
    EXPECT_TRUE(body.is_ended_within(milliseconds(5000)));
}

TEST_F(HttpLimitsTest, WhoDoesNotReadItsAnswerIsDropped) {
    options_.write_time = milliseconds(200);
    HttpClient lazy = client();
    lazy.send("GET /api/v1/large HTTP/1.1\r\nHost: 127.0.0.1:" + std::to_string(port()) + "\r\n\r\n");
    std::this_thread::sleep_for(milliseconds(600));
    const Reply reply = lazy.read_reply();
    EXPECT_LT(reply.body.size(), std::size_t{32} << 20U) << "it was buffered all the same";
}

/// Asks, and reads nothing.
std::vector<std::unique_ptr<HttpClient>> lazy_clients(std::uint16_t port, const std::string& path,
                                                      int count) {
    std::vector<std::unique_ptr<HttpClient>> clients;
    for (int i = 0; i < count; ++i) {
        clients.push_back(std::make_unique<HttpClient>(port, 16'384));
        clients.back()->send("GET " + path + " HTTP/1.1\r\nHost: 127.0.0.1:" + std::to_string(port) +
                             "\r\nConnection: close\r\n\r\n");
    }
    return clients;
}

TEST_F(HttpLimitsTest, WhoReadsSlowlyGetsAllOfIt) {
    options_.write_time = milliseconds(100);
    options_.write_bytes = 256 * 1024;
    constexpr std::size_t kFile = std::size_t{16} << 20U;
    for (const char* path : {"/api/v1/file", "/api/v1/large"}) {
        const auto clients = lazy_clients(port(), path, 1);
        const auto begin = std::chrono::steady_clock::now();
        EXPECT_GE(clients[0]->read_slowly(512 * 1024, milliseconds(10), kFile), kFile) << path;
        EXPECT_GT(std::chrono::steady_clock::now() - begin, options_.write_time) << "or it tells nothing";
    }
}

TEST_F(HttpLimitsTest, WhoReadsTooSlowlyIsDropped) {
    options_.write_time = milliseconds(100);
    const auto clients = lazy_clients(port(), "/api/v1/file", 1);
    constexpr std::size_t kFile = std::size_t{16} << 20U;
    EXPECT_LT(clients[0]->read_slowly(10'000, milliseconds(20), kFile), kFile / 4);
}

TEST_F(HttpLimitsTest, AnswersThatNobodyReadsAreBounded) {
    options_.write_time = milliseconds(300);
    const auto clients = lazy_clients(port(), "/api/v1/large", 6);
    int refused = 0;
    std::size_t most = 0;
    for (const auto& each : clients) {
        most = std::max(most, server_->answer_bytes());
        const Reply reply = each->read_reply(true);
        refused += reply.status == 503 ? 1 : 0;
        EXPECT_EQ(reply.status == 503, reply.headers.contains("retry-after"));
    }
    EXPECT_EQ(refused, 4) << "two of 32 MB are 64";
    EXPECT_LE(std::max(most, server_->answer_bytes()), options_.answer_bytes);
    for (const auto& each : clients) {
        EXPECT_TRUE(each->is_ended_within(milliseconds(5000)));
    }
    EXPECT_EQ(server_->answer_bytes(), 0U);
    EXPECT_EQ(client().get("/api/v1/large").status, 200);
}

TEST_F(HttpLimitsTest, FilesThatNobodyReadsCostNoMemoryAndAreBounded) {
    options_.write_time = milliseconds(300);
    const auto clients = lazy_clients(port(), "/api/v1/file", 20);
    int sent = 0;
    int refused = 0;
    for (const auto& each : clients) {
        const Reply reply = each->read_reply(true);
        sent += reply.status == 200 ? 1 : 0;
        refused += reply.status == 503 ? 1 : 0;
        EXPECT_LE(server_->answer_bytes(), 20 * options_.write_bytes);
    }
    EXPECT_GT(sent, 0);
    EXPECT_GT(refused, 0) << "8 at a time";
    EXPECT_EQ(sent + refused, 20);
    for (const auto& each : clients) {
        EXPECT_TRUE(each->is_ended_within(milliseconds(5000)));
    }
    EXPECT_EQ(server_->answer_bytes(), 0U);
    EXPECT_EQ(client().get("/api/v1/file").body.size(), std::size_t{16} << 20U);
}

TEST_F(HttpLimitsTest, AnAddressHasNotAllLargeBodies) {
    options_.most_large_bodies = 2;
    options_.most_large_bodies_an_address = 1;
    HttpClient first = client();
    first.send("POST /api/v1/uploads HTTP/1.1\r\nHost: 127.0.0.1:" + std::to_string(port()) +
               "\r\nX-Footfall: 1\r\nContent-Length: 2000000\r\nExpect: 100-continue\r\n\r\n");
    EXPECT_EQ(client().get("/api/v1/things/1").status, 200);
    const Reply refused = client().ask("POST", "/api/v1/uploads", std::string(2'000'000, 'x'));
    EXPECT_EQ(refused.status, 503);
    EXPECT_EQ(refused.headers.at("retry-after"), "5");
    first.send(std::string(2'000'000, 'x'));
    EXPECT_EQ(first.read_reply().status, 200);
}

TEST_F(HttpLimitsTest, ASocketThatFallsBehindIsDropped) {
    HttpClient lazy = client();
    ASSERT_EQ(lazy.upgrade("/api/v1/live").status, 101);
    const std::shared_ptr<Socket> socket = socket_.get_future().get();
    const auto text = std::make_shared<const std::string>(std::string(100'000, 'x'));
    int sent = 0;
    for (; sent < 1000 && !socket->closed(); ++sent) {
        socket->send(text);
        std::this_thread::sleep_for(milliseconds(1));
    }
    EXPECT_GT(sent, 10) << "1 MB may wait";
    EXPECT_LT(sent, 500) << "and not without end";
    EXPECT_TRUE(lazy.is_ended_within(milliseconds(5000)));
    socket->send(text);  // to nobody
}

TEST_F(HttpLimitsTest, ASocketThatTalksIsDropped) {
    HttpClient one = client();
    ASSERT_EQ(one.upgrade("/api/v1/live").status, 101);
    EXPECT_EQ(one.read_message(), "hello");
    one.send_message("hello yourself");
    EXPECT_TRUE(one.is_ended_within(milliseconds(5000)));
}

TEST_F(HttpLimitsTest, ASocketSaysInOrderAndCloses) {
    HttpClient one = client();
    ASSERT_EQ(one.upgrade("/api/v1/live").status, 101);
    const std::shared_ptr<Socket> socket = socket_.get_future().get();
    for (int i = 0; i < 100; ++i) {
        socket->send(std::make_shared<std::string>(std::to_string(i)));
    }
    socket->close();
    EXPECT_EQ(one.read_message(), "hello");
    for (int i = 0; i < 100; ++i) {
        EXPECT_EQ(one.read_message(), std::to_string(i));
    }
    EXPECT_EQ(one.read_message(), std::nullopt);
}

}  // namespace
}  // namespace footfall::serve
