// Messages of a live session, as docs/serve.md writes them out.
#include "serve/watched_walk.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <exception>
#include <iterator>
#include <utility>

#include "serve/api_json.h"

namespace footfall::serve {
namespace {

constexpr double kNanoseconds = 1e9;
constexpr std::size_t kFootCount = 2;
/// Of a frame: a second, should a tick come late.
constexpr std::size_t kMostSignalBytes = 8192;
/// Of a foot: StrideMeter gives up on a stride long before as many have followed.
constexpr std::size_t kMostUnmeasured = 16;

double seconds(Nanoseconds time) { return static_cast<double>(time) / kNanoseconds; }

std::string number(double value, int decimals) {
    return std::isfinite(value) ? fmt::format("{:.{}f}", value, decimals) : "null";
}

double norm(const Vec3<SensorFrame>& v) {
    return std::hypot(static_cast<double>(v.x), static_cast<double>(v.y), static_cast<double>(v.z));
}

std::string trouble_message(bool trouble) {
    return fmt::format(R"({{"type":"trouble","store":{}}})", trouble);
}

const char* foot_name(std::size_t foot) { return foot == 0 ? "left" : "right"; }

}  // namespace

WatchedWalk::WatchedWalk(SessionStore& store, const PhaseSet& phases, SessionId session, Nanoseconds started,
                         bool keep_samples)
    : store_(&store), phases_(&phases), session_(session), started_(started), keep_samples_(keep_samples) {}

/// Whatever the store says of it, what was measured is told.
template <class Work>
bool WatchedWalk::try_to(const Work& work) {
    try {
        work();
        return true;
    } catch (const std::exception& error) {
        failure_ = error.what();
        return false;
    }
}

void WatchedWalk::follow_recording(const std::array<Nanoseconds, 2>& begins) {
    for (std::size_t i = 0; i < kFootCount; ++i) {
        feet_[i].clock = SessionClock(begins[i]);
    }
}

void WatchedWalk::sample(const LiveSample& sample, const std::optional<Alignment>& alignment) {
    FootWalk& foot = feet_[index(sample.foot)];
    last_arrival_ = std::max(last_arrival_, sample.arrival);
    const Nanoseconds time =
        foot.clock.place(sample.stream_time, sample.time - started_, sample.drift_ppm, sample.after_gap);
    if (time < 0 || time <= foot.time) {
        return;
    }
    foot.gaps += foot.latest && sample.after_gap ? 1 : 0;
    foot.time = time;
    foot.latest = sample;
    foot.news = true;
    if (sample.walking) {
        foot.confidence_sum += static_cast<double>(sample.confidence);
        ++foot.confidences;
    }
    if (keep_samples_) {
        keep(foot, sample);
    }
    if (!watchers_.empty() && foot.signal.size() < kMostSignalBytes) {
        const double pitch =
            alignment ? static_cast<double>(alignment->apply(sample.imu).angular_rate_radps.y) : kUnknown;
        fmt::format_to(std::back_inserter(foot.signal), "{}[{},{},{}]", foot.signal.empty() ? "" : ",",
                       number(seconds(time), 3), number(norm(sample.imu.acceleration_mps2), 2),
                       number(pitch, 3));
    }
}

void WatchedWalk::keep(FootWalk& foot, const LiveSample& sample) {
    if (!foot.gravity) {
        foot.gravity = sample.gravity;
        try_to([&] { store_->set_gravity(session_, sample.foot, sample.gravity); });
    }
    if (sample.gravity == *foot.gravity) {
        foot.unsaved.push_back({foot.time, sample.imu});
    } else {
        ++unkept_;
    }
}

void WatchedWalk::stride(const LiveStride& live) {
    FootWalk& foot = feet_[index(live.foot)];
    if (!foot.latest) {
        return;
    }
    StrideOfFoot stride;
    stride.foot = live.foot;
    const Nanoseconds start = foot.clock.at(live.stride.start);
    stride.stride.time = {start, start + foot.clock.lasting(live.stride.final_contact - live.stride.start),
                          start + foot.clock.lasting(live.stride.end - live.stride.start)};
    if (foot.confidences > 0) {
        stride.stride.confidence = foot.confidence_sum / foot.confidences;
    }
    foot.confidence_sum = 0.0;
    foot.confidences = 0;
    if (stride.stride.time.start < 0) {
        return;  // it began before the session
    }
    ++strides_;
    try_to([&] { store_->add_stride(session_, stride); });
    say(stride);
    foot.unmeasured.push_back({live.stride.start, stride});
    if (foot.unmeasured.size() > kMostUnmeasured) {
        foot.unmeasured.pop_front();
    }
}

void WatchedWalk::motion(const LiveStride& live) {
    FootWalk& foot = feet_[index(live.foot)];
    while (!foot.unmeasured.empty()) {
        Unmeasured told = foot.unmeasured.front();
        if (told.stream_start > live.stride.start) {
            return;
        }
        foot.unmeasured.pop_front();
        if (told.stream_start == live.stride.start) {
            told.stride.stride.motion = live.motion;
            try_to([&] { store_->add_stride(session_, told.stride); });
            say(told.stride);
        }
    }
}

Mark WatchedWalk::mark(const std::string& text, Nanoseconds now) {
    Nanoseconds at = std::max(feet_[0].time, feet_[1].time);
    at = at < 0 ? now - started_ : at;
    Mark mark{at, text};
    store_->add_mark(session_, mark);
    Json json = {{"type", "mark"}};
    json.update(mark_json(mark));
    say(json.dump(-1, ' ', false, Json::error_handler_t::replace));
    return mark;
}

void WatchedWalk::tick() {
    std::erase_if(watchers_, [](const auto& watcher) { return watcher->closed(); });
    std::string feet;
    bool news = false;
    for (std::size_t i = 0; i < kFootCount; ++i) {
        FootWalk& foot = feet_[i];
        if (!foot.unsaved.empty()) {
            const bool kept = try_to(
                [&] { store_->add_samples(session_, i == 0 ? Foot::left : Foot::right, foot.unsaved); });
            unkept_ += kept ? 0 : foot.unsaved.size();
            foot.unsaved.clear();
        }
        news = news || foot.news || foot.health.state != told_state_[i];
        if (foot.latest) {
            fmt::format_to(std::back_inserter(feet), "{}\"{}\":{}", feet.empty() ? "" : ",", foot_name(i),
                           foot_frame(foot));
        }
    }
    if (news && !feet.empty() && !watchers_.empty()) {
        say(fmt::format(R"({{"type":"frame","time_s":{},"feet":{{{}}}}})",
                        number(std::max(seconds(std::max(feet_[0].time, feet_[1].time)), 0.0), 3), feet));
    }
    for (std::size_t i = 0; i < kFootCount; ++i) {
        feet_[i].news = false;
        feet_[i].signal.clear();
        told_state_[i] = feet_[i].health.state;
    }
}

std::string WatchedWalk::foot_frame(const FootWalk& foot) const {
    const LiveSample& latest = *foot.latest;
    const bool gone = foot.health.state == FootState::gone;
    const bool walking = latest.walking && latest.mounting_known && !gone;
    const char* state = gone                     ? "gone"
                        : !latest.mounting_known ? "unknown"
                        : walking                ? "walking"
                                                 : "not_walking";
    std::string phase = "null";
    if (walking) {
        phase = Json(phases_->phases[static_cast<std::size_t>(latest.phase)].name).dump();
    }
    return fmt::format(R"({{"state":"{}","cycle":{},"phase":{},"confidence":{},"signal":[{}]}})", state,
                       number(walking ? std::min(static_cast<double>(latest.cycle), 0.9999) : kUnknown, 4),
                       phase, number(walking ? static_cast<double>(latest.confidence) : kUnknown, 3),
                       foot.signal);
}

void WatchedWalk::watch(std::shared_ptr<Socket> socket, Nanoseconds now) {
    const auto hear = [&](std::string message) {
        socket->send(std::make_shared<const std::string>(std::move(message)));
    };
    hear(summary_message());
    for (const Foot foot : {Foot::left, Foot::right}) {
        if (feet_[index(foot)].health.state != FootState::never) {
            hear(data_message(foot, now));
        }
    }
    if (in_trouble_) {
        hear(trouble_message(true));
    }
    watchers_.push_back(std::move(socket));
}

void WatchedWalk::tell(Nanoseconds now) {
    problem_ = std::exchange(failure_, "");
    const bool trouble = !problem_.empty() || !store_->trouble().empty();
    if (std::exchange(in_trouble_, trouble) != trouble) {
        say(trouble_message(trouble));
    }
    if (watchers_.empty()) {
        return;
    }
    say(summary_message());
    for (const Foot which : {Foot::left, Foot::right}) {
        FootWalk& foot = feet_[index(which)];
        if (foot.health.state == FootState::never) {
            continue;
        }
        std::string message = data_message(which, now);
        if (message != foot.told_data) {
            foot.told_data = message;
            say(std::move(message));
        }
    }
}

std::string WatchedWalk::summary_message() const {
    const double stride_time = std::isnan(gait_.stride_time_s[0]) ? gait_.stride_time_s[1]
                               : std::isnan(gait_.stride_time_s[1])
                                   ? gait_.stride_time_s[0]
                                   : 0.5 * (gait_.stride_time_s[0] + gait_.stride_time_s[1]);
    const Json summary = {
        {"type", "summary"},
        {"cadence_steps_per_min", known(gait_.cadence_steps_per_min)},
        {"speed_m_s", known(gait_.speed_mps)},
        {"stance_percent",
         {{"left", known(100.0 * gait_.stance_share[0])}, {"right", known(100.0 * gait_.stance_share[1])}}},
        {"symmetry_percent", known(gait_.stance_symmetry_percent)},
        {"stride_time_s", known(stride_time)},
        {"strides", strides_}};
    return summary.dump();
}

std::string WatchedWalk::data_message(Foot which, Nanoseconds now) const {
    const FootWalk& foot = feet_[index(which)];
    const TimelineCounts& counts = foot.health.counts;
    const bool gone = foot.health.state == FootState::gone;
    const Json data = {{"type", "data"},
                       {"foot", to_string(which)},
                       {"lost", counts.lost},
                       {"late", counts.late},
                       {"doubled", counts.doubled},
                       {"astray", counts.astray},
                       {"mismatched", counts.mismatched},
                       {"too_fast", foot.health.too_fast},
                       {"restarts", counts.restarts},
                       {"gaps", foot.gaps},
                       {"drift_ppm", known(std::round(10.0 * foot.health.drift_ppm) / 10.0)},
                       {"gone_s", gone ? Json(std::round(seconds(now - foot.health.last_arrival))) : Json()}};
    return data.dump();
}

void WatchedWalk::say(const StrideOfFoot& stride) {
    if (!watchers_.empty()) {
        Json json = {{"type", "stride"}};
        json.update(stride_json(stride));
        say(json.dump());
    }
}

void WatchedWalk::say(std::string message) {
    const auto shared = std::make_shared<const std::string>(std::move(message));
    for (const std::shared_ptr<Socket>& watcher : watchers_) {
        watcher->send(shared);
    }
}

}  // namespace footfall::serve
