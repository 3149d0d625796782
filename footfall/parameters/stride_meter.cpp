// Measures the strides of one foot.
#include "footfall/parameters/stride_meter.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace footfall {
namespace {

using algebra::inner;
using algebra::Matrix;
using algebra::scaled;
using algebra::sum;
using algebra::Vector;

constexpr double kStance = 0.5;     // probability
constexpr double kSettled_s = 0.1;  // after the foothold, before it is used
constexpr double kResting_s = 1.0;
constexpr double kLongestRest_s = 3.0;  // what is averaged over, about
constexpr double kLeastRest_s = 0.2;
constexpr double kUnknownRate_radps = 1.0;
constexpr double kStanceForce_mps2 = 0.5;  // that a foot in stance feels besides gravity
constexpr double kSwingMargin = 0.9;       // below this probability of stance, variances are asked for

// A foot at rest still sways: by this much, whatever the time.
constexpr double kSway_rad = 0.01;
constexpr double kSway_mps = 0.02;

constexpr double kLeastGravity_mps2 = 8.8;
constexpr double kMostGravity_mps2 = 10.8;

constexpr double squared(double value) noexcept { return value * value; }

constexpr const char* kNoGravity =
    "the acceleration of a foot at rest is not gravity's: it is not in m/s2, or gravity is not in it";

/// Within what a consumer sensor may be off.
bool feels_gravity(const Vector& acceleration_mps2) noexcept {
    const double size = std::sqrt(inner(acceleration_mps2, acceleration_mps2));
    return size > kLeastGravity_mps2 && size < kMostGravity_mps2;
}

Vector turned(const Vector& v, double by_rad) noexcept {
    const double c = std::cos(by_rad);
    const double s = std::sin(by_rad);
    return {c * v[0] - s * v[1], s * v[0] + c * v[1], v[2]};
}

std::size_t samples_in(double seconds, double rate_hz) noexcept {
    return static_cast<std::size_t>(std::ceil(seconds * rate_hz));
}

}  // namespace

Result<StrideMeter> StrideMeter::make(const StrideMeterOptions& options) {
    if (!(options.rate_hz >= 20.0 && options.rate_hz <= 2000.0)) {
        return Failure{"the grid's rate is not between 20 and 2000 Hz"};
    }
    if (options.strides_at_once < 1 || options.later_strides < 0 ||
        options.strides_at_once + options.later_strides > 100) {
        return Failure{"the strides to be measured at once are not between 1 and 100"};
    }
    return StrideMeter(options);
}

StrideMeter::StrideMeter(const StrideMeterOptions& options)
    : options_(options),
      period_(std::llround(static_cast<double>(kNanosecondsPerSecond) / options.rate_hz)),
      filter_(options.rate_hz, options.sensor),
      footholds_to_come_(options.rate_hz),
      smoother_(options.rate_hz) {
    const auto strides =
        static_cast<std::size_t>(options.strides_at_once) + static_cast<std::size_t>(options.later_strides);
    // Most strides take less than 1.6 s; a slower walk is measured a few strides earlier.
    const double held_s = kLongest_s + 1.6 * static_cast<double>(strides - 1);
    entries_.resize(samples_in(held_s, options.rate_hz));
    way_.resize(entries_.size());
    places_.resize(entries_.size());
    footholds_.resize(2 * strides + 2);
    heading_sd_rad_.resize(footholds_.size());
    turned_by_rad_.resize(footholds_.size());
    strides_.resize(2 * strides + 8);
    measured_.resize(2 * strides_.size());
}

std::size_t StrideMeter::memory_bytes() const noexcept {
    return sizeof(*this) + footholds_to_come_.memory_bytes() + entries_.size() * sizeof(Entry) +
           way_.size() * sizeof(WayPoint) + places_.size() * sizeof(FootPlace) +
           strides_.size() * sizeof(Stride) + measured_.size() * sizeof(MeasuredMotion) +
           footholds_.size() * (sizeof(std::size_t) + 2 * sizeof(double));
}

void StrideMeter::update(const MotionSample& sample, const std::optional<Stride>& stride) noexcept {
    measured_count_ = 0;
    places_count_ = 0;
    if (stride) {
        if (stride_count_ == strides_.size()) {
            give({});
        }
        strides_[stride_count_++] = *stride;
    }
    if (sample.after_gap) {
        drain();
    }
    if (const auto judged = footholds_to_come_.update(sample, filter_.state().rate_bias_radps)) {
        take(*judged);
    }
}

void StrideMeter::finish() noexcept {
    measured_count_ = 0;
    places_count_ = 0;
    drain();
}

void StrideMeter::drain() noexcept {
    while (const auto judged = footholds_to_come_.drain()) {
        take(*judged);
    }
    end();
    rest_ = {};
}

