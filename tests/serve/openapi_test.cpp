// serve/openapi.json against the running server: every path and method answers as described, and no other is
// there.
#include <gtest/gtest.h>

#include <algorithm>
#include <cctype>
#include <map>
#include <set>

#include "tests/serve/json_schema.h"
#include "tests/serve/running_server.h"

namespace footfall::serve {
namespace {

using nlohmann::json;

/// Asks, checks every answer against the description, and remembers what was answered.
class DescribedServer {
public:
    DescribedServer() : document_(server.client().get("/api/v1/openapi.json").json()) {}

    /// @param pattern as in the description; @param target what stands for it
    json ask(const std::string& method, const std::string& pattern, const std::string& target, int status,
             const std::string& body = "", const std::string& type = "application/json") {
        const std::string key = lower(method);
        const json* operation =
            document_["paths"].contains(pattern) && document_["paths"][pattern].contains(key)
                ? &document_["paths"][pattern][key]
                : nullptr;
        const Headers headers = body.empty() ? Headers{} : Headers{{"Content-Type", type}};
        HttpClient client = server.client();
        const Reply reply = pattern.ends_with("/live") && status == 101
                                ? client.upgrade("/api/v1" + target)
                                : client.ask(method, "/api/v1" + target, body, headers);
        EXPECT_EQ(reply.status, status) << method << " " << target << ": " << reply.body.substr(0, 500);
        if (operation == nullptr) {
            ADD_FAILURE() << method << " " << pattern << " is not described";
            return {};
        }
        answered_[key + " " + pattern].insert(std::to_string(reply.status));
        return check(reply, *operation, method + " " + target);
    }

    [[nodiscard]] const json& document() const { return document_; }
    [[nodiscard]] const std::map<std::string, std::set<std::string>>& answered() const { return answered_; }

    RunningServer server;

private:
    static std::string lower(std::string text) {
        for (char& c : text) {
            c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
        }
        return text;
    }

    json check(const Reply& reply, const json& operation, const std::string& what) {
        json response =
            operation["responses"].value(std::to_string(reply.status), operation["responses"]["default"]);
        if (response.contains("$ref")) {
            response = document_.at(json::json_pointer(response["$ref"].get<std::string>().substr(1)));
        }
        if (!response.contains("content")) {
            EXPECT_TRUE(reply.body.empty()) << what << ": " << reply.body;
            return {};
        }
        const std::string type =
            reply.headers.at("content-type").substr(0, reply.headers.at("content-type").find(';'));
        if (!response["content"].contains(type)) {
            ADD_FAILURE() << what << " answers " << type;
            return {};
        }
        if (type != "application/json") {
            return reply.body;
        }
        json body = json::parse(reply.body);
        EXPECT_EQ(objection_to(body, response["content"][type]["schema"], document_), "") << what;
        return body;
    }

