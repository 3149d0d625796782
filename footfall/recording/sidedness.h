// Which foot a sensor was on, as far as its signal shows.
#pragma once

#include "footfall/core/imu_sample.h"

namespace footfall {

/// A foot rolls to the outside when it turns fastest in pitch, and its sensor is pulled aside: from the
/// samples in which it pitches faster than kFast_radps, roll times pitch squared, and lateral acceleration
/// weighted by pitch, both scaled by pitch's root mean square.
///
/// The sum over both feet is above 0 when each sensor is on the foot it is said to be on, and the same below
/// 0 when they are exchanged. On voisard2023 it lies between -0.26 and 2.1, beyond 0.4 in 65 % of the 86
/// recordings; on marpino2018 beyond 0.4 in 49 of 51. The weights are fitted on voisard2023 (each person
/// judged with those of the others).
class Sidedness {
public:
    static constexpr double kExchanged = -0.4;  ///< sum over both feet below which it is said

    /// @param imu with the left foot mirrored, as the network sees it
    void add(const Imu<FootFrame>& imu) noexcept;

    /// NaN without half a second of such samples at 100 Hz.
    [[nodiscard]] double score() const noexcept;

private:
    static constexpr double kFast_radps = 1.5;

    double samples_ = 0.0;
    double pitch2_ = 0.0;
    double roll_pitch2_ = 0.0;
    double aside_ = 0.0;
};

}  // namespace footfall
