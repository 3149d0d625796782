// The server as strangers find it: what it refuses, what it bounds, whom it drops.
#include "serve/http_server.h"

#include <gtest/gtest.h>

#include <atomic>
#include <condition_variable>
#include <filesystem>
#include <fstream>
#include <future>
#include <mutex>
#include <thread>

#include "footfall/recording/error.h"
#include "serve/api_error.h"
#include "serve/service.h"
#include "tests/serve/http_client.h"

namespace footfall::serve {
namespace {

using std::chrono::milliseconds;

/// A server with a few addresses of every kind.
class HttpServerTest : public testing::Test {
protected:
    ~HttpServerTest() override {
        if (server_) {
            server_->stop();
        }
        std::filesystem::remove_all(folder_);
    }

    HttpClient client() { return HttpClient(port()); }

    std::uint16_t port() {
        if (!server_) {
            start();
        }
        return server_->port();
    }

    void start() {
        server_ = std::make_unique<HttpServer>(options_);
        access_.port = server_->port();
        Router api;
        api.add("GET", "things/{id}", [](const RoutedRequest& request) {
            Response response;
            response.body = std::to_string(request.number("id"));
            return response;
        });
        api.add("POST", "things", [](const RoutedRequest& request) {
            Response response;
            response.status = 201;
            response.body = std::to_string(request.request.body.size());
            return response;
        });
        api.add("POST", "uploads", [](const RoutedRequest& request) {
            Response response;
            response.body = std::to_string(request.request.body.size());
            return response;
        });
        api.add("GET", "fails", [](const RoutedRequest&) -> Response {
            throw Error("/home/somebody/secret.db", "SELECT", "a table", "none");
        });
        api.add("GET", "large", [](const RoutedRequest&) {
            Response response;
            response.body.assign(std::size_t{32} << 20U, 'x');
            return response;
        });
        api.add("GET", "slow", [this](const RoutedRequest&) {
            std::unique_lock lock(mutex_);
            released_.wait(lock, [this] { return release_; });
            return Response{};
        });
        api.add("GET", "live", [this](const RoutedRequest& request) {
            Response response;
            if (!request.request.web_socket) {
                throw ApiError(426, "web_socket", "A WebSocket is there.");
            }
            response.on_open = [this](std::shared_ptr<Socket> socket) {
                socket->send(std::make_shared<std::string>("hello"));
                socket_.set_value(std::move(socket));
            };
            return response;
        });
        service_ =
            std::make_unique<Service>(access_, limits_, std::move(api), page(), [this](const auto& text) {
                const std::lock_guard lock(mutex_);
                log_ += text;
            });
        server_->start(service_->handlers());
    }

    PageFiles page() {
        std::filesystem::create_directories(folder_ / "site" / "assets");
        std::ofstream(folder_ / "secret.txt") << "secret";
        std::ofstream(folder_ / "site" / "index.html") << "<!doctype html>page";
        std::ofstream(folder_ / "site" / "assets" / "page.js") << "1;";
        std::filesystem::create_symlink(folder_ / "secret.txt", folder_ / "site" / "link.txt");
        return PageFiles(folder_ / "site");
    }

    std::string log() {
        const std::lock_guard lock(mutex_);
        return log_;
    }

