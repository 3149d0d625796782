// A person or a session as one JSON text.
#include "serve/export_json.h"

#include <nlohmann/json.hpp>

#include <string>

#include "serve/figure_rows.h"
#include "serve/raw_rows.h"
#include "serve/sessions.h"
#include "serve/stride_rows.h"
#include "serve/unix_time.h"

namespace footfall::serve {
namespace {

using Json = nlohmann::ordered_json;

/// A number that isn't finite becomes null; of a file that was tampered with, what is no UTF-8 is replaced.
std::string text_of(const Json& json) { return json.dump(-1, ' ', false, Json::error_handler_t::replace); }

/// Commas between elements.
class List {
public:
    List(const TextSink& sink, std::string_view before) : sink_(&sink) { sink(before); }
    void add(const std::string& element) {
        (*sink_)(is_first_ ? "\n" : ",\n");
        (*sink_)(element);
        is_first_ = false;
    }
    /// Something whose text follows.
    void next() {
        if (!is_first_) {
            (*sink_)(",\n");
        }
        is_first_ = false;
    }

private:
    const TextSink* sink_;
    bool is_first_ = true;
};

template <class T>
Json optional_json(const std::optional<T>& value) {
    return value ? Json(*value) : Json(nullptr);
}

Json interval_json(const Interval& interval) { return Json::array({interval.low, interval.high}); }

Json exported_figures(const report::Summary& summary) {
    Json list = Json::array();
    const auto add = [&](Side side, const report::FigureSummaries& figures) {
        for (std::size_t i = 0; i < report::kFigures; ++i) {
            const report::FigureSummary& f = figures[i];
            if (f.strides > 0) {
                list.push_back({{"foot", to_string(side)},
                                {"figure", report::to_string(static_cast<report::Figure>(i))},
                                {"strides", f.strides},
                                {"mean", f.mean.value},
                                {"ci95", interval_json(f.mean)},
                                {"sd", f.sd},
                                {"cv", f.cv},
                                {"enough_for_mean", f.enough_for_mean},
                                {"enough_for_variability", f.enough_for_variability}});
            }
        }
    };
    for (const report::FootSummary& foot : summary.feet) {
        add(foot.foot == Foot::left ? Side::left : Side::right, foot.figures);
    }
    add(Side::both, summary.both);
    return list;
}

Json exported_session(const StoredSession& stored) {
    const SessionEntry& s = stored.session;
    Json json = {{"session", static_cast<std::int64_t>(s.id)},
                 {"state", shown(s.state)},
                 {"started", utc_text(s.about.started)},
                 {"moment_known", s.about.moment_known},
                 {"ended", s.ended ? Json(utc_text(*s.ended)) : Json(nullptr)},
                 {"model", s.about.model},
                 {"source", s.about.source},
                 {"notes", s.about.notes},
                 {"strides_measured", s.strides},
                 {"walking_s", s.walking_s},
                 {"distance_m", s.distance_m.value},
                 {"distance_sd_m", s.distance_m.sd},
                 {"marks", Json::array()},
                 {"figures", exported_figures(stored.figures)},
                 {"symmetry", Json::array()}};
    for (const Mark& mark : stored.marks) {
        json["marks"].push_back({{"at_ns", mark.at}, {"text", mark.text}});
    }
    for (const report::SymmetrySummary& one : stored.figures.symmetry) {
        json["symmetry"].push_back({{"figure", report::to_string(one.figure)},
                                    {"index_percent", one.index_percent.value},
                                    {"ci95", interval_json(one.index_percent)}});
    }
    return json;
}

Json exported_stride(const StrideOfFoot& of_foot) {
    MeasuredStride stride = of_foot.stride;
    Json json = {{"foot", to_string(of_foot.foot)},
                 {"start_ns", stride.time.start},
                 {"final_contact_ns", stride.time.final_contact},
                 {"end_ns", stride.time.end},
                 {"bout", stride.bout + 1},
                 {"turning", stride.turning}};
    for (const StrideNumber& number : kStrideColumns) {
        json[std::string(number.column)] = number.of(stride);
    }
    return json;
}

void write_samples(Database& database, SessionId session, const TextSink& sink) {
    List tracks(sink, ",\n\"tracks\": [");
    for (const TrackStart& track : tracks_of(database, session)) {
        tracks.next();
        const Json about = {{"foot", to_string(track.foot)},
                            {"rate_hz", track.rate_hz},
                            {"gravity", track.gravity == Gravity::included ? "included" : "removed"},
                            {"columns",
                             {"time_ns", "acceleration_x_mps2", "acceleration_y_mps2", "acceleration_z_mps2",
                              "angular_rate_x_radps", "angular_rate_y_radps", "angular_rate_z_radps"}}};
        std::string opened = text_of(about);
        opened.pop_back();
        List rows(sink, opened.append(", \"samples\": ["));
        for_each_chunk(database, session, track.foot, [&](std::span<const ImuSample> samples) {
            for (const ImuSample& sample : samples) {
                const auto& a = sample.imu.acceleration_mps2;
                const auto& w = sample.imu.angular_rate_radps;
                rows.add(text_of(Json::array({sample.time, a.x, a.y, a.z, w.x, w.y, w.z})));
            }
        });
        sink("]}");
    }
    sink("]");
}

}  // namespace

void export_json(Database& database, const ExportScope& scope, bool with_samples, const TextSink& sink) {
    const ExportSubject subject = subject_of(database, scope);
    const Json person = {{"code", subject.person.code},
                         {"name", optional_json(subject.person.name)},
                         {"birth_year", optional_json(subject.person.birth_year)}};
    sink("{\"format\": \"footfall-export\", \"version\": 1,\n\"person\": ");
    sink(text_of(person));
    List sessions(sink, ",\n\"sessions\": [");
    for (const SessionId id : subject.sessions) {
        const auto stored = read_session(database, id);
        if (!stored) {
            continue;
        }
        sessions.next();
        std::string opened = text_of(exported_session(*stored));
        opened.pop_back();
        List strides(sink, opened.append(",\n\"strides\": ["));
        for_each_stride(database, id,
                        [&](const StrideOfFoot& stride) { strides.add(text_of(exported_stride(stride))); });
        sink("]");
        if (with_samples) {
            write_samples(database, id, sink);
        }
        sink("}");
    }
    sink("]}\n");
}

}  // namespace footfall::serve
