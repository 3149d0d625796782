// How good an answer is.
#include "train/metrics.h"

#include <algorithm>
#include <cmath>
#include <tuple>

#include "footfall/core/random.h"

namespace footfall::train {
namespace {

constexpr int kResamples = 1000;

double ratio(double numerator, double denominator) {
    return denominator > 0.0 ? numerator / denominator : kUnknown;
}

/// Linear interpolation between order statistics; `values` is reordered.
double quantile(std::vector<double>& values, double share) {
    if (values.empty()) {
        return kUnknown;
    }
    const double position = share * static_cast<double>(values.size() - 1);
    const auto below = static_cast<std::size_t>(position);
    std::nth_element(values.begin(), values.begin() + static_cast<std::ptrdiff_t>(below), values.end());
    const double low = values[below];
    if (below + 1 == values.size()) {
        return low;
    }
    const double high =
        *std::min_element(values.begin() + static_cast<std::ptrdiff_t>(below) + 1, values.end());
    return low + (position - static_cast<double>(below)) * (high - low);
}

EventScore score_of(const EventErrors& errors) {
    std::vector<double> absolute;
    std::vector<double> signed_ms;
    for (const float error : errors.error_ms) {
        absolute.push_back(std::abs(static_cast<double>(error)));
        signed_ms.push_back(static_cast<double>(error));
    }
    EventScore score;
    score.median_abs_ms = quantile(absolute, 0.5);
    score.p95_abs_ms = quantile(absolute, 0.95);
    score.bias_ms = quantile(signed_ms, 0.5);
    score.reference = errors.reference;
    score.missed = errors.missed;
    score.extra = errors.extra;
    score.missed_share = ratio(static_cast<double>(errors.missed), static_cast<double>(errors.reference));
    score.extra_share = ratio(static_cast<double>(errors.extra), static_cast<double>(errors.reference));
    return score;
}

void add_errors(EventErrors& sum, const EventErrors& more) {
    sum.error_ms.insert(sum.error_ms.end(), more.error_ms.begin(), more.error_ms.end());
    sum.reference += more.reference;
    sum.missed += more.missed;
    sum.extra += more.extra;
}

Interval percentile_interval(double value, std::vector<double>& resampled) {
    std::erase_if(resampled, [](double x) { return std::isnan(x); });
    return {value, quantile(resampled, 0.025), quantile(resampled, 0.975)};
}

}  // namespace

void Tally::add_cycle(double truth, double found, bool turning) {
    const double error = std::abs(found - truth);
    const double circular = std::min(error, 1.0 - error);
    ++cycles;
    cycle_error_sum += error;
    cycle_circular_error_sum += circular;
    if (!turning) {
        ++straight_cycles;
        straight_circular_error_sum += circular;
    }
}

void Tally::add(const Tally& other) {
    for (std::size_t i = 0; i < confusion.size(); ++i) {
        confusion[i] += other.confusion[i];
    }
    unanswered += other.unanswered;
    cycles += other.cycles;
    cycle_error_sum += other.cycle_error_sum;
    cycle_circular_error_sum += other.cycle_circular_error_sum;
    straight_cycles += other.straight_cycles;
    straight_circular_error_sum += other.straight_circular_error_sum;
    add_errors(initial_contact, other.initial_contact);
    add_errors(final_contact, other.final_contact);
}

Scores scores_of(const Tally& tally) {
    Scores scores;
    const auto count = [&](int truth, int found) {
        const auto row = static_cast<std::size_t>(truth) * static_cast<std::size_t>(tally.phases);
        return static_cast<double>(tally.confusion[row + static_cast<std::size_t>(found)]);
    };
    double total = 0.0;
    double right = 0.0;
    double recall_sum = 0.0;
    double f1_sum = 0.0;
    int occurring = 0;
    for (int phase = 0; phase < tally.phases; ++phase) {
        double in_truth = 0.0;
        double in_found = 0.0;
        for (int other = 0; other < tally.phases; ++other) {
            in_truth += count(phase, other);
            in_found += count(other, phase);
        }
        const double hits = count(phase, phase);
        total += in_truth;
        right += hits;
        const double f1 = ratio(2.0 * hits, in_truth + in_found);
        scores.f1.push_back(f1);
        if (in_truth > 0.0) {
            ++occurring;
            recall_sum += hits / in_truth;
        }
        f1_sum += std::isnan(f1) ? 0.0 : f1;
    }
    const int in_either = static_cast<int>(
        std::count_if(scores.f1.begin(), scores.f1.end(), [](double f1) { return !std::isnan(f1); }));
    scores.samples = static_cast<std::int64_t>(total);
    scores.accuracy = ratio(right, total);
    scores.balanced_accuracy = ratio(recall_sum, occurring);
    scores.f1_macro = ratio(f1_sum, in_either);
    const auto cycles = static_cast<double>(tally.cycles);
    scores.cycle_mae = ratio(tally.cycle_error_sum, cycles);
    scores.cycle_mae_circular = ratio(tally.cycle_circular_error_sum, cycles);
    scores.cycle_mae_circular_straight =
        ratio(tally.straight_circular_error_sum, static_cast<double>(tally.straight_cycles));
    scores.initial_contact = score_of(tally.initial_contact);
    scores.final_contact = score_of(tally.final_contact);
    return scores;
}

Bootstrap::Bootstrap(const std::vector<Tally>& people, std::uint64_t seed) {
    const auto pooled = [&](auto&& pick) {
        Tally sum(people.empty() ? 2 : people.front().phases);
        for (std::size_t i = 0; i < people.size(); ++i) {
            sum.add(people[pick(i)]);
        }
        return scores_of(sum);
    };
    all_ = pooled([](std::size_t i) { return i; });
    if (people.size() > 1) {
        Random random(seed);
        for (int i = 0; i < kResamples; ++i) {
            resampled_.push_back(pooled([&](std::size_t) { return random.below(people.size()); }));
        }
    }
}

Interval Bootstrap::of(const std::function<double(const Scores&)>& statistic) const {
    std::vector<double> values;
    for (const Scores& scores : resampled_) {
        values.push_back(statistic(scores));
    }
    return percentile_interval(statistic(all_), values);
}

Interval bootstrap_mean(const std::vector<double>& values, std::uint64_t seed) {
    const auto count = static_cast<double>(values.size());
    double sum = 0.0;
    for (const double value : values) {
        sum += value;
    }
    std::vector<double> resampled;
    if (values.size() > 1) {
        Random random(seed);
        for (int i = 0; i < kResamples; ++i) {
            double drawn = 0.0;
            for (std::size_t k = 0; k < values.size(); ++k) {
                drawn += values[random.below(values.size())];
            }
            resampled.push_back(drawn / count);
        }
    }
    return percentile_interval(ratio(sum, count), resampled);
}

void match_events(const std::vector<Nanoseconds>& reference, const std::vector<Nanoseconds>& found,
                  const std::vector<TimeRegion>& walking, Nanoseconds tolerance, EventErrors& errors) {
    struct Pair {
        Nanoseconds distance;
        std::size_t reference;
        std::size_t found;
    };
    std::vector<Pair> pairs;
    for (std::size_t r = 0; r < reference.size(); ++r) {
        const auto first = std::lower_bound(found.begin(), found.end(), reference[r] - tolerance);
        for (auto f = first; f != found.end() && *f <= reference[r] + tolerance; ++f) {
            pairs.push_back({std::abs(*f - reference[r]), r, static_cast<std::size_t>(f - found.begin())});
        }
    }
    std::sort(pairs.begin(), pairs.end(), [](const Pair& a, const Pair& b) {
        return std::tie(a.distance, a.reference, a.found) < std::tie(b.distance, b.reference, b.found);
    });
    std::vector<bool> reference_taken(reference.size());
    std::vector<bool> found_taken(found.size());
    for (const Pair& pair : pairs) {
        if (reference_taken[pair.reference] || found_taken[pair.found]) {
            continue;
        }
        reference_taken[pair.reference] = true;
        found_taken[pair.found] = true;
        errors.error_ms.push_back(
            static_cast<float>(static_cast<double>(found[pair.found] - reference[pair.reference]) / 1e6));
    }
    errors.reference += static_cast<std::int64_t>(reference.size());
    errors.missed += std::count(reference_taken.begin(), reference_taken.end(), false);
    for (std::size_t f = 0; f < found.size(); ++f) {
        // A day has thousands of walks: look only at the last that has begun.
        const auto later =
            std::upper_bound(walking.begin(), walking.end(), found[f],
                             [](Nanoseconds at, const TimeRegion& region) { return at < region.start; });
        const bool in_walking = later != walking.begin() && std::prev(later)->contains(found[f]);
        errors.extra += in_walking && !found_taken[f] ? 1 : 0;
    }
}

}  // namespace footfall::train