    HttpServerOptions options_;
    AccessOptions access_;
    ServiceLimits limits_;
    std::filesystem::path folder_ =
        std::filesystem::temp_directory_path() /
        ("footfall_http_" + std::to_string(std::hash<std::thread::id>()(std::this_thread::get_id())) + "_" +
         testing::UnitTest::GetInstance()->current_test_info()->name());
    std::mutex mutex_;
    std::condition_variable released_;
    bool release_ = false;
    std::string log_;
    std::promise<std::shared_ptr<Socket>> socket_;
    std::unique_ptr<Service> service_;
    std::unique_ptr<HttpServer> server_;
};

std::string code_of(const Reply& reply) { return reply.json().at("error").at("code").get<std::string>(); }

TEST_F(HttpServerTest, AnswersInTurnOnOneConnection) {
    HttpClient one = client();
    EXPECT_EQ(one.get("/api/v1/things/7").body, "7");
    EXPECT_EQ(one.post("/api/v1/things", {{"a", 1}}).status, 201);
    EXPECT_EQ(one.get("/").body, "<!doctype html>page");
    one.send("GET /api/v1/things/1 HTTP/1.1\r\nHost: localhost:" + std::to_string(port()) +
             "\r\n\r\nGET /api/v1/things/2 HTTP/1.1\r\nHost: localhost:" + std::to_string(port()) +
             "\r\n\r\n");
    EXPECT_EQ(one.read_reply().body, "1");
    EXPECT_EQ(one.read_reply().body, "2");
}

TEST_F(HttpServerTest, HeadIsGetWithoutABody) {
    HttpClient one = client();
    const Reply reply = one.ask("HEAD", "/api/v1/things/123");
    EXPECT_EQ(reply.status, 200);
    EXPECT_EQ(reply.headers.at("content-length"), "3");
    EXPECT_EQ(one.get("/api/v1/things/7").body, "7");
}

TEST_F(HttpServerTest, UnknownAddressesAndMethodsSaySo) {
    HttpClient one = client();
    EXPECT_EQ(one.get("/api/v1/nothing").status, 404);
    EXPECT_EQ(one.get("/api/v2/things/1").status, 404);
    EXPECT_EQ(one.get("/api/v1/things/x").status, 404);
    EXPECT_EQ(one.get("/api/v1/things/99999999999999999999").status, 404);
    EXPECT_EQ(one.get("/nothing.html").status, 404);
    const Reply wrong = one.ask("DELETE", "/api/v1/things/1");
    EXPECT_EQ(wrong.status, 405);
    EXPECT_EQ(wrong.headers.at("allow"), "GET");
    EXPECT_EQ(one.ask("POST", "/").status, 405);
    EXPECT_EQ(one.ask("TRACE", "/").status, 405);
}

TEST_F(HttpServerTest, ANameThatIsNotOursIsRefused) {
    const std::string port_text = std::to_string(port());
    for (const std::string& host :
         std::vector<std::string>{"evil.example", "evil.example:" + port_text, "127.0.0.1", "127.0.0.1:1",
                                  "127.0.0.1.evil.example:" + port_text}) {
        HttpClient one = client();
        const Reply reply = one.ask("GET", "/api/v1/things/1", "", {{"Host", host}});
        EXPECT_EQ(reply.status, 421) << host;
    }
    HttpClient without = client();
    EXPECT_EQ(without.ask("GET", "/", "", {{"Host", ""}}).status, 421);
    HttpClient twice = client();
    EXPECT_EQ(
        twice.ask("GET", "/", "", {{"Host", "127.0.0.1:" + port_text}, {"Host", "evil.example"}}).status,
        421);
    for (const std::string& host :
         std::vector<std::string>{"localhost:" + port_text, "LOCALHOST:" + port_text, "[::1]:" + port_text}) {
        HttpClient one = client();
        EXPECT_EQ(one.ask("GET", "/", "", {{"Host", host}}).status, 200) << host;
    }
}

TEST_F(HttpServerTest, OtherPagesMayNotWriteAndNotAsk) {
    const std::string own = "http://127.0.0.1:" + std::to_string(port());
    const auto write = [&](const Headers& headers) {
        HttpClient one = client();
        return one.ask("POST", "/api/v1/things", "{}", headers);
    };
    EXPECT_EQ(write({{"Origin", own}, {"X-Footfall", ""}}).status, 201);
    EXPECT_EQ(write({}).status, 201);
    EXPECT_EQ(code_of(write({{"X-Footfall", ""}})), "no_origin");
    for (const char* other : {"http://evil.example", "null", "http://127.0.0.1:1", "https://127.0.0.1"}) {
        EXPECT_EQ(code_of(write({{"Origin", other}})), "wrong_origin") << other;
    }
    EXPECT_EQ(write({{"Origin", "https" + own.substr(4)}}).status, 403);
    HttpClient reader = client();
    EXPECT_EQ(reader.ask("GET", "/api/v1/things/1", "", {{"Origin", "http://evil.example"}}).status, 403);
}

TEST_F(HttpServerTest, OtherPagesGetNoWebSocket) {
    HttpClient evil = client();
    EXPECT_EQ(evil.upgrade("/api/v1/live", {{"Origin", "http://evil.example"}}).status, 403);
    HttpClient unnamed = client();
    EXPECT_EQ(unnamed.upgrade("/api/v1/live", {{"X-Footfall", ""}}).status, 403);
    HttpClient own = client();
    EXPECT_EQ(own.upgrade("/api/v1/live",
                          {{"Origin", "http://127.0.0.1:" + std::to_string(port())}, {"X-Footfall", ""}})
                  .status,
              101);
    EXPECT_EQ(own.read_message(), "hello");
}

TEST_F(HttpServerTest, AWebSocketIsOnlyWhereOneIs) {
    HttpClient elsewhere = client();
    EXPECT_EQ(elsewhere.upgrade("/api/v1/things/1").status, 400);
    HttpClient plain = client();
    EXPECT_EQ(plain.get("/api/v1/live").status, 426);
}

TEST_F(HttpServerTest, TheTokenIsAskedFor) {
    access_.token = "correct horse battery staple";
    const auto ask = [&](const Headers& headers, const std::string& target = "/api/v1/things/1") {
        HttpClient one = client();
        return one.ask("GET", target, "", headers).status;
    };
    EXPECT_EQ(ask({}), 401);
    EXPECT_EQ(ask({{"Authorization", "Bearer correct horse"}}), 401);
    EXPECT_EQ(ask({{"Authorization", "Bearer correct horse battery staple2"}}), 401);
    EXPECT_EQ(ask({{"Authorization", "Basic correct horse battery staple"}}), 401);
    EXPECT_EQ(ask({{"Authorization", "Bearer correct horse battery staple"}}), 200);
    EXPECT_EQ(ask({}, "/api/v1/things/1?token=correct+horse+battery+staple"), 401) << "in the log of a proxy";
    EXPECT_EQ(ask({}, "/api/v1/nothing"), 401) << "or it would tell what there is";
    EXPECT_EQ(ask({}, "/"), 200) << "the page asks for it";
    EXPECT_EQ(ask({{"Host", "any.name.will.do"}, {"Authorization", "Bearer correct horse battery staple"}}),
              200);
    HttpClient without = client();
    EXPECT_EQ(without.upgrade("/api/v1/live").status, 401);
    HttpClient with = client();
    EXPECT_EQ(with.upgrade("/api/v1/live?token=correct+horse+battery+staple").status, 101);
}

TEST_F(HttpServerTest, BehindAProxyItGoesByTheProxysName) {
    access_.token = "secret";
    access_.origin = "https://gait.example";
    const auto write = [&](const std::string& host, const std::string& origin) {
        HttpClient one = client();
        return one
            .ask("POST", "/api/v1/things", "{}",
                 {{"Host", host}, {"Origin", origin}, {"Authorization", "Bearer secret"}})
            .status;
    };
    EXPECT_EQ(write("gait.example", "https://gait.example"), 201);
    EXPECT_EQ(write("gait.example", "https://evil.example"), 403);
    EXPECT_EQ(write("evil.example", "https://gait.example"), 421);
}

TEST_F(HttpServerTest, NoPathReachesTheFileSystem) {
    port();
    for (const std::string& target : std::vector<std::string>{"/../secret.txt",
                                                              "/..%2fsecret.txt",
                                                              "/%2e%2e/secret.txt",
                                                              "/assets/../../secret.txt",
                                                              "/assets/..%5c..%5csecret.txt",
                                                              "/.%00./secret.txt",
                                                              "/index.html%00.js",
                                                              "/%c0%ae%c0%ae/secret.txt",
                                                              "/link.txt",
                                                              "//etc/passwd",
                                                              "/etc/passwd",
                                                              "/%2fetc%2fpasswd",
                                                              "/file:///etc/passwd",
                                                              "/assets",
                                                              "/assets/",
                                                              "/.",
                                                              "/%",
                                                              "/%zz",
                                                              "/api/v1/things/..%2f..%2f1",
                                                              "/api/v1/things/%2e%2e"}) {
        HttpClient one = client();
        const Reply reply = one.get(target);
        EXPECT_TRUE(reply.status == 400 || reply.status == 404) << target << ": " << reply.status;
        EXPECT_EQ(reply.body.find("secret"), std::string::npos) << target;
        EXPECT_EQ(reply.body.find("root:"), std::string::npos) << target;
    }
    HttpClient absolute = client();
    EXPECT_EQ(absolute.get((folder_ / "secret.txt").string()).status, 404);
    for (const std::string& target : std::vector<std::string>{"http://evil.example/", "*", "index.html"}) {
        HttpClient one = client();
        EXPECT_EQ(one.get(target).status, 400) << target;
    }
}

TEST_F(HttpServerTest, NoErrorTellsInternals) {
    HttpClient one = client();
    const Reply reply = one.get("/api/v1/fails");
    EXPECT_EQ(reply.status, 500);
    EXPECT_EQ(reply.body.find("secret"), std::string::npos) << reply.body;
    EXPECT_EQ(reply.body.find("SELECT"), std::string::npos) << reply.body;
    EXPECT_NE(log().find("/home/somebody/secret.db"), std::string::npos);
}

TEST_F(HttpServerTest, EveryAnswerHasTheSecurityHeaders) {
    for (const std::string& target :
         std::vector<std::string>{"/", "/assets/page.js", "/nothing", "/api/v1/things/1", "/api/v1/fails",
                                  "/..", "/api/v1/nothing"}) {
        HttpClient one = client();
        const Reply reply = one.get(target);
        ASSERT_TRUE(reply.headers.contains("content-security-policy")) << target;
        EXPECT_NE(reply.headers.at("content-security-policy").find("default-src 'self'"), std::string::npos);
        EXPECT_NE(reply.headers.at("content-security-policy").find("frame-ancestors 'none'"),
                  std::string::npos);
        EXPECT_EQ(reply.headers.at("x-content-type-options"), "nosniff") << target;
        EXPECT_EQ(reply.headers.at("x-frame-options"), "DENY") << target;
        EXPECT_FALSE(reply.headers.contains("server")) << target;
        EXPECT_FALSE(reply.headers.contains("access-control-allow-origin")) << target;
    }
}

TEST_F(HttpServerTest, BodiesAreBounded) {
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

TEST_F(HttpServerTest, FewLargeBodiesAreReadAtATime) {
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

TEST_F(HttpServerTest, HeadsAreBounded) {
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

TEST_F(HttpServerTest, RequestsAreBounded) {
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

TEST_F(HttpServerTest, ConnectionsAreBounded) {
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

TEST_F(HttpServerTest, ConnectionsInAllAreBounded) {
    options_.most_connections = 3;
    options_.most_connections_an_address = 8;
    std::vector<std::unique_ptr<HttpClient>> clients;
    for (int i = 0; i < 3; ++i) {
        clients.push_back(std::make_unique<HttpClient>(port()));
        EXPECT_EQ(clients.back()->get("/api/v1/things/1").status, 200);
    }
    EXPECT_EQ(client().get("/api/v1/things/1").status, 0);
}

TEST_F(HttpServerTest, WhoSaysNothingIsDropped) {
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

TEST_F(HttpServerTest, WhoDoesNotReadItsAnswerIsDropped) {
    options_.write_time = milliseconds(200);
    HttpClient lazy = client();
    lazy.send("GET /api/v1/large HTTP/1.1\r\nHost: 127.0.0.1:" + std::to_string(port()) + "\r\n\r\n");
    std::this_thread::sleep_for(milliseconds(600));
    const Reply reply = lazy.read_reply();
    EXPECT_LT(reply.body.size(), std::size_t{32} << 20U) << "it was buffered all the same";
}

TEST_F(HttpServerTest, ASocketThatFallsBehindIsDropped) {
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

TEST_F(HttpServerTest, ASocketThatTalksIsDropped) {
    HttpClient one = client();
    ASSERT_EQ(one.upgrade("/api/v1/live").status, 101);
    EXPECT_EQ(one.read_message(), "hello");
    one.send_message("hello yourself");
    EXPECT_TRUE(one.is_ended_within(milliseconds(5000)));
}

TEST_F(HttpServerTest, ASocketSaysInOrderAndCloses) {
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

TEST_F(HttpServerTest, StopsWhileClientsAreThere) {
    HttpClient idle = client();
    EXPECT_EQ(idle.get("/api/v1/things/1").status, 200);
    HttpClient live = client();
    ASSERT_EQ(live.upgrade("/api/v1/live").status, 101);
    const std::shared_ptr<Socket> socket = socket_.get_future().get();
    HttpClient waiting = client();
    waiting.send("GET /api/v1/slow HTTP/1.1\r\nHost: 127.0.0.1:" + std::to_string(port()) + "\r\n\r\n");
    std::thread releaser([this] {
        std::this_thread::sleep_for(milliseconds(50));
        const std::lock_guard lock(mutex_);
        release_ = true;
        released_.notify_all();
    });
    server_->stop();
    releaser.join();
    EXPECT_TRUE(idle.is_ended_within(milliseconds(5000)));
    EXPECT_TRUE(live.is_ended_within(milliseconds(5000)));
    socket->send(std::make_shared<std::string>("to nobody"));
    server_.reset();
    EXPECT_TRUE(socket->closed());
}

TEST(HttpServer, AnAddressThatIsNoneOrTakenIsAnError) {
    HttpServerOptions nowhere;
    nowhere.host = "not an address";
    EXPECT_THROW(HttpServer{nowhere}, Error);
    HttpServer first{HttpServerOptions{}};
    HttpServerOptions taken;
    taken.port = first.port();
    EXPECT_THROW(HttpServer{taken}, Error);
}

}  // namespace
}  // namespace footfall::serve
