// How the clocks of two feet go together.
#include "footfall/recording/clock_relation.h"

#include <algorithm>
#include <cmath>
#include <span>

namespace footfall {
namespace {

constexpr Nanoseconds kMs = 1'000'000;
constexpr Nanoseconds kSought = 30 * kNanosecondsPerSecond;
constexpr Nanoseconds kStep = 10 * kMs;
constexpr std::size_t kMostSwings = 1000;
constexpr std::size_t kFewestSwings = 4;
constexpr double kMargin = 2.0;             // swings
constexpr double kSwingingAtOnce_s = 0.05;  // counts as much as a swing out of turn
constexpr double kUnlikeStride_s = 0.1;
constexpr Nanoseconds kContactError = 20 * kMs;
constexpr Nanoseconds kLongestStance = 2 * kNanosecondsPerSecond;  // a longer one is a stop

double seconds(Nanoseconds time) noexcept {
    return static_cast<double>(time) / static_cast<double>(kNanosecondsPerSecond);
}

struct Track {
    std::span<const TimeRegion> swings;
    TimeRegion said;
};

Track track_of(const FootFindings& foot) {
    const std::span<const TimeRegion> swings = foot.swings;
    Track track{swings.first(std::min(swings.size(), kMostSwings)), foot.said};
    if (swings.size() > kMostSwings) {
        track.said.end = track.swings.back().end;
    }
    return track;
}

Nanoseconds middle(const TimeRegion& region) noexcept { return region.start + region.length() / 2; }

/// Swings of `mine` between which the other foot, moved by `offset`, swings once, less those where it
/// doesn't.
double turns_taken(const Track& mine, const Track& other, Nanoseconds offset) {
    double score = 0.0;
    std::size_t next = 0;
    for (std::size_t i = 0; i + 1 < mine.swings.size(); ++i) {
        const TimeRegion between{middle(mine.swings[i]), middle(mine.swings[i + 1])};
        const bool stops = mine.swings[i + 1].start - mine.swings[i].end > kLongestStance;
        const bool seen = between.start >= other.said.start + offset && between.end < other.said.end + offset;
        while (next < other.swings.size() && middle(other.swings[next]) + offset < between.start) {
            ++next;
        }
        if (stops || !seen) {
            continue;
        }
        int swings = 0;
        for (std::size_t j = next; j < other.swings.size() && middle(other.swings[j]) + offset < between.end;
             ++j) {
            ++swings;
        }
        score += swings == 1 ? 1.0 : -1.0;
        if (swings == 1 && next > 0 && next + 1 < other.swings.size()) {
            // A long stride of one foot lies within long ones of the other.
            const Nanoseconds theirs = (middle(other.swings[next + 1]) - middle(other.swings[next - 1])) / 2;
            score -= std::min(1.0, std::abs(seconds(between.length() - theirs)) / kUnlikeStride_s);
        }
    }
    return score;
}

double both_swinging_s(const Track& left, const Track& right, Nanoseconds offset) {
    Nanoseconds sum = 0;
    std::size_t l = 0;
    std::size_t r = 0;
    while (l < left.swings.size() && r < right.swings.size()) {
        const TimeRegion& a = left.swings[l];
        const TimeRegion b{right.swings[r].start + offset, right.swings[r].end + offset};
        sum += std::max<Nanoseconds>(0, std::min(a.end, b.end) - std::max(a.start, b.start));
        (a.end < b.end ? l : r) += 1;
    }
    return seconds(sum);
}

double score_of(const Track& left, const Track& right, Nanoseconds offset) {
    return turns_taken(left, right, offset) + turns_taken(right, left, -offset) -
           both_swinging_s(left, right, offset) / kSwingingAtOnce_s;
}

struct Scored {
    Nanoseconds offset = 0;
    double score = 0.0;
};

std::vector<Scored> scores_within(const Track& left, const Track& right, Nanoseconds around) {
    std::vector<Scored> scores;
    for (Nanoseconds offset = -around; offset <= around; offset += kStep) {
        scores.push_back({offset, score_of(left, right, offset)});
    }
    return scores;
}

Scored best_of(const std::vector<Scored>& scores) {
    return *std::max_element(scores.begin(), scores.end(),
                             [](const Scored& a, const Scored& b) { return a.score < b.score; });
}

Nanoseconds median_stride(const Track& track) {
    std::vector<Nanoseconds> strides;
    for (std::size_t i = 0; i + 1 < track.swings.size(); ++i) {
        strides.push_back(track.swings[i + 1].end - track.swings[i].end);
    }
    const auto half = strides.begin() + static_cast<std::ptrdiff_t>(strides.size() / 2);
    std::nth_element(strides.begin(), half, strides.end());
    return *half;
}

double quantile(std::vector<Nanoseconds>& values, double share) {
    const auto at = values.begin() + std::lround(share * static_cast<double>(values.size() - 1));
    std::nth_element(values.begin(), at, values.end());
    return seconds(*at);
}

/// Both times of double support, with the offset, that follow each left swing.
Interval refined(const Track& left, const Track& right, Nanoseconds offset) {
    std::vector<Nanoseconds> after_left;   // from the left foot's landing to the right foot's leaving
    std::vector<Nanoseconds> after_right;  // the other way round
    std::size_t next = 0;
    for (const TimeRegion& swing : left.swings) {
        while (next < right.swings.size() && middle(right.swings[next]) + offset < middle(swing)) {
            ++next;
        }
        if (next < right.swings.size() &&
            right.swings[next].start + offset - swing.end < kLongestStance / 4) {
            after_left.push_back(right.swings[next].start + offset - swing.end);
        }
        if (next > 0 && swing.start - right.swings[next - 1].end - offset < kLongestStance / 4) {
            after_right.push_back(swing.start - right.swings[next - 1].end - offset);
        }
    }
    if (after_left.empty() || after_right.empty()) {
        return {};
    }
    // A greater offset lengthens the one and shortens the other.
    const double lower = -quantile(after_left, 0.1) - seconds(kContactError);
    const double upper = quantile(after_right, 0.1) + seconds(kContactError);
    const double middle_s = 0.5 * (quantile(after_right, 0.5) - quantile(after_left, 0.5));
    const double now = seconds(offset);
    return {now + middle_s, now + std::min(lower, middle_s), now + std::max(upper, middle_s)};
}

ClockRelation unknown(std::string why) { return {ClockRelation::Kind::unknown, {}, std::move(why)}; }

}  // namespace

ClockRelation relate_clocks(const FootFindings& left, const FootFindings& right, bool stated_common) {
    const Track l = track_of(left);
    const Track r = track_of(right);
    const bool too_few = l.swings.size() < kFewestSwings || r.swings.size() < kFewestSwings;
    if (stated_common && (too_few || score_of(l, r, 0) > 0.0)) {
        return {ClockRelation::Kind::common, {0.0, 0.0, 0.0}, "the files count both feet on one clock"};
    }
    if (too_few) {
        return unknown("too few steps of both feet");
    }
    const std::vector<Scored> scores = scores_within(l, r, kSought);
    const Scored best = best_of(scores);
    const Nanoseconds apart = std::min(median_stride(l), median_stride(r)) / 2;
    double second = 0.0;
    for (const Scored& one : scores) {
        if (std::abs(one.offset - best.offset) > apart) {
            second = std::max(second, one.score);
        }
    }
    if (best.score <= 0.0) {
        return unknown("the feet do not take turns, whatever the offset between their clocks");
    }
    if (best.score - second < kMargin) {
        return unknown("no start, stop or turn of the walk tells by how many strides their clocks differ");
    }
    return {ClockRelation::Kind::estimated, refined(l, r, best.offset),
            "estimated from the feet's taking turns, with equal times of double support"};
}

}  // namespace footfall
