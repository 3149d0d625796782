// Ticks, their order, and the rate they show.
#include "io/sample_clock.h"

#include <algorithm>
#include <cmath>

#include "io/number.h"

namespace footfall::io {

namespace {

constexpr double kNanosecondsInSecond = 1e9;
/// Beyond it (year 2096 of the Unix clock) a difference of two times would not fit 64 bits of nanoseconds.
constexpr double kLatestTimeS = 4e9;

double rate_of(const std::vector<ImuSample>& samples) {
    RateMeter meter;
    for (const ImuSample& sample : samples) {
        meter.add(sample.time);
    }
    return meter.rate_hz();
}

}  // namespace

void RateMeter::add(Nanoseconds time) {
    constexpr std::size_t kSteps = std::size_t{1} << 16U;
    if (!first_) {
        first_ = time;
    } else if (steps_.size() < kSteps) {
        steps_.push_back(time - last_);
    }
    last_ = time;
}

double RateMeter::rate_hz() const {
    if (steps_.empty()) {
        return 0.0;
    }
    std::vector<Nanoseconds> steps = steps_;
    const auto middle = steps.begin() + static_cast<std::ptrdiff_t>(steps.size() / 2);
    std::nth_element(steps.begin(), middle, steps.end());
    const double span_s = static_cast<double>(last_ - *first_) / kNanosecondsInSecond;
    const double step_s = static_cast<double>(*middle) / kNanosecondsInSecond;
    const double rate_hz = std::round(span_s / step_s) / span_s;
    const double digit = std::pow(10.0, std::floor(std::log10(rate_hz)) - 6.0);
    return std::round(rate_hz / digit) * digit;
}

Nanoseconds SampleClock::time_of(std::int64_t ticks) const noexcept {
    if (source == Source::time) {
        return ticks;
    }
    return static_cast<Nanoseconds>(
        std::llround(static_cast<double>(ticks) / rate_hz * kNanosecondsInSecond));
}

std::optional<std::int64_t> TickReader::read(const TableReader& table) {
    const std::int64_t tick = counted(table);
    if (last_ && tick == *last_) {
        return std::nullopt;
    }
    if (last_ && tick < *last_) {
        throw table.lines().error("time to go on in " + table.column_label(column_),
                                  in_quotes(table.text(column_)) + ", before the row above it");
    }
    last_ = tick;
    return tick;
}

std::int64_t TickReader::counted(const TableReader& table) {
    if (clock_.source == SampleClock::Source::rows) {
        return row_++;
    }
    const double cell = table.finite_number(column_);
    if (clock_.source == SampleClock::Source::time) {
        const double time_s = cell * clock_.unit_s;
        if (std::abs(time_s) > kLatestTimeS) {
            throw table.lines().error("a time of at most 4e9 s", in_quotes(table.text(column_)));
        }
        return static_cast<std::int64_t>(std::llround(time_s * kNanosecondsInSecond));
    }
    const std::optional<std::int64_t> counter = whole_number_from(cell);
    if (!counter || *counter < 0 || *counter > kLargestIndex) {
        throw table.lines().error("a whole number from 0 to 2^32 in " + table.column_label(column_),
                                  in_quotes(table.text(column_)));
    }
    // A counter that starts again falls by most of its range; anything less is time running backwards.
    if (clock_.wraps_at > 0 && last_ && *last_ - turns_ - *counter > clock_.wraps_at / 2) {
        turns_ += clock_.wraps_at;
    }
    return turns_ + *counter;
}

std::vector<std::int64_t> counter_turns(const std::vector<std::int64_t>& first_ticks,
                                        const SampleClock& clock) {
    std::vector<std::int64_t> turns(first_ticks.size(), 0);
    if (clock.source != SampleClock::Source::counter || clock.wraps_at == 0 || first_ticks.empty()) {
        return turns;
    }
    const std::int64_t latest = *std::max_element(first_ticks.begin(), first_ticks.end());
    for (std::size_t i = 0; i < turns.size(); ++i) {
        turns[i] = latest - first_ticks[i] > clock.wraps_at / 2 ? clock.wraps_at : 0;
    }
    return turns;
}

void align_counter_turns(std::vector<FootTrack>& feet, const SampleClock& clock) {
    std::vector<std::int64_t> first;
    std::vector<FootTrack*> tracks;
    for (FootTrack& track : feet) {
        if (!track.samples.empty()) {
            first.push_back(track.samples.front().time);
            tracks.push_back(&track);
        }
    }
    const std::vector<std::int64_t> turns = counter_turns(first, clock);
    for (std::size_t i = 0; i < tracks.size(); ++i) {
        for (ImuSample& sample : tracks[i]->samples) {
            sample.time += turns[i];
        }
    }
}

std::int64_t first_tick(const std::vector<FootTrack>& feet) {
    std::optional<std::int64_t> first;
    for (const FootTrack& track : feet) {
        if (!track.samples.empty()) {
            first = std::min(first.value_or(track.samples.front().time), track.samples.front().time);
        }
    }
    return first.value_or(0);
}

void apply_clock(std::vector<FootTrack>& feet, const SampleClock& clock, std::int64_t origin,
                 const std::string& file) {
    for (FootTrack& track : feet) {
        for (ImuSample& sample : track.samples) {
            sample.time = clock.time_of(sample.time - origin);
        }
        track.rate_hz = clock.rate_hz;
        if (clock.source == SampleClock::Source::time && clock.rate_hz <= 0.0) {
            track.rate_hz = rate_of(track.samples);
        }
        check_rate(track.rate_hz, track.foot, file);
    }
}

void check_rate(double rate_hz, Foot foot, const std::string& file) {
    if (!(rate_hz >= kLowestRateHz && rate_hz <= kHighestRateHz)) {
        throw Error(file, "", "times that show a rate from 1 to 100000 Hz",
                    text_of(rate_hz) + " Hz for the " + std::string(to_string(foot)) + " foot");
    }
}

}  // namespace footfall::io
