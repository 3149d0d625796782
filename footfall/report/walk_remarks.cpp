// What the reader of the numbers must know.
#include "footfall/report/walk_remarks.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "footfall/recording/sidedness.h"
#include "footfall/report/walk_summary.h"

namespace footfall::report {
namespace {

constexpr double kManyLost = 0.05;      // of the samples: worth a word
constexpr double kVeryManyLost = 0.15;  // and a warning
constexpr double kLowRateHz = 80.0;     // the models' own is 100
constexpr double kManyRepeated = 0.25;  // of the samples
constexpr double kUnsure = 0.9;         // mean confidence of walking samples; of healthy feet it is 0.97
constexpr double kUpsideDown = -0.5;    // cosine between the sensor's z axis and up

class Remarks {
public:
    void say(std::optional<Foot> foot, std::string text) { all_.push_back({foot, false, std::move(text)}); }
    void warn(std::optional<Foot> foot, std::string text) { all_.push_back({foot, true, std::move(text)}); }

    [[nodiscard]] std::vector<Remark> take() {
        std::stable_partition(all_.begin(), all_.end(), [](const Remark& remark) { return remark.warning; });
        return std::move(all_);
    }

private:
    std::vector<Remark> all_;
};

const char* plural(std::int64_t count) { return count == 1 ? "" : "s"; }

void on_strides(const MeasuredFoot& foot, Remarks& remarks) {
    const auto name = to_string(foot.foot);
    const std::size_t strides = foot.strides.size();
    if (strides == 0) {
        remarks.warn(
            foot.foot,
            !foot.data.walks ? fmt::format("The {} foot does not walk: it never turns as fast as in a step. "
                                           "Nothing was measured of it.",
                                           name)
            : !foot.data.alignment
                ? fmt::format("Nothing was measured of the {} foot: {}.", name, foot.data.no_alignment)
                : fmt::format("The {} foot moves, but makes no whole stride: nothing was measured "
                              "of it.",
                              name));
        return;
    }
    const auto straight =
        std::count_if(foot.strides.begin(), foot.strides.end(),
                      [](const MeasuredStride& stride) { return !stride.turning && !stride.edge; });
    if (straight < kStridesForMean) {
        remarks.warn(foot.foot, fmt::format("Only {} steady stride{} of the {} foot: too few for its means, "
                                            "which take {}.",
                                            straight, plural(straight), name, kStridesForMean));
    }
    if (foot.walks_at_start) {
        remarks.say(foot.foot, fmt::format("The recording begins while the {} foot walks: what came before "
                                           "its first initial contact is left out.",
                                           name));
    }
    if (foot.walks_at_end) {
        remarks.say(foot.foot, fmt::format("The recording ends while the {} foot walks: its last stride is "
                                           "not whole and is left out.",
                                           name));
    }
    if (foot.gait.confidence() < kUnsure) {
        remarks.warn(foot.foot,
                     fmt::format("The model is unsure of the {} foot's phases ({:.0f} % on average): this "
                                 "is another kind of walking than it has learnt, and times may be off.",
                                 name, 100.0 * foot.gait.confidence()));
    }
}

void on_data(const MeasuredFoot& foot, Remarks& remarks) {
    const auto name = to_string(foot.foot);
    const TrackSurvey& data = foot.data;
    const double lost = static_cast<double>(data.lost) /
                        static_cast<double>(std::max<std::int64_t>(1, data.lost + data.samples));
    if (lost > kManyLost) {
        std::string text = fmt::format(
            "{:.0f} % of the {} foot's samples are missing, up to {} in a row. Up to 0.15 s is bridged; "
            "strides with longer losses are left out.",
            100.0 * lost, name, data.longest_loss);
        lost > kVeryManyLost ? remarks.warn(foot.foot, std::move(text) + " Contacts are less exact.")
                             : remarks.say(foot.foot, std::move(text));
    } else if (data.gaps > 0) {
        remarks.say(foot.foot, fmt::format("{} gap{} of more than 0.1 s in the {} foot's data: strides with "
                                           "more than 0.15 s missing are left out.",
                                           data.gaps, plural(data.gaps), name));
    }
    const double repeated =
        static_cast<double>(data.repeated) / static_cast<double>(std::max<std::int64_t>(1, data.samples));
    const double rate_hz = repeated > kManyRepeated ? foot.rate_hz * (1.0 - repeated) : foot.rate_hz;
    if (rate_hz < kLowRateHz) {
        remarks.warn(foot.foot,
                     fmt::format("The {} foot was measured at {:.0f} Hz{}: one sample in {:.0f} ms, "
                                 "so contacts, short times and clearance are less exact.",
                                 name, rate_hz, repeated > kManyRepeated ? " (samples are repeated)" : "",
                                 1000.0 / rate_hz));
    }
    const auto clipped = [&](const Clipping& clipping, const char* what, const char* unit) {
        if (clipping.samples > 0) {
            remarks.warn(
                foot.foot,
                fmt::format("The {} foot's {} reached the end of its range, {:.1f} {}, in {} "
                            "sample{} ({:.2g} %): what was beyond is lost, so lengths and heights "
                            "of these strides may be off. Times are hardly touched.",
                            name, what, clipping.level, unit, clipping.samples, plural(clipping.samples),
                            100.0 * static_cast<double>(clipping.samples) /
                                static_cast<double>(std::max<std::int64_t>(1, data.samples))));
        }
    };
    clipped(data.acceleration_clipping, "accelerometer", "m/s²");
    clipped(data.angular_rate_clipping, "gyroscope", "rad/s");
    if (foot.gravity == Gravity::removed) {
        remarks.warn(foot.foot, fmt::format("Gravity was taken out of the {} foot's acceleration: without it "
                                            "lengths, heights, angles and turns cannot be measured.",
                                            name));
    }
}

/// The sensor's z axis against up; nothing where the mounting isn't known.
std::optional<double> z_up(const MeasuredFoot& foot) {
    if (!foot.data.alignment || !foot.data.walks || foot.gravity == Gravity::removed) {
        return std::nullopt;
    }
    return static_cast<double>(foot.data.alignment->rows[2].z);
}

/// Seen where the two sensors sit differently; how their makers mean them to sit is not known.
void on_mounting(const MeasuredWalk& walk, Remarks& remarks) {
    if (walk.feet.size() != 2) {
        return;
    }
    const std::optional<double> left = z_up(walk.feet[0]);
    const std::optional<double> right = z_up(walk.feet[1]);
    if (!left || !right || *left * *right >= 0.0 || std::min(*left, *right) > kUpsideDown ||
        std::max(*left, *right) < -kUpsideDown) {
        return;
    }
    const Foot down = *left < 0.0 ? Foot::left : Foot::right;
    remarks.say(down, fmt::format("The {} foot's sensor is upside down compared with the other. Its mounting "
                                  "was learned from the walk, so the numbers are not touched.",
                                  to_string(down)));
}

void on_sides(const MeasuredWalk& walk, Remarks& remarks) {
    if (walk.feet.size() == 2 && walk.feet[0].sidedness + walk.feet[1].sidedness <
                                     Sidedness::kExchanged) {  // not so of what isn't known
        remarks.warn(std::nullopt,
                     "The sensors look as if they were on the wrong feet, or their files exchanged: the feet "
                     "roll and sway to the inside. If so, left is right in everything below.");
    }
}

void on_clocks(const MeasuredWalk& walk, Remarks& remarks) {
    const ClockRelation& clocks = walk.clocks;
    switch (clocks.kind) {
        case ClockRelation::Kind::one_foot:
            if (walk.feet.size() == 1) {
                remarks.warn(std::nullopt,
                             fmt::format("Only the {} foot was measured: step and double-support times and "
                                         "left against right need both.",
                                         to_string(walk.feet[0].foot)));
            }
            return;
        case ClockRelation::Kind::common: return;
        case ClockRelation::Kind::estimated:
            remarks.warn(
                std::nullopt,
                fmt::format("The feet's clocks are not one{}: the right foot's times need {:+.2f} s "
                            "({:+.2f} to {:+.2f} s), {}. Double support does not depend on the "
                            "rest; step times do, and are not given.",
                            walk.stated_one_clock ? ", though the file says so" : "", clocks.offset_s.value,
                            clocks.offset_s.low, clocks.offset_s.high, clocks.how));
            return;
        case ClockRelation::Kind::unknown:
            remarks.warn(std::nullopt,
                         fmt::format("How the feet's clocks go together is not known ({}): step and "
                                     "double-support times are not given.",
                                     clocks.how));
    }
}

}  // namespace

std::vector<Remark> remarks_on(const MeasuredWalk& walk) {
    Remarks remarks;
    on_sides(walk, remarks);
    on_clocks(walk, remarks);
    for (const MeasuredFoot& foot : walk.feet) {
        on_strides(foot, remarks);
        on_data(foot, remarks);
    }
    on_mounting(walk, remarks);
    return remarks.take();
}

}  // namespace footfall::report
