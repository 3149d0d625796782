// When a foot on the ground is still, as signal and network agree, and the one moment of each stance that
// counts as its foothold.
#pragma once

#include <cstddef>
#include <limits>
#include <optional>
#include <vector>

#include "footfall/core/imu_sample.h"
#include "footfall/parameters/strapdown.h"

namespace footfall {

/// One sample of the grid and what the phase stream says of it.
struct MotionSample {
    SampleIndex index = 0;
    Imu<FootFrame> imu;               ///< turned by the alignment, not mirrored
    float stance_probability = 0.0F;  ///< where walking
    bool walking = false;
    bool after_gap = false;  ///< nothing is known of the time since the sample before
    bool bridged = false;    ///< packets were lost here: the signal is a straight line between others
    bool clipped = false;    ///< the sensor said the most it can say: it may have felt more
};

struct JudgedSample {
    MotionSample sample;
    FootMoment moment;
    /// The foot's velocity is 0 to within this (standard deviation each axis); NaN: it may be anything.
    double speed_sd_mps = kUnknownSpeed;
    bool slow = false;  ///< hardly turns, whatever it feels
    bool foothold = false;

    static constexpr double kUnknownSpeed = std::numeric_limits<double>::quiet_NaN();
    [[nodiscard]] bool still() const noexcept { return speed_sd_mps >= 0.0; }
};

/// A foot in stance rolls from heel to toe. A sensor kLever_m from where it rolls moves with so many times
/// its angular rate: a velocity of zero is not claimed better than that (feet of fast walkers are never
/// still). As the angular rate passes through 0 wherever a foot turns back, a moment counts by all within
/// kWindow_s about it, without what is noise.
///
/// The foothold is the first moment after which the foot has been still for long enough, or else the calmest
/// one of the stance. To find it, samples are held back for kDelay_s. Constant memory; nothing but the
/// constructor allocates.
class FootholdFinder {
public:
    static constexpr double kDelay_s = 0.4;
    static constexpr double kWindow_s = 0.05;
    /// From a sensor on the instep to heel or ball of the foot.
    static constexpr double kLever_m = 0.12;
    /// So long a foot rolls one way: its samples do not err independently, and weigh as one.
    static constexpr double kRolling_s = 0.1;
    /// What a shoe's sole and a strap give under a foot that does not turn.
    static constexpr double kLeast_mps = 0.005;
    static constexpr double kRateNoise_radps = 0.012;  ///< each axis: not a turning foot
    static constexpr double kFastest_radps = 1.5;      ///< a foot in stance that turns faster is not still
    static constexpr double kResting_radps = 0.3;  ///< nor one while nobody walks that turns faster than this
    static constexpr double kForce_mps2 = 2.5;     ///< nor one that feels so much else than its weight
    static constexpr double kLeaving_radps = 1.8;  ///< nothing but a step turns a foot so fast
    static constexpr double kEnough_s = 0.05;      ///< of stillness, each sample counted by its certainty

    explicit FootholdFinder(double rate_hz);

    /// Takes the next sample; gives back the one of kDelay_s ago, once there is one.
    [[nodiscard]] std::optional<JudgedSample> update(const MotionSample& sample,
                                                     const algebra::Vector& rate_bias_radps) noexcept;
    /// No sample will come, or a gap: to be called until there is none.
    [[nodiscard]] std::optional<JudgedSample> drain() noexcept;

    [[nodiscard]] std::size_t memory_bytes() const noexcept { return line_.size() * sizeof(Held); }

private:
    struct Held {
        JudgedSample judged;
        double rate_radps = 0.0;
        double force_mps2 = 0.0;  // besides gravity
    };

    [[nodiscard]] Held& held(std::size_t age) noexcept {
        return line_[(newest_ + line_.size() - age) % line_.size()];
    }
    void judge(std::size_t age) noexcept;
    void choose() noexcept;

    double rate_hz_;
    std::size_t half_window_;
    std::vector<Held> line_;  // a ring
    std::size_t newest_ = 0;
    std::size_t count_ = 0;
    bool armed_ = false;     // the foot has moved since the last foothold
    double evidence_ = 0.0;  // of stillness since then, samples
    std::optional<std::size_t> calmest_age_;
};

}  // namespace footfall