void StrideMeter::take(const JudgedSample& now) noexcept {
    const bool rests = now.still() && !now.sample.walking;
    if (moving_ || (!rests && begin(now))) {
        move(now);
    } else {
        give_unmeasured(now.sample.index * period_);
        if (now.slow && unmeasurable_ != nullptr && !feels_gravity(now.moment.acceleration_mps2)) {
            unmeasurable_ = kNoGravity;
        }
        if (now.foothold) {
            // Walking goes on after a gap: attitude from the calmest moment, nothing new of the biases.
            start({now.moment.acceleration_mps2, {}, 1.0}, kUnknownRate_radps, kStanceForce_mps2,
                  now.sample.index);
        }
    }
    rest(now.moment, rests);
    resting_ = rests ? resting_ + 1 : 0;
    if (moving_ && resting_ >= samples_in(kResting_s, options_.rate_hz)) {
        end();
    }
    before_ = now.moment;
}

void StrideMeter::rest(const FootMoment& now, bool still) noexcept {
    if (!still) {
        rest_ = {};
        return;
    }
    rest_.acceleration_mps2 = sum(rest_.acceleration_mps2, now.acceleration_mps2);
    rest_.angular_rate_radps = sum(rest_.angular_rate_radps, now.angular_rate_radps);
    rest_.samples += 1.0;
    if (rest_.samples > kLongestRest_s * options_.rate_hz) {
        rest_ = {scaled(rest_.acceleration_mps2, 0.5), scaled(rest_.angular_rate_radps, 0.5),
                 0.5 * rest_.samples};
    }
}

/// After a rest: attitude and biases from all of it, at its last sample.
bool StrideMeter::begin(const JudgedSample& now) noexcept {
    const double seconds = rest_.samples / options_.rate_hz;
    if (seconds < kLeastRest_s) {
        return false;
    }
    const Rest mean{scaled(rest_.acceleration_mps2, 1.0 / rest_.samples),
                    scaled(rest_.angular_rate_radps, 1.0 / rest_.samples), rest_.samples};
    return start(mean, std::hypot(MotionNoise::kRate_radps / std::sqrt(rest_.samples), kSway_rad / seconds),
                 std::hypot(MotionNoise::kForce_mps2 / std::sqrt(rest_.samples), kSway_mps / seconds),
                 now.sample.index - 1);
}

bool StrideMeter::start(const Rest& rest, double rate_sd_radps, double force_sd_mps2,
                        SampleIndex index) noexcept {
    if (!options_.gravity_included) {
        unmeasurable_ = "the acceleration has no gravity in it";
        return false;
    }
    if (!feels_gravity(rest.acceleration_mps2)) {
        unmeasurable_ = kNoGravity;
        return false;
    }
    unmeasurable_ = nullptr;
    filter_.start(rest, rate_sd_radps, force_sd_mps2);
    moving_ = true;
    oldest_ = 0;
    held_ = 0;
    foothold_count_ = 0;
    since_foothold_ = 0;
    noise_.landed();
    new_world_ = true;
    origin_index_ = index;
    origin_m_ = {};
    turned_rad_ = 0.0;
    origin_attitude_ = filter_.state().attitude;
    return true;
}

double StrideMeter::rate_bias_sd() const noexcept {
    double variance = 0.0;
    for (std::size_t i = error_part::rate_bias; i < error_part::rate_bias + 3; ++i) {
        variance += filter_.covariance()[i][i] / 3.0;
    }
    return std::sqrt(std::max(variance, 0.0));
}

void StrideMeter::move(const JudgedSample& now) noexcept {
    if (held_ == entries_.size()) {
        release(foothold_count_);
    }
    if (held_ == entries_.size() || since_foothold_ > samples_in(kLongest_s, options_.rate_hz)) {
        end();
        return;
    }
    const SampleNoise noise = noise_.of(now, filter_.state().attitude);
    const ErrorTransition& transition = filter_.predict(before_, now.moment, noise);
    std::optional<ZeroVelocity> correction;
    if (now.still()) {
        correction = filter_.correct(now.speed_sd_mps);
        noise_.learn(*correction, now.speed_sd_mps);
    }
    Entry& latest = entry(held_++);
    latest.record = record_of(filter_, transition);
    latest.index = now.sample.index;
    latest.turn_variance = static_cast<float>(squared(noise.angular_rate_radps / options_.rate_hz));
    latest.stance = now.sample.walking ? now.sample.stance_probability : 1.0F;
    if (correction) {
        add(*correction, latest.record);
    }
    ++since_foothold_;
    if (now.foothold) {
        filter_.new_origin();
        latest.record.origin = true;
        footholds_[foothold_count_++] = held_ - 1;
        since_foothold_ = 0;
        noise_.landed();
    }
    const auto strides =
        static_cast<std::size_t>(options_.strides_at_once) + static_cast<std::size_t>(options_.later_strides);
    if (foothold_count_ == footholds_.size()) {
        release(foothold_count_);
    } else if (foothold_count_ >= strides && since_foothold_ == samples_in(kSettled_s, options_.rate_hz)) {
        release(foothold_count_ - static_cast<std::size_t>(options_.later_strides));
    }
}

