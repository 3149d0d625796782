// Walking bouts of both feet.
#include "footfall/recording/walking_bouts.h"

#include <algorithm>
#include <cmath>
#include <span>
#include <utility>

namespace footfall {
namespace {

constexpr int kFewestWithEdges = 5;   // strides of a foot in a bout: fewer are all starting and stopping
constexpr double kMostUnknown = 0.2;  // of a foot's strides in a bout, for the way to be known

/// What one foot walked without a break.
struct Stretch {
    std::size_t foot = 0;
    std::span<MeasuredStride> strides;
    TimeRegion time;  // on the first foot's clock
};

std::vector<Stretch> stretches_of(std::vector<MeasuredFoot>& feet, Nanoseconds right_offset) {
    std::vector<Stretch> stretches;
    for (std::size_t foot = 0; foot < feet.size(); ++foot) {
        const Nanoseconds offset = foot == 0 ? 0 : right_offset;
        std::span<MeasuredStride> left = feet[foot].strides;
        while (!left.empty()) {
            const auto end = std::find_if(left.begin(), left.end(), [&](const MeasuredStride& stride) {
                return stride.bout != left.front().bout;
            });
            const auto count = static_cast<std::size_t>(end - left.begin());
            stretches.push_back({foot,
                                 left.first(count),
                                 {left.front().time.start + offset, left[count - 1].time.end + offset}});
            left = left.subspan(count);
        }
    }
    std::sort(stretches.begin(), stretches.end(),
              [](const Stretch& a, const Stretch& b) { return a.time.start < b.time.start; });
    return stretches;
}

/// How far one foot went.
class Way {
public:
    void add(const Measured& length) noexcept {
        ++strides_;
        if (length.known()) {
            ++known_;
            sum_ += length.value;
            variance_ += length.sd * length.sd;
        }
    }
    [[nodiscard]] Measured total() const noexcept {
        if (known_ == 0.0 || strides_ - known_ > kMostUnknown * strides_) {
            return {};
        }
        const double scale = strides_ / known_;
        return {scale * sum_, scale * std::sqrt(variance_)};
    }

private:
    double strides_ = 0.0;
    double known_ = 0.0;
    double sum_ = 0.0;
    double variance_ = 0.0;
};

void mark_edges(std::vector<MeasuredFoot>& feet, const std::vector<WalkingBout>& bouts) noexcept {
    for (MeasuredFoot& foot : feet) {
        auto next = foot.strides.begin();
        for (const WalkingBout& bout : bouts) {
            const auto count = bout.strides[static_cast<std::size_t>(foot.foot)];
            if (count > 0) {
                const bool is_long = count >= kFewestWithEdges;
                next->edge = is_long;
                next += count;
                std::prev(next)->edge = is_long;
            }
        }
    }
}

Measured mean_of(const Measured& a, const Measured& b) noexcept {
    if (!a.known() || !b.known()) {
        return a.known() ? a : b;
    }
    return {0.5 * (a.value + b.value), 0.5 * std::hypot(a.sd, b.sd)};
}

}  // namespace

std::vector<WalkingBout> join_bouts(std::vector<MeasuredFoot>& feet, Nanoseconds right_offset) {
    std::vector<WalkingBout> bouts;
    std::array<Way, 2> ways;
    const auto end_bout = [&] {
        if (!bouts.empty()) {
            bouts.back().distance_m = mean_of(ways[0].total(), ways[1].total());
        }
        ways = {};
    };
    std::array<bool, 2> path_found{};
    for (const Stretch& stretch : stretches_of(feet, right_offset)) {
        if (bouts.empty() || stretch.time.start >= bouts.back().time.end) {
            end_bout();
            bouts.push_back({stretch.time, {}, {}});
        }
        WalkingBout& bout = bouts.back();
        bout.time.end = std::max(bout.time.end, stretch.time.end);
        MeasuredFoot& foot = feet[stretch.foot];
        const auto side = static_cast<std::size_t>(foot.foot);
        if (stretch.strides.front().bout == foot.path_bout && !std::exchange(path_found[side], true)) {
            foot.path_bout = bouts.size() - 1;
        }
        bout.strides[side] += static_cast<int>(stretch.strides.size());
        for (MeasuredStride& stride : stretch.strides) {
            stride.bout = bouts.size() - 1;
            ways[side].add(stride.motion.length_m);
        }
    }
    end_bout();
    mark_edges(feet, bouts);
    return bouts;
}

}  // namespace footfall
