// What later samples say about earlier ones: the backward pass over what a FootFilter went through.
#pragma once

#include "footfall/parameters/foot_filter.h"

namespace footfall {

/// One sample of the filter's way, as the backward pass needs it; single precision is enough to tell how
/// much a state is to be corrected.
struct MotionRecord {
    std::array<float, 9> attitude{};  ///< after the sample, foot frame to world, rows
    std::array<float, 3> place_m{};   ///< after the sample, before a new origin
    /// Rows attitude and place of the covariance after the sample, before a new origin.
    std::array<std::array<float, kErrors>, 6> covariance{};
    std::array<float, 9> mean_attitude{};  ///< of the transition to this sample
    std::array<float, 3> mean_force_mps2{};
    std::array<std::array<float, kErrors>, 3> gain{};  ///< of the correction, if there was one
    std::array<float, 3> innovation_mps{};
    std::array<float, 3> variance{};
    bool corrected = false;
    bool origin = false;  ///< a new origin after it
};

[[nodiscard]] MotionRecord record_of(const FootFilter& filter, const ErrorTransition& transition) noexcept;
void add(const ZeroVelocity& correction, MotionRecord& record) noexcept;

/// A sample as all samples see it.
struct SmoothedMoment {
    algebra::Matrix attitude = algebra::kIdentity;
    algebra::Vector place_m{};
    double turned_rad = 0.0;  ///< correction of the heading: what the smoothed attitude has over the filter's
};

/// The modified Bryson-Frazier smoother (Bierman 1973, doi 10.1016/0005-1098(73)90037-X): no inverses, and no
/// state of the filter's but the part that is asked for. Go through the records from the newest to the
/// oldest; of each, first moment() and covariance(), then before().
class MotionSmoother {
public:
    explicit MotionSmoother(double rate_hz) noexcept : period_s_(1.0 / rate_hz) {}

    /// What follows is not known of: begin at the newest record.
    void restart() noexcept;

    /// To be called first of each record.
    void enter(const MotionRecord& record) noexcept;
    [[nodiscard]] SmoothedMoment moment(const MotionRecord& record) const noexcept;
    /// Of attitude and place errors of the smoothed moment, in this order.
    [[nodiscard]] std::array<std::array<double, 6>, 6> covariance(const MotionRecord& record) const noexcept;
    /// Goes to the sample before this record's.
    void leave(const MotionRecord& record) noexcept;

private:
    double period_s_;
    ErrorVector adjoint_{};      // minus the gradient of what the later innovations cost
    ErrorMatrix information_{};  // what they say about the state
};

}  // namespace footfall
