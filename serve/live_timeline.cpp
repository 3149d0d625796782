// One foot's readings to samples in order on one unbroken clock.
#include "serve/live_timeline.h"

#include <algorithm>
#include <cmath>

namespace footfall::serve {
namespace {

/// From device time to what passes here meanwhile.
Nanoseconds at_pace(Nanoseconds device, double speed) noexcept {
    return speed == 1.0 ? device : std::llround(static_cast<double>(device) / speed);
}

constexpr double kMissing_periods = 1.5;

}  // namespace

LiveTimeline::LiveTimeline(const StreamKind& kind, Nanoseconds patience)
    : kind_(kind),
      patience_(kind.ordered ? 0 : patience),
      period_ns_(static_cast<double>(kNanosecondsPerSecond) / kind.rate_hz) {}

void LiveTimeline::push(const SensorReading& reading) {
    ++counts_.received;
    if (!any_) {
        by_counter_ = reading.counter.has_value();
        timed_ = reading.device_time.has_value();
    }
    if (!(reading.kind == kind_) || reading.counter.has_value() != by_counter_ ||
        reading.device_time.has_value() != timed_ || !(by_counter_ || timed_)) {
        ++counts_.mismatched;
        return;
    }
    const Placed placed = place(reading);
    if (any_ && is_astray(placed, newest_)) {
        take_astray(placed);
    } else {
        astray_in_a_row_ = 0;
        hold(placed);
    }
    advance(reading.arrival);
}

LiveTimeline::Placed LiveTimeline::place(const SensorReading& reading) const noexcept {
    Placed placed{0, 0, reading.arrival, reading.imu};
    if (!by_counter_) {
        placed.key = *reading.device_time;
        placed.device_time = *reading.device_time;
        return placed;
    }
    placed.key = *reading.counter;
    if (any_ && kind_.counter_bits > 0) {
        const std::int64_t turn = std::int64_t{1} << kind_.counter_bits;
        const double passed_ns = static_cast<double>(reading.arrival - newest_.arrival) * kind_.speed;
        const std::int64_t expected = newest_.key + std::llround(passed_ns / period_ns_);
        const double turns = static_cast<double>(expected - placed.key) / static_cast<double>(turn);
        placed.key += std::llround(turns) * turn;
    }
    // Without a device time near enough to tell what is astray; time_of() is exact.
    placed.device_time = reading.device_time.value_or(
        any_ ? newest_.device_time +
                   std::llround(
                       std::clamp(static_cast<double>(placed.key - newest_.key) * period_ns_, -1e18, 1e18))
             : 0);
    return placed;
}

bool LiveTimeline::is_astray(const Placed& reading, const Placed& than) const noexcept {
    const auto passed = static_cast<double>(reading.arrival - than.arrival);
    const auto plausible = static_cast<double>(kPlausible);
    const auto is_far = [&](double ahead) { return ahead > passed + plausible || ahead < -plausible; };
    if (is_far((static_cast<double>(reading.device_time) - static_cast<double>(than.device_time)) /
               kind_.speed)) {
        return true;
    }
    // A counter tells the order, whatever the time: one that is off would be late for as long.
    return by_counter_ && timed_ &&
           is_far(static_cast<double>(reading.key - than.key) * period_ns_ / kind_.speed);
}

void LiveTimeline::take_astray(const Placed& reading) {
    const bool follows =
        astray_in_a_row_ > 0 && reading.key > last_astray_.key && !is_astray(reading, last_astray_);
    astray_in_a_row_ = follows ? astray_in_a_row_ + 1 : 1;
    last_astray_ = reading;
    if (astray_in_a_row_ < kRestart) {
        ++counts_.astray;
        return;
    }
    restart(reading);
}

void LiveTimeline::restart(const Placed& first) {
    while (!held_.empty()) {
        give_first();
    }
    ++counts_.restarts;
    astray_in_a_row_ = 0;
    before_restart_ = given_;
    given_.reset();
    given_count_ = 0;
    newest_ = first;
    held_.push_back(first);
}

void LiveTimeline::hold(const Placed& reading) {
    const auto later = std::find_if(held_.rbegin(), held_.rend(), [&](const Placed& held) {
                           return held.key <= reading.key;
                       }).base();
    if (later != held_.begin() && std::prev(later)->key == reading.key) {
        ++counts_.doubled;
        return;
    }
    if (given_ && reading.key <= given_->key) {
        ++(was_given(reading.key) ? counts_.doubled : counts_.late);
        return;
    }
    if (any_ && reading.key < newest_.key) {
        ++counts_.reordered;
    } else {
        newest_ = reading;
        any_ = true;
    }
    held_.insert(later, reading);
    if (held_.size() > kMostHeld) {
        give_first();
    }
    give_what_follows();
}

bool LiveTimeline::was_given(std::int64_t key) const noexcept {
    const auto known = static_cast<std::ptrdiff_t>(std::min(given_count_, kRemembered));
    return std::find(given_keys_.begin(), given_keys_.begin() + known, key) != given_keys_.begin() + known;
}

std::int64_t LiveTimeline::missing_before(const Placed& reading) const noexcept {
    if (!given_) {
        return 0;
    }
    if (by_counter_) {
        return reading.key - given_->key - 1;
    }
    const double periods = static_cast<double>(reading.key - given_->key) / period_ns_;
    return periods > kMissing_periods ? std::llround(periods) - 1 : 0;
}

Nanoseconds LiveTimeline::waited_until() const noexcept {
    return patience_ + std::min_element(held_.begin(), held_.end(), [](const Placed& a, const Placed& b) {
                           return a.arrival < b.arrival;
                       })->arrival;
}

void LiveTimeline::advance(Nanoseconds now) {
    while (!held_.empty() && now >= waited_until()) {
        give_first();
        give_what_follows();
    }
}

Nanoseconds LiveTimeline::time_of(const Placed& reading) const noexcept {
    return epoch_ + (timed_ ? reading.device_time - zero_.device_time
                            : std::llround(static_cast<double>(reading.key - zero_.key) * period_ns_));
}

void LiveTimeline::give_what_follows() {
    while (!held_.empty() && given_ && missing_before(held_.front()) == 0) {
        give_first();
    }
}

void LiveTimeline::give_first() {
    const Placed first = held_.front();
    held_.pop_front();
    counts_.lost += static_cast<std::uint64_t>(missing_before(first));
    if (!given_) {
        // A stream's first sample, or its first after a restart: time goes on as it did here meanwhile.
        zero_ = first;
        if (before_restart_) {
            const double passed_ns =
                static_cast<double>(first.arrival - before_restart_->arrival) * kind_.speed;
            epoch_ = last_time_ + std::llround(std::max(passed_ns, period_ns_));
            clock_ = ClockMap();
        }
    }
    given_ = first;
    given_keys_[given_count_++ % kRemembered] = first.key;
    const Nanoseconds time = time_of(first);
    if (time <= last_time_) {
        ++counts_.late;  // a counter that rises with times that don't
        return;
    }
    last_time_ = time;
    clock_.add(at_pace(time, kind_.speed), first.arrival);
    ++counts_.released;
    ready_.push_back({{time, first.imu}, first.arrival});
}

std::optional<TimedSample> LiveTimeline::next() {
    if (ready_.empty()) {
        return std::nullopt;
    }
    const TimedSample sample = ready_.front();
    ready_.pop_front();
    return sample;
}

Nanoseconds LiveTimeline::to_host(Nanoseconds stream_time) const noexcept {
    return clock_.to_host(at_pace(stream_time, kind_.speed));
}

}  // namespace footfall::serve
