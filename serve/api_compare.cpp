// Two sessions side by side.
#include "serve/api.h"
#include "serve/api_error.h"
#include "serve/api_json.h"
#include "serve/query_numbers.h"

namespace footfall::serve {

void add_compare_route(Router& router, const ApiContext& context) {
    SessionStore& store = context.store;
    router.add("GET", "compare", [&store](const RoutedRequest& request) {
        const auto session = [&](const char* name) {
            const std::int64_t id = query_whole(request.request, name, 0, 1, kLargestId);
            if (id == 0) {
                throw ApiError(400, "missing", "Two sessions are compared: a and b.");
            }
            auto found = store.read_session(static_cast<SessionId>(id));
            if (!found) {
                throw ApiError(404, "not_found", "There is no such session.");
            }
            return std::move(*found);
        };
        const StoredSession a = session("a");
        const StoredSession b = session("b");
        const auto comparison = store.compare(a.session.id, b.session.id);
        if (!comparison) {
            throw ApiError(404, "not_found", "There is no such session.");
        }
        Json figures = Json::array();
        for (const FigureComparison& one : comparison->figures) {
            if (one.side == Side::both) {
                figures.push_back({{"figure", report::to_string(one.figure)},
                                   {"unit", unit_of(one.figure)},
                                   {"a", figure_json(a.figures, one.figure)},
                                   {"b", figure_json(b.figures, one.figure)},
                                   {"difference", known(one.change.difference.value)},
                                   {"ci95", bounds(one.change.difference)},
                                   {"mdc95", known(one.change.detectable)},
                                   {"beyond_noise", one.change.beyond_noise()},
                                   {"basis", to_string(one.change.basis)}});
            }
        }
        return json_response({{"a", session_json(a.session)},
                              {"b", session_json(b.session)},
                              {"same_person", comparison->same_person},
                              {"same_model", comparison->same_model},
                              {"figures", figures}});
    });
}

}  // namespace footfall::serve
