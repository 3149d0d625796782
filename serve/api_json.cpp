// Records to JSON.
#include "serve/api_json.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "serve/unix_time.h"

namespace footfall::serve {

using report::Figure;
using report::FigureSummary;

namespace {

Json moment(const std::optional<UnixMs>& time) { return time ? Json(utc_text(*time)) : Json(); }

Json spread_json(const FigureSummary& figure) {
    return {{"mean", known(figure.mean.value)},
            {"ci95", bounds(figure.mean)},
            {"sd", known(figure.sd)},
            {"n", figure.strides}};
}

}  // namespace

Response json_response(const Json& json, int status) {
    Response response;
    response.status = status;
    response.body = json.dump(-1, ' ', false, Json::error_handler_t::replace);
    return response;
}

Response nothing_left() {
    Response response;
    response.status = 204;
    response.content_type.clear();
    return response;
}

Json known(double value) { return std::isfinite(value) ? Json(value) : Json(); }

Json bounds(const Interval& interval) {
    return interval.has_bounds() ? Json{interval.low, interval.high} : Json();
}

Json person_json(const PersonEntry& entry) {
    return {{"id", static_cast<std::int64_t>(entry.id)},
            {"code", entry.person.code},
            {"name", entry.person.name ? Json(*entry.person.name) : Json()},
            {"birth_year", entry.person.birth_year ? Json(*entry.person.birth_year) : Json()},
            {"sessions", entry.sessions},
            {"last_session", moment(entry.last_session)}};
}

Json session_json(const SessionEntry& entry) {
    return {{"id", static_cast<std::int64_t>(entry.id)},
            {"person",
             {{"id", static_cast<std::int64_t>(entry.about.person)},
              {"code", entry.person_code},
              {"name", entry.person_name ? Json(*entry.person_name) : Json()}}},
            {"start", utc_text(entry.about.started)},
            {"moment_known", entry.about.moment_known},
            {"end", moment(entry.ended)},
            {"state", shown(entry.state)},
            {"measured", entry.measured},
            {"source", source_json(entry.about.source)},
            {"model", entry.about.model},
            {"notes", entry.about.notes},
            {"strides", entry.strides},
            {"duration_s",
             entry.ended ? Json(static_cast<double>(*entry.ended - entry.about.started) / 1e3) : Json()},
            {"walking_s", known(entry.walking_s)},
            {"distance_m", known(entry.distance_m.value)},
            {"cadence_steps_per_min", known(entry.cadence_steps_per_min)},
            {"speed_m_s", known(entry.speed_mps)}};
}

std::string_view unit_of(Figure figure) noexcept {
    switch (figure) {
        case Figure::stride_time:
        case Figure::stance_time:
        case Figure::swing_time:
        case Figure::step_time:
        case Figure::double_support_time: return "s";
        case Figure::stance_share: return "1";
        case Figure::cadence: return "steps/min";
        case Figure::speed: return "m/s";
        case Figure::stride_length:
        case Figure::clearance:
        case Figure::outward: return "m";
        case Figure::initial_contact_angle:
        case Figure::final_contact_angle: return "rad";
    }
    return "";
}

Json figure_json(const report::Summary& figures, Figure figure) {
    const auto of_side = [&](Side side) {
        const report::FigureSummaries* found = figures_of(figures, side);
        return found == nullptr ? Json() : spread_json((*found)[static_cast<std::size_t>(figure)]);
    };
    const auto symmetry =
        std::find_if(figures.symmetry.begin(), figures.symmetry.end(),
                     [&](const report::SymmetrySummary& one) { return one.figure == figure; });
    const Interval index = symmetry == figures.symmetry.end() ? Interval{} : symmetry->index_percent;
    return {{"figure", report::to_string(figure)},
            {"unit", unit_of(figure)},
            {"left", of_side(Side::left)},
            {"right", of_side(Side::right)},
            {"both", spread_json(figures.of(figure))},
            {"symmetry_percent", known(index.value)},
            {"symmetry_ci95", bounds(index)}};
}

Json figures_json(const report::Summary& figures) {
    Json list = Json::array();
    for (std::size_t i = 0; i < report::kFigures; ++i) {
        const auto figure = static_cast<Figure>(i);
        if (figures.of(figure).strides > 0) {
            list.push_back(figure_json(figures, figure));
        }
    }
    return list;
}

Json mark_json(const Mark& mark) {
    return {{"time_s", static_cast<double>(mark.at) / kNanosecondsPerSecond}, {"text", mark.text}};
}

Json stride_json(const StrideOfFoot& of_foot) {
    const Stride& time = of_foot.stride.time;
    const StrideMotion& motion = of_foot.stride.motion;
    const auto seconds = [](Nanoseconds t) { return static_cast<double>(t) / kNanosecondsPerSecond; };
    return {{"foot", to_string(of_foot.foot)},
            {"start_s", seconds(time.start)},
            {"final_contact_s", seconds(time.final_contact)},
            {"end_s", seconds(time.end)},
            {"stride_time_s", seconds(time.stride_time())},
            {"stance_time_s", seconds(time.stance_time())},
            {"swing_time_s", seconds(time.swing_time())},
            {"stance_percent", known(100.0 * time.stance_share())},
            {"stride_length_m", known(motion.length_m.value)},
            {"stride_length_sd_m", known(motion.length_m.sd)},
            {"speed_m_s", known(motion.speed_mps.value)},
            {"step_time_s", known(of_foot.stride.step_time_s)},
            {"double_support_s", known(of_foot.stride.double_support_s)},
            {"clearance_m", known(motion.clearance_m.value)},
            {"turning", of_foot.stride.turning},
            {"confidence", known(of_foot.stride.confidence)}};
}

std::shared_ptr<const std::string> end_message(SessionState state) {
    return std::make_shared<std::string>(fmt::format(R"({{"type":"end","state":"{}"}})", shown(state)));
}

std::string source_words(std::string_view kind, std::string_view name) {
    return name.empty() ? std::string(kind) : fmt::format("{} {}", kind, name);
}

Json source_json(std::string_view words) {
    const std::size_t blank = std::min(words.find(' '), words.size());
    const std::string_view kind = words.substr(0, blank);
    const std::string_view name = words.substr(std::min(blank + 1, words.size()));
    const char* key = kind == "replay" ? "recording" : kind == "upload" ? "filename" : "stream";
    Json json = {{"kind", kind}};
    if (!name.empty()) {
        json[key] = name;
    }
    return json;
}

}  // namespace footfall::serve
