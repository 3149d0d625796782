// What the server is and what it can start from; its description of itself.
#include "serve/api.h"
#include "serve/api_json.h"

namespace footfall::serve {
namespace {

Json source_entry_json(const SourceEntry& entry) {
    Json json = {{"kind", entry.kind}};
    if (entry.kind == "replay") {
        json["name"] = entry.name;
        json["recordings"] = entry.entries;
        return json;
    }
    if (entry.kind == "serial") {
        json["device"] = entry.name;
    } else if (entry.kind != "stdin") {
        json["port"] = entry.port;
    }
    json["streams"] = entry.entries;
    json["malformed"] = entry.malformed;
    json["last_malformed"] = entry.last_malformed.empty() ? Json() : Json(entry.last_malformed);
    json["refused"] = entry.refused;
    json["dropped"] = entry.dropped;
    json["problem"] = entry.problem.empty() ? Json() : Json("It can't be opened.");
    return json;
}

}  // namespace

void add_status_routes(Router& router, const ApiContext& context) {
    router.add("GET", "status", [context](const RoutedRequest&) {
        Json live = Json::array();
        for (const LiveEntry& entry : context.live.live()) {
            if (const auto person = context.store.find_person(entry.person)) {
                live.push_back(
                    {{"id", static_cast<std::int64_t>(entry.session)},
                     {"person",
                      {{"id", static_cast<std::int64_t>(entry.person)}, {"code", person->person.code}}}});
            }
        }
        Json sources = Json::array();
        for (const SourceEntry& entry : context.live.sources()) {
            sources.push_back(source_entry_json(entry));
        }
        return json_response(
            {{"version", context.version},
             {"model", {{"name", context.model_name}, {"description", context.model_description}}},
             {"live", live},
             {"limits",
              {{"json_bytes", context.limits.json_bytes},
               {"upload_bytes", context.limits.upload_bytes},
               {"requests_per_s", context.limits.requests_per_s}}},
             {"store_in_trouble", !context.store.trouble().empty()},
             {"sources", sources}});
    });
    router.add("GET", "openapi.json", [](const RoutedRequest&) {
        Response response;
        response.body = openapi_text();
        return response;
    });
}

Router api_routes(const ApiContext& context) {
    Router router;
    add_status_routes(router, context);
    add_people_routes(router, context);
    add_session_routes(router, context);
    add_compare_route(router, context);
    add_upload_routes(router, context);
    add_live_routes(router, context);
    return router;
}

}  // namespace footfall::serve