    json document_;
    std::map<std::string, std::set<std::string>> answered_;
};

TEST(OpenApi, DescribesWhatThereIsAndNothingElse) {
    const RunningServer server;
    const json document = server.client().get("/api/v1/openapi.json").json();
    EXPECT_EQ(document["openapi"], "3.1.0");
    std::set<std::string> described;
    for (const auto& [path, methods] : document["paths"].items()) {
        for (const auto& [method, operation] : methods.items()) {
            std::string name = method + " " + path;
            std::transform(name.begin(), name.begin() + static_cast<std::ptrdiff_t>(method.size()),
                           name.begin(), [](unsigned char c) { return static_cast<char>(std::toupper(c)); });
            described.insert(name);
        }
    }
    std::set<std::string> there;
    for (const Router::Route& route : server.routes().routes()) {
        there.insert(route.method + " /" + route.pattern);
    }
    EXPECT_EQ(described, there);
}

TEST(OpenApi, EveryAnswerIsAsDescribed) {
    DescribedServer api;
    const auto ask = [&](const std::string& method, const std::string& pattern, const std::string& target,
                         int status, const json& body = nullptr) {
        return api.ask(method, pattern, target, status, body.is_null() ? "" : body.dump());
    };
    ask("GET", "/status", "/status", 200);
    ask("GET", "/openapi.json", "/openapi.json", 200);

    const json ada =
        ask("POST", "/people", "/people", 201, {{"code", "P-1"}, {"name", " Ada "}, {"birth_year", 1985}});
    const json bob = ask("POST", "/people", "/people", 201, {{"code", "P-2"}});
    EXPECT_EQ(ada["name"], "Ada");
    EXPECT_TRUE(bob["name"].is_null());
    ask("POST", "/people", "/people", 409, {{"code", " P-1 "}});
    ask("POST", "/people", "/people", 400, {{"code", "not a code!"}});
    ask("POST", "/people", "/people", 400, {{"code", "P-3"}, {"sh\xc3\xb6n", 1}});
    const std::string person = "/people/" + ada["id"].dump();
    EXPECT_EQ(ask("GET", "/people", "/people?search=p-1", 200)["total"], 1);
    EXPECT_EQ(ask("GET", "/people", "/people?search=ADA&limit=1", 200)["people"][0]["code"], "P-1");
    EXPECT_EQ(ask("GET", "/people", "/people?offset=1", 200)["people"].size(), 1U);
    EXPECT_EQ(ask("GET", "/people", "/people?code=P-1", 200)["people"][0]["name"], "Ada");
    EXPECT_EQ(ask("GET", "/people", "/people?code=p-1", 200)["total"], 0) << "exactly";
    EXPECT_EQ(ask("GET", "/people/next-code", "/people/next-code", 200)["code"], "P001");
    ask("GET", "/people", "/people?limit=0", 400);
    ask("GET", "/people/{id}", person, 200);
    ask("GET", "/people/{id}", "/people/99", 404);
    EXPECT_EQ(ask("PATCH", "/people/{id}", person, 200, {{"birth_year", nullptr}})["birth_year"], nullptr);
    ask("PATCH", "/people/{id}", person, 400, {{"birth_year", "long ago"}});
    ask("PATCH", "/people/{id}", person, 409, {{"code", "P-2"}});
    ask("PATCH", "/people/{id}", "/people/99", 404, {{"name", "nobody"}});

    // An upload, from its columns' guesses to the report.
    const json upload =
        api.ask("POST", "/uploads", "/uploads", 201, csv_of(simulated_walk()), "application/octet-stream");
    api.ask("POST", "/uploads", "/uploads", 422, "this is no table", "application/octet-stream");
    json columns;
    json time;
    for (std::size_t i = 0; i < upload["columns"].size(); ++i) {
        const json& column = upload["columns"][i];
        const json use = {{"column", i}, {"unit", column["unit_guess"]}};
        (column["guess"] == "time" ? time : columns[column["guess"].get<std::string>()]) = use;
    }
    const std::string analyze = "/uploads/" + upload["id"].get<std::string>() + "/analyze";
    const json request = {
        {"person", ada["id"]}, {"columns", columns}, {"rate_hz", upload["rate_hz"]}, {"time_column", time}};
    json half = request;
    half["columns"].erase("left_acc_x");
    ask("POST", "/uploads/{id}/analyze", analyze, 400, half);
    json nobody = request;
    nobody["person"] = 99;
    ask("POST", "/uploads/{id}/analyze", analyze, 404, nobody);
    json still = request;
    for (auto& [role, use] : still["columns"].items()) {
        use["column"] = 0;  // time goes on, but nobody walks in it
    }
    ask("POST", "/uploads/{id}/analyze", analyze, 422, still);
    ask("POST", "/uploads/{id}/analyze", "/uploads/0123/analyze", 404, request);
    const json uploaded = ask("POST", "/uploads/{id}/analyze", analyze, 201, request);
    EXPECT_GT(uploaded["strides"].get<int>(), 20);
    const json again = ask("POST", "/uploads/{id}/analyze", analyze, 201, request);
    json newcomer = request;
    newcomer["person"] = {{"code", "P-1"}};
    ask("POST", "/uploads/{id}/analyze", analyze, 409, newcomer);
    newcomer["person"] = {{"code", "no code!"}};
    ask("POST", "/uploads/{id}/analyze", analyze, 400, newcomer);
    still["person"] = {{"code", "P-7"}};
    ask("POST", "/uploads/{id}/analyze", analyze, 422, still);
    EXPECT_EQ(ask("GET", "/people", "/people?code=P-7", 200)["total"], 0) << "nothing was added";
    newcomer["person"] = {{"code", "P-7"}};
    const json of_newcomer = ask("POST", "/uploads/{id}/analyze", analyze, 201, newcomer);
    EXPECT_EQ(of_newcomer["person"]["code"], "P-7");
    ask("DELETE", "/people/{id}", "/people/" + of_newcomer["person"]["id"].dump(), 204);
    const std::string session = "/sessions/" + uploaded["id"].dump();

    const json details = ask("GET", "/sessions/{id}", session, 200);
    EXPECT_GE(details["figures"].size(), 9U);
    ask("GET", "/sessions/{id}", "/sessions/99", 404);
    EXPECT_EQ(ask("PATCH", "/sessions/{id}", session, 200, {{"notes", "new shoes"}})["notes"], "new shoes");
    ask("PATCH", "/sessions/{id}", session, 400, {{"notes", 7}});
    ask("PATCH", "/sessions/{id}", "/sessions/99", 404, {{"notes", ""}});
    EXPECT_EQ(ask("GET", "/sessions", "/sessions", 200)["total"], 2);
    EXPECT_EQ(ask("GET", "/sessions", "/sessions?person=" + bob["id"].dump(), 200)["total"], 0);
    ask("GET", "/sessions", "/sessions?person=x", 400);
    const json report = ask("GET", "/sessions/{id}/report", session + "/report", 200);
    EXPECT_NE(report.get<std::string>().find("How person P-1 walks"), std::string::npos);
    ask("GET", "/sessions/{id}/report", "/sessions/99/report", 404);
    ask("POST", "/sessions/{id}/report-ticket", session + "/report-ticket", 201);
    ask("POST", "/sessions/{id}/report-ticket", "/sessions/99/report-ticket", 404);
    EXPECT_EQ(ask("GET", "/sessions/{id}/strides", session + "/strides?limit=5", 200)["strides"].size(), 5U);
    ask("GET", "/sessions/{id}/strides", session + "/strides?limit=x", 400);
    ask("GET", "/sessions/{id}/strides", "/sessions/99/strides", 404);
    for (const char* of :
         {"?format=json", "?format=json&samples=1", "?table=samples", "?format=csv&table=figures", ""}) {
        ask("GET", "/sessions/{id}/export", session + "/export" + of, 200);
        ask("GET", "/people/{id}/export", person + "/export" + of, 200);
    }
    ask("GET", "/sessions/{id}/export", session + "/export?format=xml", 400);
    ask("GET", "/sessions/{id}/export", "/sessions/99/export", 404);
    ask("GET", "/people/{id}/export", person + "/export?table=people", 400);
    ask("GET", "/people/{id}/export", "/people/99/export", 404);
    EXPECT_EQ(
        ask("GET", "/people/{id}/trends", person + "/trends?figure=stride_length_m", 200)["points"].size(),
        2U);
    ask("GET", "/people/{id}/trends", person + "/trends?figure=luck", 400);
    ask("GET", "/people/{id}/trends", "/people/99/trends", 404);
    const json comparison =
        ask("GET", "/compare", "/compare?a=" + uploaded["id"].dump() + "&b=" + again["id"].dump(), 200);
    EXPECT_FALSE(comparison["figures"].empty());
    ask("GET", "/compare", "/compare?a=1", 400);
    ask("GET", "/compare", "/compare?a=1&b=99", 404);

    // A live session.
    const json replay = {{"kind", "replay"}, {"recording", "P01/1"}, {"speed", 1}};
    const json live = ask("POST", "/sessions", "/sessions", 201, {{"person", bob["id"]}, {"source", replay}});
    EXPECT_EQ(live["state"], "live");
    EXPECT_EQ(live["measured"], false);
    EXPECT_EQ(ask("GET", "/status", "/status", 200)["live"][0]["person"]["code"], "P-2");
    ask("POST", "/sessions", "/sessions", 409, {{"person", {{"code", "P-2"}}}, {"source", replay}});
    ask("POST", "/sessions", "/sessions", 400, {{"person", {{"name", "Ada"}}}, {"source", replay}});
    ask("POST", "/sessions", "/sessions", 404,
        {{"person", {{"code", "P-8"}}}, {"source", {{"kind", "replay"}, {"recording", "none"}}}});
    EXPECT_EQ(ask("GET", "/people", "/people?code=P-8", 200)["total"], 0) << "no ghost";
    const json third = ask("POST", "/sessions", "/sessions", 201,
                           {{"person", {{"code", "P-8"}}}, {"source", replay}, {"keep_raw", false}});
    EXPECT_EQ(third["person"]["code"], "P-8");
    ask("POST", "/sessions/{id}/stop", "/sessions/" + third["id"].dump() + "/stop", 200, json::object());
    ask("DELETE", "/people/{id}", "/people/" + third["person"]["id"].dump(), 204);
    ask("POST", "/sessions", "/sessions", 409, {{"person", bob["id"]}, {"source", replay}});
    ask("POST", "/sessions", "/sessions", 404, {{"person", 99}, {"source", replay}});
    ask("POST", "/sessions", "/sessions", 404, {{"person", ada["id"]}, {"source", {{"kind", "serial"}}}});
    ask("POST", "/sessions", "/sessions", 400, {{"person", ada["id"]}});
    const std::string walking = "/sessions/" + live["id"].dump();
    ask("GET", "/sessions/{id}", walking, 200);
    ask("GET", "/sessions/{id}/report", walking + "/report", 409);  // nobody has walked yet
    ask("GET", "/sessions/{id}/live", walking + "/live", 101);
    ask("GET", "/sessions/{id}/live", walking + "/live", 426);
    ask("GET", "/sessions/{id}/live", "/sessions/99/live", 404);
    EXPECT_EQ(ask("POST", "/sessions/{id}/marks", walking + "/marks", 201, {{"text", "turned"}})["text"],
              "turned");
    ask("POST", "/sessions/{id}/marks", walking + "/marks", 400, {{"text", 1}});
    ask("POST", "/sessions/{id}/marks", "/sessions/99/marks", 404, {{"text", "turned"}});
    ask("DELETE", "/sessions/{id}", walking, 409);
    ask("DELETE", "/people/{id}", "/people/" + bob["id"].dump(), 409);
    EXPECT_EQ(ask("POST", "/sessions/{id}/stop", walking + "/stop", 200, json::object())["state"], "done");
    ask("POST", "/sessions/{id}/stop", walking + "/stop", 409);
    ask("POST", "/sessions/{id}/stop", "/sessions/99/stop", 404);
    ask("POST", "/sessions/{id}/marks", walking + "/marks", 409, {{"text", "late"}});
    EXPECT_EQ(ask("GET", "/sessions/{id}", walking, 200)["marks"].size(), 1U);

    ask("DELETE", "/sessions/{id}", session, 204);
    ask("DELETE", "/sessions/{id}", session, 404);
    ask("DELETE", "/people/{id}", person, 204);
    ask("DELETE", "/people/{id}", person, 404);
    EXPECT_EQ(ask("GET", "/sessions", "/sessions", 200)["total"], 1) << "the other person's";
    EXPECT_EQ(api.server.log(), "");

    // Every answer that is described has been seen, but for those that take a crowd.
    static const std::set<std::string> kRare = {"503", "413", "507"};
    for (const auto& [path, methods] : api.document()["paths"].items()) {
        for (const auto& [method, operation] : methods.items()) {
            for (const auto& [status, response] : operation["responses"].items()) {
                if (status != "default" && !kRare.contains(status)) {
                    const auto& seen = api.answered();
                    const auto found = seen.find(method + " " + path);
                    EXPECT_TRUE(found != seen.end() && found->second.contains(status))
                        << method << " " << path << " never answered " << status;
                }
            }
        }
    }
}

}  // namespace
}  // namespace footfall::serve
