// Kept samples through the analysis of recordings.
#include "serve/session_report.h"

#include <fmt/format.h>

#include <chrono>
#include <utility>

#include "footfall/recording/walk_assembly.h"
#include "footfall/recording/walking_bouts.h"
#include "footfall/report/analysis_report.h"
#include "footfall/report/walk_remarks.h"
#include "serve/unix_time.h"

namespace footfall::serve {
namespace {

int year_of(UnixMs moment) {
    const std::chrono::sys_time<std::chrono::milliseconds> time{std::chrono::milliseconds(moment)};
    return static_cast<int>(std::chrono::year_month_day(std::chrono::floor<std::chrono::days>(time)).year());
}

Person person_of(const StoredSession& session) {
    Person person;
    person.id = session.session.person_code;
    person.split_key = person.id;
    if (session.person.birth_year) {
        person.age_years = year_of(session.session.about.started) - *session.person.birth_year;
    }
    return person;
}

/// What strides alone tell.
MeasuredWalk walk_of_strides(const std::vector<StrideOfFoot>& strides) {
    MeasuredWalk walk;
    for (const Foot foot : {Foot::left, Foot::right}) {
        MeasuredFoot measured;
        measured.foot = foot;
        for (const StrideOfFoot& one : strides) {
            if (one.foot == foot) {
                measured.strides.push_back(one.stride);
            }
        }
        if (!measured.strides.empty()) {
            measured.no_motion = "the samples of this session were not kept";
            measured.data.duration_s = static_cast<double>(measured.strides.back().time.end) / 1e9;
            measured.data.walks = true;
            walk.feet.push_back(std::move(measured));
        }
    }
    walk.bouts = join_bouts(walk.feet, 0);
    return walk;
}

}  // namespace

std::optional<report::WalkResult> walk_of(SessionStore& store, const StoredSession& session,
                                          const Model& model) {
    const SessionId id = session.session.id;
    Recording recording;
    recording.data_set = "session";
    recording.id = std::to_string(static_cast<std::int64_t>(id));
    recording.person = person_of(session);
    recording.one_clock = session.session.about.one_clock;
    for (FootTrack& track : store.samples(id)) {
        if (!track.samples.empty()) {
            recording.feet.push_back(std::move(track));
        }
    }
    MeasuredWalk walk;
    if (!recording.feet.empty()) {
        walk = measure(source_of(std::move(recording)), model);
    } else {
        walk = walk_of_strides(store.strides(id));
        walk.data_set = recording.data_set;
        walk.recording = recording.id;
        walk.person = recording.person;
    }
    walk.remarks = report::remarks_on(walk);
    report::WalkSummary summary = report::summarise(walk);
    if (report::strides_of(summary) == 0) {
        return std::nullopt;
    }
    return report::WalkResult{std::move(walk), std::move(summary)};
}

std::string report_html(const StoredSession& session, report::WalkResult walk, const Model& model,
                        const ModelWords& words) {
    report::AnalysisReport report;
    report.title = fmt::format("How person {} walks", session.session.person_code);
    report.walks.push_back(std::move(walk));
    report.provenance = {{"Session", utc_text(session.session.about.started)},
                         {"Source", session.session.about.source},
                         {"Model", words.name},
                         {"Which is", words.description},
                         {"Made from", model.provenance},
                         {"Phases", model.phases.name},
                         {"Label definition", model.label_definition},
                         {"Footfall", words.version}};
    return render(report);
}

}  // namespace footfall::serve