void StrideMeter::end() noexcept {
    release(foothold_count_);
    give_unmeasured(std::numeric_limits<Nanoseconds>::max());
    moving_ = false;
    held_ = 0;
    resting_ = 0;
}

void StrideMeter::release(std::size_t footholds) noexcept {
    if (footholds == 0) {
        return;
    }
    smooth(footholds);
    std::size_t first = 0;
    for (std::size_t foothold = 0; foothold < footholds; ++foothold) {
        measure(first, footholds_[foothold], foothold);
        first = footholds_[foothold] + 1;
    }
    oldest_ = (oldest_ + first) % entries_.size();
    held_ -= first;
    foothold_count_ -= footholds;
    for (std::size_t i = 0; i < foothold_count_; ++i) {
        footholds_[i] = footholds_[i + footholds] - first;
    }
}

void StrideMeter::smooth(std::size_t footholds) noexcept {
    const std::size_t last = footholds_[footholds - 1];
    std::size_t foothold = footholds;
    smoother_.restart();
    for (std::size_t i = held_; i-- > 0;) {
        const Entry& at = entry(i);
        smoother_.enter(at.record);
        if (i <= last) {
            const SmoothedMoment moment = smoother_.moment(at.record);
            WayPoint& point = way_[i];
            point.index = at.index;
            point.stance = at.stance;
            for (std::size_t j = 0; j < 9; ++j) {
                point.attitude[j] = static_cast<float>(moment.attitude[j / 3][j % 3]);
            }
            for (std::size_t j = 0; j < 3; ++j) {
                point.place_m[j] = static_cast<float>(moment.place_m[j]);
            }
            point.place_variance.fill(std::numeric_limits<float>::quiet_NaN());
            point.turn_variance = at.turn_variance;
            if (at.record.origin || static_cast<double>(at.stance) < kSwingMargin) {
                const auto covariance = smoother_.covariance(at.record);
                const auto value = [&](std::size_t row, std::size_t column) {
                    return static_cast<float>(covariance[row][column]);
                };
                point.place_variance = {value(3, 3), value(3, 4), value(3, 5),
                                        value(4, 4), value(4, 5), value(5, 5)};
                if (at.record.origin) {
                    --foothold;
                    heading_sd_rad_[foothold] = std::sqrt(std::max(covariance[2][2], 0.0));
                    turned_by_rad_[foothold] = moment.turned_rad;
                }
            }
        }
        smoother_.leave(at.record);
    }
}

/// The way from entry `first` to the foothold at entry `last`.
void StrideMeter::measure(std::size_t first, std::size_t last, std::size_t foothold) noexcept {
    const Way way{
        origin_attitude_, rate_bias_sd(), heading_sd_rad_[foothold], {&way_[first], last - first + 1}};
    const WayPoint& landed = way.points.back();
    const Vector to_m = sum(origin_m_, turned(place_of(landed), turned_rad_));
    const Nanoseconds from = origin_index_ * period_;
    const Nanoseconds until = landed.index * period_;
    while (stride_count_ > 0 && strides_[0].end < until) {
        const Stride& stride = strides_[0];
        StrideMotion motion;
        if (from >= stride.start && from <= stride.final_contact &&
            until - stride.end < stride.stride_time()) {
            heel_.update(way.points, stride.end, period_);
            motion = motion_of(way, stride, options_.foot, period_, heel_);
            motion.from_m = origin_m_;
            motion.to_m = to_m;
        }
        give(motion);
    }
    const Vector sole = sole_of(origin_attitude_);
    for (const WayPoint& point : way.points) {
        places_[std::min(places_count_, places_.size() - 1)] = {
            point.index, sum(origin_m_, turned(place_of(point), turned_rad_)),
            sole_angle(attitude_of(point), sole), static_cast<double>(point.stance) > kStance, new_world_};
        new_world_ = false;
        places_count_ = std::min(places_count_ + 1, places_.size());
    }
    origin_m_ = to_m;
    turned_rad_ += turned_by_rad_[foothold];
    origin_index_ = landed.index;
    // The filter's own heading is where the next way starts.
    Matrix attitude = attitude_of(landed);
    const Vector x = attitude[0];
    const double c = std::cos(turned_by_rad_[foothold]);
    const double s = std::sin(turned_by_rad_[foothold]);
    attitude[0] = sum(scaled(x, c), scaled(attitude[1], s));
    attitude[1] = sum(scaled(attitude[1], c), scaled(x, -s));
    origin_attitude_ = attitude;
}

void StrideMeter::give_unmeasured(Nanoseconds before) noexcept {
    while (stride_count_ > 0 && strides_[0].end < before) {
        give({});
    }
}

void StrideMeter::give(const StrideMotion& motion) noexcept {
    measured_[std::min(measured_count_, measured_.size() - 1)] = {strides_[0], motion};
    measured_count_ = std::min(measured_count_ + 1, measured_.size());
    std::move(strides_.begin() + 1, strides_.begin() + static_cast<std::ptrdiff_t>(stride_count_),
              strides_.begin());
    --stride_count_;
}

}  // namespace footfall
