// Notices when a sensor says the most it can say, whatever that is.
#pragma once

#include <algorithm>
#include <cmath>

#include "footfall/core/imu_sample.h"

namespace footfall {

/// A sensor's greatest value, met exactly again and again on any axis, is the end of its range: what isn't
/// clipped has noise and does not repeat. The range is taken as known from the third time on; until then
/// nothing is called clipped. Constant memory; never allocates, blocks or throws.
class ClippingWatch {
public:
    static constexpr int kHits = 3;
    /// No sensor's range ends below these; a foot at rest repeats smaller values.
    static constexpr float kLeastAcceleration_mps2 = 18.0F;  // 2 g, with some play
    static constexpr float kLeastRate_radps = 4.0F;          // 250 deg/s, with some play

    /// Takes the next sample; whether it is clipped.
    [[nodiscard]] bool update(const Imu<SensorFrame>& imu) noexcept {
        const bool acceleration = acceleration_.update(imu.acceleration_mps2, kLeastAcceleration_mps2);
        const bool rate = rate_.update(imu.angular_rate_radps, kLeastRate_radps);
        return acceleration || rate;
    }

private:
    struct Channel {
        float most = 0.0F;
        int hits = 0;

        bool update(const Vec3<SensorFrame>& v, float least) noexcept {
            const float value = std::max({std::abs(v.x), std::abs(v.y), std::abs(v.z)});
            if (value < least) {
                return false;
            }
            // Rounding on the way here is no other value.
            constexpr float kSame = 1e-5F;
            if (value > most * (1.0F + kSame)) {
                most = value;
                hits = 1;
            } else if (value >= most * (1.0F - kSame)) {
                hits = std::min(hits + 1, kHits);
                return hits == kHits;
            }
            return false;
        }
    };

    Channel acceleration_;
    Channel rate_;
};

}  // namespace footfall
