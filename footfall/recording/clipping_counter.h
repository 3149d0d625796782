// How many of a sensor's samples are at the end of its range, counted as they come.
#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <numbers>
#include <optional>
#include <span>

#include "footfall/core/imu_sample.h"

namespace footfall {

struct Clipping {
    double level = 0.0;        ///< the largest magnitude on any axis
    std::int64_t samples = 0;  ///< of which an axis is there; 0 when that is not the end of the range
};

/// Of one kind of measurement, three axes. It is at the end of its range when its largest magnitude is a
/// usual full scale, or stands for three different samples in a row on one axis.
class ClippingCounter {
public:
    /// In m/s².
    [[nodiscard]] static ClippingCounter of_acceleration() noexcept {
        constexpr double kG = 9.80665;
        static constexpr std::array kFullScales{2.0 * kG, 4.0 * kG, 8.0 * kG, 16.0 * kG, 32.0 * kG};
        return {kFullScales, 1.5 * kG};
    }
    /// In rad/s.
    [[nodiscard]] static ClippingCounter of_angular_rate() noexcept {
        constexpr double kDegree = std::numbers::pi / 180.0;
        static constexpr std::array kFullScales{250.0 * kDegree, 500.0 * kDegree, 1000.0 * kDegree,
                                                2000.0 * kDegree, 4000.0 * kDegree};
        return {kFullScales, 3.0};
    }

    template <class Frame>
    void add(const Vec3<Frame>& value) noexcept {
        if (last_ && *last_ == Axes{value.x, value.y, value.z}) {
            samples_ += at_end_ ? 1 : 0;
            return;  // doubled: it stands no longer for that
        }
        last_ = Axes{value.x, value.y, value.z};
        const double largest =
            static_cast<double>(std::max({std::abs(value.x), std::abs(value.y), std::abs(value.z)}));
        if (largest > level_ * (1.0 + kSame)) {
            samples_ = 0;
            run_.fill(0);
            stands_ = false;
        }
        level_ = std::max(level_, largest);
        at_end_ = false;
        for (std::size_t axis = 0; axis < 3; ++axis) {
            const bool here = static_cast<double>(std::abs((*last_)[axis])) >= level_ * (1.0 - kSame);
            run_[axis] = here ? run_[axis] + 1 : 0;
            stands_ = stands_ || run_[axis] >= kRun;
            at_end_ = at_end_ || here;
        }
        samples_ += at_end_ ? 1 : 0;
    }

    [[nodiscard]] Clipping found() const noexcept {
        const bool usual = std::any_of(full_scales_.begin(), full_scales_.end(), [&](double scale) {
            return std::abs(level_ - scale) < kSame * scale;
        });
        return {level_, level_ >= least_ && (usual || stands_) ? samples_ : 0};
    }

private:
    using Axes = std::array<float, 3>;
    static constexpr double kSame = 1e-4;
    static constexpr int kRun = 3;

    /// @param least a range that ended below would be none: the sensor only rested
    ClippingCounter(std::span<const double> full_scales, double least) noexcept
        : full_scales_(full_scales), least_(least) {}

    std::span<const double> full_scales_;
    double least_;
    double level_ = 0.0;
    std::int64_t samples_ = 0;
    std::optional<Axes> last_;
    std::array<int, 3> run_{};
    bool stands_ = false;
    bool at_end_ = false;
};

}  // namespace footfall
