// Sessions: list, start, look at, note, mark, stop, delete, report, strides, export.
#include <fmt/format.h>

#include <algorithm>

#include "footfall/recording/error.h"
#include "serve/api.h"
#include "serve/api_error.h"
#include "serve/api_json.h"
#include "serve/export_response.h"
#include "serve/json_body.h"
#include "serve/people.h"
#include "serve/person_choice.h"
#include "serve/query_numbers.h"
#include "serve/security_headers.h"

namespace footfall::serve {
namespace {

SessionId id_of(const RoutedRequest& request) { return static_cast<SessionId>(request.number("id")); }

StoredSession found(SessionStore& store, const RoutedRequest& request) {
    auto session = store.read_session(id_of(request));
    if (!session) {
        throw ApiError(404, "not_found", "There is no such session.");
    }
    return std::move(*session);
}

/// Text for the store; says what is wrong in the sender's words.
void check_text_of(const char* what, const std::string& text, std::size_t most_bytes) {
    try {
        check_text("", what, text, most_bytes);
    } catch (const Error&) {
        throw ApiError(400, "bad_text", fmt::format("It is text of at most {} bytes.", most_bytes));
    }
}

SourceChoice source_of(JsonBody source) {
    SourceChoice choice;
    choice.kind = source.text("kind");
    choice.recording = source.optional_text("recording").value_or("");
    choice.speed = source.optional_number("speed", 0.1, 100.0).value_or(1.0);
    choice.stream = source.optional_text("stream").value_or("");
    choice.set = source.optional_text("name").value_or("");
    // What the list of sources says of itself may be sent back with it.
    static_cast<void>(source.optional_text("device"));
    static_cast<void>(source.optional_whole("port", 0, 65'535));
    source.reject_others();
    return choice;
}

Response list(SessionStore& store, const Request& request) {
    SessionFilter filter;
    if (request.parameter("person")) {
        filter.person = static_cast<PersonId>(query_whole(request, "person", 1, 1, kLargestId));
    }
    filter.offset = query_whole(request, "offset", 0, 0, kLargestOffset);
    filter.limit = static_cast<int>(query_whole(request, "limit", 50, 1, 1000));
    Json sessions = Json::array();
    for (const SessionEntry& entry : store.list_sessions(filter)) {
        sessions.push_back(session_json(entry));
    }
    return json_response({{"total", store.count_sessions(filter.person)}, {"sessions", sessions}});
}

Response start(const ApiContext& context, const Request& request) {
    JsonBody body(request);
    NewSession session;
    static_cast<void>(choose_person(body, context.store, session));
    session.model = context.model_name;
    const SourceChoice choice = source_of(body.object("source"));
    const bool keep_raw = body.optional_flag("keep_raw").value_or(true);
    body.reject_others();
    const SessionId id =
        write_session(context.store, session, [&] { return context.live.start(session, choice, keep_raw); });
    return json_response(session_json(context.store.read_session(id)->session), 201);
}

Response report(const ApiContext& context, const RoutedRequest& request) {
    const StoredSession session = found(context.store, request);
    const auto html = context.live.measurer().report(
        session, {context.model_name, context.model_description, context.version});
    if (!html) {
        throw ApiError(409, "nothing_measured", "Nothing has been measured in that session.");
    }
    Response response;
    response.content_type = "text/html; charset=utf-8";
    response.body = *html;
    response.headers.emplace_back("Content-Security-Policy", kReportPolicy);
    return response;
}

Response strides(SessionStore& store, const RoutedRequest& request) {
    static_cast<void>(found(store, request));
    const auto offset =
        static_cast<std::size_t>(query_whole(request.request, "offset", 0, 0, kLargestOffset));
    const auto limit = static_cast<std::size_t>(query_whole(request.request, "limit", 1000, 1, 10'000));
    const std::vector<StrideOfFoot> all = store.strides(id_of(request));
    Json list = Json::array();
    for (std::size_t i = offset; i < all.size() && i - offset < limit; ++i) {
        list.push_back(stride_json(all[i]));
    }
    return json_response({{"total", all.size()}, {"strides", list}});
}

}  // namespace

void add_session_routes(Router& router, const ApiContext& context) {
    SessionStore& store = context.store;
    LiveDesk& live = context.live;
    router.add("GET", "sessions",
               [&store](const RoutedRequest& request) { return list(store, request.request); });
    router.add("POST", "sessions",
               [context](const RoutedRequest& request) { return start(context, request.request); });
    router.add("GET", "sessions/{id}", [&store](const RoutedRequest& request) {
        const StoredSession session = found(store, request);
        Json json = session_json(session.session);
        json["figures"] = figures_json(session.figures);
        json["marks"] = Json::array();
        for (const Mark& mark : session.marks) {
            json["marks"].push_back(mark_json(mark));
        }
        return json_response(json);
    });
    router.add("PATCH", "sessions/{id}", [&store](const RoutedRequest& request) {
        static_cast<void>(found(store, request));
        JsonBody body(request.request);
        const std::string notes = body.text("notes");
        body.reject_others();
        check_text_of("notes", notes, 20'000);
        store.set_notes(id_of(request), notes);
        return json_response(session_json(found(store, request).session));
    });
    router.add("DELETE", "sessions/{id}", [&store, &live](const RoutedRequest& request) {
        if (found(store, request).session.state == SessionState::open) {
            throw ApiError(409, "live", "That session is live; stop it first.");
        }
        store.delete_session(id_of(request));
        live.measurer().forget_reports();
        return nothing_left();
    });
    router.add("POST", "sessions/{id}/stop", [&store, &live](const RoutedRequest& request) {
        static_cast<void>(found(store, request));
        live.stop(id_of(request));
        return json_response(session_json(found(store, request).session));
    });
    router.add("POST", "sessions/{id}/marks", [&store, &live](const RoutedRequest& request) {
        static_cast<void>(found(store, request));
        JsonBody body(request.request);
        const std::string text = body.text("text");
        body.reject_others();
        check_text_of("a mark", text, 500);
        return json_response(mark_json(live.mark(id_of(request), text)), 201);
    });
    router.add("GET", "sessions/{id}/report",
               [context](const RoutedRequest& request) { return report(context, request); });
    router.add("POST", "sessions/{id}/report-ticket",
               [&store, &tickets = context.tickets](const RoutedRequest& request) {
                   static_cast<void>(found(store, request));
                   return json_response(
                       {{"ticket", tickets.issue(fmt::format("sessions/{}/report", request.number("id")))}},
                       201);
               });
    router.add("GET", "sessions/{id}/strides",
               [&store](const RoutedRequest& request) { return strides(store, request); });
    router.add("GET", "sessions/{id}/export",
               [&store, &files = context.exports](const RoutedRequest& request) {
                   static_cast<void>(found(store, request));
                   return export_response(store, files, ExportScope::of(id_of(request)), request.request,
                                          fmt::format("session_{}", request.number("id")));
               });
}

}  // namespace footfall::serve
