// Simulated walks for tests of the alignment: grid samples of one foot, and the same seen from a turned
// sensor.
#pragma once

#include <array>
#include <vector>

#include "footfall/core/random.h"
#include "footfall/signal/alignment.h"
#include "footfall/signal/timeline.h"
#include "simulate/walk.h"

namespace footfall {

inline std::vector<GridSample> on_grid(const FootTrack& track) {
    Timeline timeline(Timeline::options_for(track.rate_hz, AlignmentEstimator::kRateHz));
    std::vector<GridSample> grid;
    for (const ImuSample& sample : track.samples) {
        timeline.push(sample);
        while (const auto now = timeline.pull()) {
            grid.push_back(*now);
        }
    }
    return grid;
}

inline simulate::Rotation random_rotation(Random& random) {
    // A normalised normal 4-vector is uniform over the rotations.
    const std::array<double, 4> q{random.normal(), random.normal(), random.normal(), random.normal()};
    const double size = std::sqrt(q[0] * q[0] + q[1] * q[1] + q[2] * q[2] + q[3] * q[3]);
    return {q[0] / size, q[1] / size, q[2] / size, q[3] / size};
}

inline Vec3<SensorFrame> turned(Vec3<SensorFrame> v, const simulate::Rotation& by) {
    const simulate::Vector w =
        by({static_cast<double>(v.x), static_cast<double>(v.y), static_cast<double>(v.z)});
    return {static_cast<float>(w.x), static_cast<float>(w.y), static_cast<float>(w.z)};
}

inline std::vector<GridSample> turned(std::vector<GridSample> grid, const simulate::Rotation& by) {
    for (GridSample& sample : grid) {
        sample.imu = {turned(sample.imu.acceleration_mps2, by), turned(sample.imu.angular_rate_radps, by)};
    }
    return grid;
}

inline Result<Alignment> alignment_of(const std::vector<GridSample>& grid, bool gravity_included = true) {
    AlignmentEstimator estimator(gravity_included);
    for (const GridSample& sample : grid) {
        estimator.update(sample.imu, sample.after_gap);
    }
    return estimator.estimate();
}

}  // namespace footfall
