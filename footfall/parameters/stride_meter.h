// Measures the strides of one foot: where it goes from foothold to foothold, as its samples come.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "footfall/core/foot.h"
#include "footfall/core/result.h"
#include "footfall/core/stride.h"
#include "footfall/parameters/foot_filter.h"
#include "footfall/parameters/foothold_finder.h"
#include "footfall/parameters/heel_finder.h"
#include "footfall/parameters/motion_noise.h"
#include "footfall/parameters/motion_smoother.h"
#include "footfall/parameters/stride_geometry.h"
#include "footfall/parameters/stride_motion.h"

namespace footfall {

struct StrideMeterOptions {
    Foot foot = Foot::left;
    double rate_hz = 100.0;
    bool gravity_included = true;
    /// How many strides are measured at once, and how many later ones they wait for. For live use: one, as
    /// soon as it ends in a foothold. For recordings: more, so that later footholds say what they know of
    /// earlier strides (mostly through the biases).
    int strides_at_once = 1;
    int later_strides = 0;
    FootFilter::Sensor sensor = {};

    [[nodiscard]] static StrideMeterOptions for_recordings(Foot foot, double rate_hz, bool gravity) noexcept {
        return {foot, rate_hz, gravity, 6, 2, {}};
    }
};

struct MeasuredMotion {
    Stride stride;
    StrideMotion motion;
};

/// A moment of the foot's way in the world of its walk (see StrideMotion).
struct FootPlace {
    SampleIndex index = 0;
    algebra::Vector place_m{};
    double pitch_rad = 0.0;  ///< of the sole, toes up positive
    bool stance = false;
    bool new_world = false;  ///< it does not follow from the place before
};

/// Feed every sample of the grid in order, each stride with the sample at which it became known; after each
/// update() and finish(), take measured() and places().
///
/// The filter starts where the foot rests, takes every moment in which signal and network agree that the foot
/// is still for a velocity of zero (to within what a rolling foot may move), and counts place and heading
/// anew from each foothold: what it then says of the next foothold is the stride, with the stride's own
/// covariance. A foothold is a moment soon after the foot has become still, one a stance.
///
/// After a gap, after kLongest_s without a foothold, and while the foot rests with nobody walking, it starts
/// anew, in another world. A stride of which that leaves a foothold out is given with unknown figures.
/// Memory: memory_bytes(), all of it taken by make(). update() never allocates, blocks or throws; at a
/// foothold it goes back over the strides that are to be measured.
class StrideMeter {
public:
    static constexpr double kLongest_s = 4.0;  ///< between footholds

    /// Fails when the rate or the numbers of strides are none that can be.
    [[nodiscard]] static Result<StrideMeter> make(const StrideMeterOptions& options);

    void update(const MotionSample& sample, const std::optional<Stride>& stride = std::nullopt) noexcept;
    /// No sample will come: measures what can be.
    void finish() noexcept;

    /// Each stride once, in order, even if nothing is known of it. Valid until the next call.
    [[nodiscard]] std::span<const MeasuredMotion> measured() const noexcept {
        return {measured_.data(), measured_count_};
    }
    /// Of every sample once, in order, from foothold to foothold. Valid until the next call.
    [[nodiscard]] std::span<const FootPlace> places() const noexcept {
        return {places_.data(), places_count_};
    }
    /// Why nothing could be measured so far; nullptr where it could.
    [[nodiscard]] const char* unmeasurable() const noexcept { return unmeasurable_; }

    [[nodiscard]] std::size_t memory_bytes() const noexcept;

    [[nodiscard]] const FootFilter& filter() const noexcept { return filter_; }

private:
    struct Entry {
        MotionRecord record;
        SampleIndex index = 0;
        float stance = 0.0F;
        float turn_variance = 0.0F;
    };

    explicit StrideMeter(const StrideMeterOptions& options);

    void drain() noexcept;
    void take(const JudgedSample& now) noexcept;
    void rest(const FootMoment& now, bool still) noexcept;
    bool begin(const JudgedSample& now) noexcept;
    bool start(const Rest& rest, double rate_sd_radps, double force_sd_mps2, SampleIndex index) noexcept;
    void move(const JudgedSample& now) noexcept;
    void end() noexcept;
    void release(std::size_t footholds) noexcept;
    void smooth(std::size_t footholds) noexcept;
    void measure(std::size_t first, std::size_t last, std::size_t foothold) noexcept;
    void give_unmeasured(Nanoseconds before) noexcept;
    void give(const StrideMotion& motion) noexcept;
    [[nodiscard]] Entry& entry(std::size_t i) noexcept { return entries_[(oldest_ + i) % entries_.size()]; }
    [[nodiscard]] double rate_bias_sd() const noexcept;

    StrideMeterOptions options_;
    Nanoseconds period_;
    FootFilter filter_;
    FootholdFinder footholds_to_come_;
    MotionSmoother smoother_;
    const char* unmeasurable_ = "the foot is never still before a stride";

    bool moving_ = false;  // the filter runs
    FootMoment before_;
    Rest rest_;                // of the stillness that goes on, means times samples
    std::size_t resting_ = 0;  // samples of it in which nobody walks
    MotionNoise noise_;

    std::vector<Entry> entries_;  // a ring: the samples since the oldest foothold
    std::size_t oldest_ = 0;
    std::size_t held_ = 0;
    std::vector<std::size_t> footholds_;  // in entries, from the oldest
    std::size_t foothold_count_ = 0;
    std::size_t since_foothold_ = 0;

    // The oldest foothold in the world of the walk.
    HeelFinder heel_;
    bool new_world_ = true;
    SampleIndex origin_index_ = 0;
    algebra::Vector origin_m_{};
    double turned_rad_ = 0.0;  // from the filter's axes to the world's
    algebra::Matrix origin_attitude_ = algebra::kIdentity;

    std::vector<Stride> strides_;  // not measured yet
    std::size_t stride_count_ = 0;
    std::vector<WayPoint> way_;           // the smoothed entries
    std::vector<double> heading_sd_rad_;  // by foothold
    std::vector<double> turned_by_rad_;   // by foothold: what smoothing adds to the heading
    std::vector<MeasuredMotion> measured_;
    std::size_t measured_count_ = 0;
    std::vector<FootPlace> places_;
    std::size_t places_count_ = 0;
};

}  // namespace footfall
