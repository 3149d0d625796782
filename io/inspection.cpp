// Counts what can be counted and compares the rest with what walking on earth looks like.
#include "io/inspection.h"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "footfall/recording/loss_counter.h"
#include "io/foot_columns.h"
#include "io/rest.h"

namespace footfall::io {

namespace {

double seconds(Nanoseconds time) { return static_cast<double>(time) / 1e9; }

void inspect_losses(const FootTrack& track, FootInspection& foot) {
    LossCounter losses(track.rate_hz);
    for (const ImuSample& sample : track.samples) {
        losses.add(sample.time);
    }
    foot.lost = static_cast<std::size_t>(losses.lost());
    foot.longest_loss = static_cast<std::size_t>(losses.longest());
    foot.gaps = static_cast<std::size_t>(losses.gaps());
    foot.lost_share = static_cast<double>(foot.lost) / static_cast<double>(foot.lost + foot.samples);
}

bool repeats(const FootTrack& track, std::size_t i) {
    return i > 0 && track.samples[i].imu == track.samples[i - 1].imu;
}

void inspect_doubling(const FootTrack& track, FootInspection& foot) {
    std::size_t doubled = 0;
    for (std::size_t i = 1; i < track.samples.size(); ++i) {
        doubled += repeats(track, i) ? 1 : 0;
    }
    foot.doubled_share = static_cast<double>(doubled) / static_cast<double>(track.samples.size());
    // How many rows a value usually stands: a few equal neighbours at rest do not change it.
    std::vector<std::size_t> held;
    for (std::size_t i = 0; i < track.samples.size(); ++i) {
        if (repeats(track, i)) {
            ++held.back();
        } else {
            held.push_back(1);
        }
    }
    const auto middle = held.begin() + static_cast<std::ptrdiff_t>(held.size() / 2);
    std::nth_element(held.begin(), middle, held.end());
    foot.true_rate_hz = track.rate_hz / static_cast<double>(*middle);
}

std::array<double, 3> angular_rate(const ImuSample& s) {
    const auto& v = s.imu.angular_rate_radps;
    return {static_cast<double>(v.x), static_cast<double>(v.y), static_cast<double>(v.z)};
}

void inspect_clipping(const FootTrack& track, FootInspection& foot) {
    ClippingCounter acceleration = ClippingCounter::of_acceleration();
    ClippingCounter turning = ClippingCounter::of_angular_rate();
    for (const ImuSample& sample : track.samples) {
        acceleration.add(sample.imu.acceleration_mps2);
        turning.add(sample.imu.angular_rate_radps);
    }
    foot.acceleration_clipping = acceleration.found();
    foot.angular_rate_clipping = turning.found();
}

void inspect_rest(const FootTrack& track, FootInspection& foot) {
    for (const ImuSample& sample : track.samples) {
        const std::array<double, 3> w = angular_rate(sample);
        foot.largest_angular_rate_radps =
            std::max(foot.largest_angular_rate_radps, std::hypot(w[0], w[1], w[2]));
    }
    const std::optional<std::array<double, 3>> rest = acceleration_at_rest(track);
    if (rest) {
        const double magnitude = std::hypot((*rest)[0], (*rest)[1], (*rest)[2]);
        foot.rest_acceleration_mps2 = magnitude;
        if (magnitude > 0.0 && track.gravity == Gravity::included) {
            foot.mounting = {(*rest)[0] / magnitude, (*rest)[1] / magnitude, (*rest)[2] / magnitude};
        }
    }
}

void inspect_reference(const FootTrack& track, const std::string& definition, FootInspection& foot) {
    foot.events = track.reference.size();
    const EventKind border =
        definition == label_definition::kFootActivity ? EventKind::foot_flat : EventKind::initial_contact;
    std::optional<Nanoseconds> last;
    for (const Event& event : track.reference) {
        if (event.kind != border) {
            continue;
        }
        if (last) {
            const double stride_s = seconds(event.time - *last);
            const bool plausible = stride_s >= kShortestStrideS && stride_s <= kLongestStrideS;
            ++(plausible ? foot.strides : foot.implausible_strides);
        }
        last = event.time;
    }
}

void warn_of_units(const FootTrack& track, FootInspection& foot) {
    const double rest = foot.rest_acceleration_mps2.value_or(kStandardGravityMps2);
    const auto near = [](double value, double expected) {
        return std::abs(value - expected) < 0.15 * expected;
    };
    if (track.gravity == Gravity::included && !near(rest, kStandardGravityMps2)) {
        const char* guess = near(rest, 1.0)                                           ? "it looks like g"
                            : near(rest, kStandardGravityMps2 * kStandardGravityMps2) ? "m/s² taken for g?"
                            : rest < 0.5 ? "gravity seems removed"
                                         : "is the scale right?";
        foot.warnings.push_back(
            fmt::format("acceleration at rest is {:.2f} m/s² instead of 9.81: {}", rest, guess));
    }
    if (track.gravity == Gravity::removed && foot.rest_acceleration_mps2 && rest > 3.0) {
        foot.warnings.push_back(
            fmt::format("acceleration at rest is {:.2f} m/s²: gravity is not removed", rest));
    }
    // Feet turn at up to about 20 rad/s in walking and running; deg/s taken for rad/s show 57 times that.
    constexpr double kLargest = 50.0;
    constexpr double kSmallest = 0.5;
    if (foot.largest_angular_rate_radps > kLargest) {
        foot.warnings.push_back(fmt::format("angular rate up to {:.0f} rad/s: it looks like deg/s",
                                            foot.largest_angular_rate_radps));
    } else if (foot.largest_angular_rate_radps < kSmallest) {
        foot.warnings.push_back(
            fmt::format("angular rate never above {:.2f} rad/s: no walking, or other units",
                        foot.largest_angular_rate_radps));
    }
}

void warn(const FootTrack& track, FootInspection& foot) {
    constexpr double kManyLost = 0.02;
    const double longest_ms = static_cast<double>(foot.longest_loss) / track.rate_hz * 1000.0;
    if (foot.lost_share > kManyLost || foot.gaps > 0) {
        foot.warnings.push_back(
            fmt::format("{:.1f} % of samples lost, up to {} in a row ({:.0f} ms), {} gaps",
                        foot.lost_share * 100.0, foot.longest_loss, longest_ms, foot.gaps));
    }
    if (foot.true_rate_hz < foot.rate_hz) {
        foot.warnings.push_back(fmt::format("{:.0f} % of samples repeat the one before: really {:.1f} Hz",
                                            foot.doubled_share * 100.0, foot.true_rate_hz));
    }
    if (foot.acceleration_clipping.samples > 0) {
        foot.warnings.push_back(fmt::format("acceleration clips at {:.1f} m/s² in {} samples",
                                            foot.acceleration_clipping.level,
                                            foot.acceleration_clipping.samples));
    }
    if (foot.angular_rate_clipping.samples > 0) {
        foot.warnings.push_back(fmt::format("angular rate clips at {:.1f} rad/s in {} samples",
                                            foot.angular_rate_clipping.level,
                                            foot.angular_rate_clipping.samples));
    }
    warn_of_units(track, foot);
}

FootInspection inspect_foot(const FootTrack& track, const std::string& definition) {
    FootInspection foot;
    foot.foot = track.foot;
    foot.rate_hz = track.rate_hz;
    foot.true_rate_hz = track.rate_hz;
    foot.samples = track.samples.size();
    if (track.samples.empty()) {
        foot.warnings.emplace_back("no samples");
        return foot;
    }
    foot.duration_s = seconds(track.samples.back().time - track.samples.front().time);
    inspect_losses(track, foot);
    inspect_doubling(track, foot);
    inspect_clipping(track, foot);
    inspect_rest(track, foot);
    inspect_reference(track, definition, foot);
    warn(track, foot);
    return foot;
}

}  // namespace

Inspection inspect(const Recording& recording) {
    Inspection inspection;
    inspection.data_set = recording.data_set;
    inspection.recording = recording.id;
    inspection.person = recording.person;
    inspection.label_definition = recording.label_definition;
    for (const FootTrack& track : recording.feet) {
        inspection.feet.push_back(inspect_foot(track, recording.label_definition));
        const FootInspection& foot = inspection.feet.back();
        inspection.gravity = track.gravity;
        for (const std::string& warning : foot.warnings) {
            inspection.warnings.push_back(fmt::format("{}: {}", to_string(track.foot), warning));
        }
        if (!track.samples.empty()) {
            inspection.duration_s = std::max(inspection.duration_s, seconds(track.samples.back().time));
        }
        if (foot.events > 0 && foot.implausible_strides > foot.strides) {
            inspection.warnings.push_back(fmt::format("{}: {} of {} reference strides are implausible",
                                                      to_string(track.foot), foot.implausible_strides,
                                                      foot.strides + foot.implausible_strides));
        }
    }
    if (recording.label_definition.empty()) {
        inspection.warnings.emplace_back("no reference");
    }
    return inspection;
}

}  // namespace footfall::io
