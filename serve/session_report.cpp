// Kept samples through the analysis of recordings.
#include "serve/session_report.h"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <memory>
#include <utility>

#include "footfall/recording/walk_assembly.h"
#include "footfall/report/analysis_report.h"
#include "footfall/report/walk_remarks.h"
#include "serve/unix_time.h"
#include "serve/walk_of_strides.h"

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

/// The same samples, until it is told to stop.
class StoppableTrack final : public TrackSource {
public:
    StoppableTrack(std::unique_ptr<TrackSource> track, const std::atomic<bool>& stop)
        : track_(std::move(track)), stop_(stop) {}

    [[nodiscard]] Foot foot() const override { return track_->foot(); }
    [[nodiscard]] double rate_hz() const override { return track_->rate_hz(); }
    [[nodiscard]] Gravity gravity() const override { return track_->gravity(); }
    void play(const Sink& sink) const override {
        track_->play([&](const ImuSample& sample, double share) {
            if (stop_.load(std::memory_order_relaxed)) {
                throw MeasuringStopped();
            }
            sink(sample, share);
        });
    }

private:
    std::unique_ptr<TrackSource> track_;
    const std::atomic<bool>& stop_;
};

MeasuredWalk walk_of_samples(Recording recording, const Model& model, const std::atomic<bool>* stop) {
    RecordingSource source = source_of(std::move(recording));
    for (std::unique_ptr<TrackSource>& foot : source.feet) {
        foot = stop != nullptr ? std::make_unique<StoppableTrack>(std::move(foot), *stop) : std::move(foot);
    }
    return measure(source, model);
}

/// Of the data nothing is known any more.
MeasuredWalk walk_without_samples(const std::vector<StrideOfFoot>& strides) {
    MeasuredWalk walk = walk_of_strides(strides);
    for (MeasuredFoot& foot : walk.feet) {
        const bool has_length =
            std::any_of(foot.strides.begin(), foot.strides.end(),
                        [](const MeasuredStride& stride) { return stride.motion.length_m.known(); });
        foot.no_motion = has_length ? "" : "the samples of this session were not kept";
        foot.rate_hz = kUnknown;
        foot.data.duration_s = static_cast<double>(foot.strides.back().time.end) / 1e9;
        foot.data.walks = true;
    }
    return walk;
}

}  // namespace

std::optional<report::WalkResult> walk_of(SessionStore& store, const StoredSession& session,
                                          const Model& model, const std::atomic<bool>* stop) {
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
        walk = walk_of_samples(std::move(recording), model, stop);
    } else {
        walk = walk_without_samples(store.strides(id));
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
