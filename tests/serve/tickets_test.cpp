// Reports that are opened without the token, once.
#include "serve/tickets.h"

#include <gtest/gtest.h>

#include <string>

#include "tests/serve/running_server.h"

namespace footfall::serve {
namespace {

TEST(Tickets, OpenOnePathOnce) {
    Tickets tickets;
    const std::string ticket = tickets.issue("sessions/7/report");
    EXPECT_EQ(ticket.size(), 32U);
    EXPECT_FALSE(tickets.take(ticket, "sessions/8/report")) << "another session's";
    EXPECT_FALSE(tickets.take(ticket + "0", "sessions/7/report"));
    EXPECT_FALSE(tickets.take("", "sessions/7/report"));
    EXPECT_TRUE(tickets.take(ticket, "sessions/7/report"));
    EXPECT_FALSE(tickets.take(ticket, "sessions/7/report")) << "used twice";
}

TEST(Tickets, AreValidForAMinute) {
    Tickets tickets;
    const Tickets::Clock::time_point now{};
    const std::string early = tickets.issue("sessions/7/report", now);
    const std::string late = tickets.issue("sessions/7/report", now);
    EXPECT_TRUE(tickets.take(early, "sessions/7/report", now + std::chrono::seconds(59)));
    EXPECT_FALSE(tickets.take(late, "sessions/7/report", now + std::chrono::seconds(60)));
}

TEST(Tickets, AreNotKeptWithoutEnd) {
    Tickets tickets;
    const std::string first = tickets.issue("a");
    std::string last;
    for (std::size_t i = 0; i < Tickets::kMost; ++i) {
        last = tickets.issue("a");
    }
    EXPECT_FALSE(tickets.take(first, "a"));
    EXPECT_TRUE(tickets.take(last, "a"));
}

TEST(Tickets, AReportIsOpenedWithoutTheToken) {
    const std::string token = "correct horse battery staple";
    RunningServer server({.token = token});
    const PersonId person = server.store().add_person({"P-1", {}, {}});
    const auto id = static_cast<std::int64_t>(server.store().begin(session_of(person), {}));
    const std::string path = "/api/v1/sessions/" + std::to_string(id);
    const auto ask = [&](const std::string& method, const std::string& target, const Headers& headers = {}) {
        return server.client().ask(method, target, "", headers);
    };
    const auto ticket = [&] {
        const Reply reply = ask("POST", path + "/report-ticket", {{"Authorization", "Bearer " + token}});
        EXPECT_EQ(reply.status, 201) << reply.body;
        return reply.json().at("ticket").get<std::string>();
    };
    EXPECT_EQ(ask("POST", path + "/report-ticket").status, 401);
    EXPECT_EQ(ask("GET", path + "/report?ticket=" + std::string(32, '0')).status, 401);
    const std::string first = ticket();
    EXPECT_EQ(ask("GET", path + "?ticket=" + first).status, 401) << "it opens the report alone";
    EXPECT_EQ(ask("HEAD", path + "/report?ticket=" + first).status, 401);
    EXPECT_EQ(ask("GET", "/api/v1/sessions/99/report?ticket=" + first).status, 401);
    EXPECT_EQ(ask("GET", path + "/report?ticket=" + first).status, 409) << "let in: nothing is measured yet";
    EXPECT_EQ(ask("GET", path + "/report?ticket=" + first).status, 401) << "used twice";
}

}  // namespace
}  // namespace footfall::serve
