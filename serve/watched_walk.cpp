// Messages of a live session, as docs/serve.md writes them out.
#include "serve/watched_walk.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
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

const char* foot_name(std::size_t foot) { return foot == 0 ? "left" : "right"; }

}  // namespace

WatchedWalk::WatchedWalk(SessionStore& store, const PhaseSet& phases, SessionId session, Nanoseconds started,
                         bool keep_samples)
    : store_(&store), phases_(&phases), session_(session), started_(started), keep_samples_(keep_samples) {}

void WatchedWalk::sample(const LiveSample& sample, const std::optional<Alignment>& alignment) {
    FootWalk& foot = feet_[index(sample.foot)];
    last_arrival_ = std::max(last_arrival_, sample.arrival);
    foot.last_arrival = sample.arrival;
    // A stream whose person was forgotten begins anew.
    if (!foot.offset || sample.stream_time < foot.stream_time) {
        foot.offset = sample.time - started_ - sample.stream_time;
    }
    foot.stream_time = sample.stream_time;
    const Nanoseconds time = sample.stream_time + *foot.offset;
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
        foot.unsaved.push_back({time, sample.imu});
    }
    if (!watchers_.empty() && foot.signal.size() < kMostSignalBytes) {
        const double pitch =
            alignment ? static_cast<double>(alignment->apply(sample.imu).angular_rate_radps.y) : kUnknown;
        fmt::format_to(std::back_inserter(foot.signal), "{}[{},{},{}]", foot.signal.empty() ? "" : ",",
                       number(seconds(time), 3), number(norm(sample.imu.acceleration_mps2), 2),
                       number(pitch, 3));
    }
}

void WatchedWalk::stride(const LiveStride& live) {
    FootWalk& foot = feet_[index(live.foot)];
    if (!foot.offset) {
        return;
    }
    StrideOfFoot stride;
    stride.foot = live.foot;
    stride.stride.time = {live.stride.start + *foot.offset, live.stride.final_contact + *foot.offset,
                          live.stride.end + *foot.offset};
    if (foot.confidences > 0) {
        stride.stride.confidence = foot.confidence_sum / foot.confidences;
    }
    foot.confidence_sum = 0.0;
    foot.confidences = 0;
    if (stride.stride.time.start < 0) {
        return;  // it began before the session
    }
    ++strides_;
    store_->add_stride(session_, stride);
    say(stride);
    foot.unmeasured.push_back(stride);
    if (foot.unmeasured.size() > kMostUnmeasured) {
        foot.unmeasured.pop_front();
    }
}

void WatchedWalk::motion(const LiveStride& live) {
    FootWalk& foot = feet_[index(live.foot)];
    while (foot.offset && !foot.unmeasured.empty()) {
        StrideOfFoot stride = foot.unmeasured.front();
        if (stride.stride.time.start > live.stride.start + *foot.offset) {
            return;
        }
        foot.unmeasured.pop_front();
        if (stride.stride.time.start == live.stride.start + *foot.offset) {
            stride.stride.motion = live.motion;
            store_->add_stride(session_, stride);
            say(stride);
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
            store_->add_samples(session_, i == 0 ? Foot::left : Foot::right, foot.unsaved);
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

void WatchedWalk::tell(Nanoseconds now) {
    if (watchers_.empty()) {
        return;
    }
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
    say(summary.dump());
    tell_data(Foot::left, now);
    tell_data(Foot::right, now);
}

void WatchedWalk::tell_data(Foot which, Nanoseconds now) {
    FootWalk& foot = feet_[index(which)];
    if (foot.health.state == FootState::never) {
        return;
    }
    const TimelineCounts& counts = foot.health.counts;
    const bool gone = foot.health.state == FootState::gone;
    const Json data = {{"type", "data"},
                       {"foot", to_string(which)},
                       {"lost", counts.lost},
                       {"late", counts.late},
                       {"doubled", counts.doubled},
                       {"gaps", foot.gaps},
                       {"drift_ppm", known(std::round(10.0 * foot.health.drift_ppm) / 10.0)},
                       {"gone_s", gone ? Json(std::round(seconds(now - foot.last_arrival))) : Json()}};
    std::string message = data.dump();
    if (message != foot.told_data) {
        foot.told_data = message;
        say(std::move(message));
    }
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
