// How still a foot on the ground is, as its sensor's signal shows it.
#pragma once

#include <array>
#include <optional>

#include "footfall/parameters/foot_filter.h"

namespace footfall {

/// A foot in stance rolls over heel and toe. A sensor that far from where the foot rolls, r, moves with r times
/// its angular rate: a velocity of zero is not claimed better than that. Looks at the latest samples, as
/// the angular rate passes through 0 wherever the foot turns back. Constant memory and work.
class Stillness {
public:
    /// From a sensor on the instep to heel or ball of the foot.
    static constexpr double kLever_m = 0.15;
    /// What a shoe's sole and a strap give under a foot that does not turn.
    static constexpr double kLeast_mps = 0.01;
    static constexpr double kFastest_radps = 0.5;   ///< a foot that turns faster is not still
    static constexpr double kForce_mps2 = 2.5;      ///< nor one that feels so much else than gravity

    explicit Stillness(double rate_hz) noexcept;

    /// Takes the next sample; the foot's speed (standard deviation each axis, m/s) if it may be still.
    [[nodiscard]] std::optional<double> update(const FootMoment& moment,
                                               const algebra::Vector& rate_bias_radps) noexcept;

    void reset() noexcept { held_ = 0; }

private:
    static constexpr std::size_t kMost = 16;

    std::size_t window_;  // samples looked at
    std::size_t held_ = 0;
    std::size_t next_ = 0;
    std::array<double, kMost> rate_radps_{};
    std::array<double, kMost> force_mps2_{};
};

}  // namespace footfall
