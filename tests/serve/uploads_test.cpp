// Files that were sent: how long they are kept, where, and what is said of those that can't be.
#include "serve/uploads.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <thread>
#include <vector>

#include "serve/api_error.h"
#include "tests/serve/running_server.h"
#include "tests/serve/store_fixtures.h"

namespace footfall::serve {
namespace {

namespace fs = std::filesystem;

constexpr const char* kTable = "time,l_acc_x\n0,1\n1,2\n";

std::string code_of_refusal(Uploads& uploads, std::string_view content) {
    try {
        (void)uploads.add("walk.csv", content);
    } catch (const ApiError& error) {
        return error.code();
    }
    return "";
}

TEST(Uploads, LeaveNothingInTheFolder) {
    const TestFolder folder;
    const fs::path place = folder.store().parent_path();
    const auto files = [&] { return std::distance(fs::directory_iterator(place), fs::directory_iterator()); };
    const auto before = files();
    Uploads uploads(Uploads::Limits(), place);
    const auto upload = uploads.add("walk.csv", kTable);
    EXPECT_EQ(files(), before) << "a program that is killed leaves no file";
    std::ifstream stream(upload->file());
    EXPECT_EQ(std::string(std::istreambuf_iterator<char>(stream), {}), kTable);
    EXPECT_EQ(uploads.find(upload->id()), upload);
}

TEST(Uploads, GoWhenTheirTimeIsOver) {
    Uploads::Limits limits;
    limits.kept = std::chrono::milliseconds(50);
    Uploads uploads(limits);
    const std::string id = uploads.add("walk.csv", kTable)->id();
    for (int tries = 0; tries < 500 && uploads.count() > 0; ++tries) {
        std::this_thread::sleep_for(std::chrono::milliseconds(10));
    }
    EXPECT_EQ(uploads.count(), 0U) << "nobody has asked again";
    EXPECT_EQ(uploads.find(id), nullptr);
}

TEST(Uploads, GoWithTheirPerson) {
    Uploads uploads;
    const std::string ours = uploads.add("a.csv", kTable)->id();
    const std::string others = uploads.add("b.csv", kTable)->id();
    uploads.belongs_to(ours, static_cast<PersonId>(1));
    uploads.belongs_to(others, static_cast<PersonId>(2));
    uploads.forget(static_cast<PersonId>(1));
    EXPECT_EQ(uploads.find(ours), nullptr);
    EXPECT_NE(uploads.find(others), nullptr);
}

TEST(Uploads, TheOldestMakesRoom) {
    Uploads::Limits limits;
    limits.files = 2;
    Uploads uploads(limits);
    const std::string first = uploads.add("a.csv", kTable)->id();
    (void)uploads.add("b.csv", kTable);
    (void)uploads.add("c.csv", kTable);
    EXPECT_EQ(uploads.count(), 2U);
    EXPECT_EQ(uploads.find(first), nullptr);
}

TEST(Uploads, WhatIsNoTableIsRefusedAndWhatHasNoRoomIsNotTheSendersFault) {
    Uploads uploads;
    EXPECT_EQ(code_of_refusal(uploads, ""), "empty");
    EXPECT_EQ(code_of_refusal(uploads, "a letter\nto nobody\n"), "no_table");
    EXPECT_EQ(code_of_refusal(uploads, "{\"left\": [[1, 2, 3],\n[4, 5, 6],\n[7, 8, 9]]}\n"), "json");
    EXPECT_EQ(code_of_refusal(uploads, "[[1, 2, 3],\n[4, 5, 6]]"), "json");
    const TestFolder folder;
    Uploads nowhere(Uploads::Limits(), folder.store().parent_path() / "missing");
    EXPECT_THROW((void)nowhere.add("walk.csv", kTable), DiskError);
}

TEST(Uploads, ADiskThatIsFullIsLoggedAndSaid) {
    const RunningServer server({.uploads = "/nowhere/at/all"});
    const Reply reply = server.client().ask("POST", "/api/v1/uploads", kTable);
    EXPECT_EQ(reply.status, 507);
    EXPECT_EQ(reply.body.find("nowhere"), std::string::npos) << reply.body;
    EXPECT_NE(server.log().find("POST uploads failed: /nowhere/at/all"), std::string::npos) << server.log();
}

/// What is asked of `analyze` when every guess is right.
nlohmann::json as_guessed(const nlohmann::json& upload, std::int64_t person) {
    nlohmann::json request = {{"person", person}, {"rate_hz", upload["rate_hz"]}};
    for (std::size_t i = 0; i < upload["columns"].size(); ++i) {
        const nlohmann::json& column = upload["columns"][i];
        if (column["guess"].is_string() && column["guess"] != "time") {
            request["columns"][column["guess"].get<std::string>()] = {{"column", i},
                                                                      {"unit", column["unit_guess"]}};
        }
    }
    return request;
}

std::string analyze_path(const nlohmann::json& upload) {
    return "/api/v1/uploads/" + upload["id"].get<std::string>() + "/analyze";
}

TEST(Uploads, AreGoneWhenTheirPersonIsDeleted) {
    const RunningServer server;
    const std::int64_t person = server.add_person("P-1");
    const Reply sent = server.client().ask("POST", "/api/v1/uploads", csv_of(simulated_walk()),
                                           {{"X-Filename", "%C3%B6+a%26b.csv"}});
    const nlohmann::json upload = sent.json();
    EXPECT_EQ(upload["filename"], "\xc3\xb6+a&b.csv");
    EXPECT_EQ(server.client().post(analyze_path(upload), as_guessed(upload, person)).status, 201);
    const std::int64_t other = server.add_person("P-2");
    EXPECT_EQ(server.client().ask("DELETE", "/api/v1/people/" + std::to_string(person)).status, 204);
    EXPECT_EQ(server.client().post(analyze_path(upload), as_guessed(upload, other)).status, 404)
        << "the file is gone too";
}

TEST(Uploads, WithDecimalCommasGiveTheSameWalk) {
    const RunningServer server;
    const std::int64_t person = server.add_person("P-1");
    const std::string with_points = csv_of(simulated_walk());
    std::string with_commas = with_points;
    std::replace(with_commas.begin(), with_commas.end(), '.', ',');
    std::vector<nlohmann::json> sessions;
    for (const std::string& text : {with_points, with_commas}) {
        const nlohmann::json upload = server.client().ask("POST", "/api/v1/uploads", text).json();
        const Reply made = server.client().post(analyze_path(upload), as_guessed(upload, person));
        ASSERT_EQ(made.status, 201) << made.body;
        sessions.push_back(made.json());
    }
    EXPECT_EQ(sessions[0]["strides"], sessions[1]["strides"]);
    EXPECT_EQ(sessions[0]["distance_m"], sessions[1]["distance_m"]);
}

}  // namespace
}  // namespace footfall::serve
