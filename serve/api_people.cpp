// People: list, make, change, delete, trends, export.
#include <fmt/format.h>

#include "footfall/recording/error.h"
#include "io/number.h"
#include "serve/api.h"
#include "serve/api_error.h"
#include "serve/api_json.h"
#include "serve/export_response.h"
#include "serve/json_body.h"
#include "serve/people.h"
#include "serve/person_choice.h"
#include "serve/query_numbers.h"
#include "serve/sensor_reading.h"
#include "serve/unix_time.h"

namespace footfall::serve {
namespace {

PersonEntry found(SessionStore& store, const RoutedRequest& request) {
    const auto entry = store.find_person(static_cast<PersonId>(request.number("id")));
    if (!entry) {
        throw ApiError(404, "not_found", "There is no such person.");
    }
    return *entry;
}

void take_fields(JsonBody& body, NewPerson& person) {
    if (const auto code = body.optional_text("code")) {
        person.code = io::trimmed(*code);
    }
    if (body.has("name")) {
        person.name = body.optional_text("name");
        person.name = person.name ? std::optional<std::string>(io::trimmed(*person.name)) : std::nullopt;
    }
    if (body.has("birth_year")) {
        const auto year = body.optional_whole("birth_year", kFirstBirthYear, kLastBirthYear);
        person.birth_year = year ? std::optional(static_cast<int>(*year)) : std::nullopt;
    }
    if (person.name && person.name->empty()) {
        person.name.reset();
    }
    body.reject_others();
    check_code(person.code);
    try {
        check_person("", person);
    } catch (const Error&) {
        throw ApiError(400, "bad_name", "A name is at most 200 bytes of one line.");
    }
}

Json trend_json(const Trend& trend, report::Figure figure) {
    Json points = Json::array();
    const TrendPoint* first = nullptr;
    const TrendPoint* last = nullptr;
    for (const TrendPoint& point : trend.points) {
        points.push_back({{"session", static_cast<std::int64_t>(point.session)},
                          {"time", utc_text(point.started)},
                          {"mean", known(point.figure.mean.value)},
                          {"ci95", bounds(point.figure.mean)},
                          {"n", point.figure.strides}});
        if (point.figure.enough_for_mean) {
            first = first == nullptr ? &point : first;
            last = &point;
        }
    }
    Json json = {{"figure", report::to_string(figure)},
                 {"unit", unit_of(figure)},
                 {"mdc95", Json()},
                 {"points", points},
                 {"change", Json()}};
    if (first != nullptr && last != first) {
        const Change& change = last->from_first;
        json["mdc95"] = known(change.detectable);
        json["change"] = {{"from", static_cast<std::int64_t>(first->session)},
                          {"to", static_cast<std::int64_t>(last->session)},
                          {"difference", known(change.difference.value)},
                          {"ci95", bounds(change.difference)},
                          {"beyond_noise", change.beyond_noise()},
                          {"basis", to_string(change.basis)}};
    }
    return json;
}

}  // namespace

void add_people_routes(Router& router, const ApiContext& context) {
    SessionStore& store = context.store;
    router.add("GET", "people", [&store](const RoutedRequest& request) {
        if (const auto code = request.request.parameter("code")) {
            const auto entry = store.find_person(*code);
            const Json people = entry ? Json::array({person_json(*entry)}) : Json::array();
            return json_response({{"total", people.size()}, {"people", people}});
        }
        PeopleFilter filter;
        filter.holds = request.request.parameter("search").value_or("");
        filter.offset = query_whole(request.request, "offset", 0, 0, kLargestOffset);
        filter.limit = static_cast<int>(query_whole(request.request, "limit", 50, 1, 1000));
        Json people = Json::array();
        for (const PersonEntry& entry : store.list_people(filter)) {
            people.push_back(person_json(entry));
        }
        return json_response({{"total", store.count_people(filter.holds)}, {"people", people}});
    });
    router.add("POST", "people", [&store](const RoutedRequest& request) {
        JsonBody body(request.request);
        NewPerson person;
        person.code = io::trimmed(body.text("code"));
        take_fields(body, person);
        const PersonId id =
            write_unless_taken(store, person.code, std::nullopt, [&] { return store.add_person(person); });
        return json_response(person_json(*store.find_person(id)), 201);
    });
    router.add("GET", "people/next-code", [&store](const RoutedRequest&) {
        return json_response({{"code", store.next_code()}});
    });
    router.add("GET", "people/{id}", [&store](const RoutedRequest& request) {
        return json_response(person_json(found(store, request)));
    });
    router.add("PATCH", "people/{id}", [&store](const RoutedRequest& request) {
        PersonEntry entry = found(store, request);
        JsonBody body(request.request);
        take_fields(body, entry.person);
        write_unless_taken(store, entry.person.code, entry.id,
                           [&] { store.update_person(entry.id, entry.person); });
        return json_response(person_json(found(store, request)));
    });
    router.add("DELETE", "people/{id}",
               [&store, &live = context.live, &uploads = context.uploads](const RoutedRequest& request) {
                   const PersonId person = found(store, request).id;
                   live.while_not_live(person, [&] {
                       static_cast<void>(found(store, request));  // still
                       store.delete_person(person);
                   });
                   uploads.forget(person);
                   live.measurer().forget_reports();
                   return nothing_left();
               });
    router.add("GET", "people/{id}/trends", [&store](const RoutedRequest& request) {
        const auto figure = figure_from(request.request.parameter("figure").value_or("stride_time_s"));
        const auto side = side_from(request.request.parameter("side").value_or("both"));
        if (!figure || !side) {
            throw ApiError(400, "bad_value", "That is no figure, or no side of one.");
        }
        const PersonEntry entry = found(store, request);
        return json_response(trend_json(store.trend(entry.id, *figure, *side), *figure));
    });
    router.add("GET", "people/{id}/export", [&store, &files = context.exports](const RoutedRequest& request) {
        const PersonEntry entry = found(store, request);
        return export_response(store, files, ExportScope::of(entry.id), request.request,
                               fmt::format("person_{}", static_cast<std::int64_t>(entry.id)));
    });
}

}  // namespace footfall::serve
