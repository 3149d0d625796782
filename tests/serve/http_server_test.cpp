// The server as strangers find it: what it answers, and what it refuses.
#include "serve/http_server.h"

#include <gtest/gtest.h>

#include <chrono>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "tests/serve/small_server.h"

namespace footfall::serve {
namespace {

using HttpServerTest = SmallServerTest;
using std::chrono::milliseconds;

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
    EXPECT_EQ(wrong.headers.at("allow"), "GET, HEAD");
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

TEST_F(HttpServerTest, AWebSocketsClientThatTalksTooEarlyIsRefused) {
    HttpClient early = client();
    early.send("GET /api/v1/live HTTP/1.1\r\nHost: 127.0.0.1:" + std::to_string(port()) +
               "\r\nX-Footfall: 1\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
               "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\nearly");
    const Reply reply = early.read_reply();
    EXPECT_EQ(reply.status, 400);
    EXPECT_EQ(code_of(reply), "bad_request");
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
    EXPECT_NE(log().find("GET fails failed: /srv/secret/sessions.db"), std::string::npos) << log();
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

TEST(HttpServer, AnOriginIsOne) {
    EXPECT_EQ(proxy_origin("https://gait.example"), "https://gait.example");
    EXPECT_EQ(proxy_origin("HTTPS://Gait.Example/"), "https://gait.example");
    EXPECT_EQ(proxy_origin("http://10.0.0.1:8443"), "http://10.0.0.1:8443");
    EXPECT_EQ(proxy_origin("https://[fd00::1]:8443/"), "https://[fd00::1]:8443");
    for (const char* none : {"", "banana", "gait.example", "https://", "ftp://gait.example", "https:///",
                             "https://gait.example//", "https://gait.example/page", "https://a b",
                             "https://gait.example:", "https://gait.example:0", "https://me@gait.example"}) {
        EXPECT_EQ(proxy_origin(none), std::nullopt) << none;
    }
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
