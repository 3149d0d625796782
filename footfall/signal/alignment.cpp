// Finds how a sensor is mounted on the foot, from the walk itself.
#include "footfall/signal/alignment.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "footfall/core/algebra.h"

namespace footfall {
namespace {

using algebra::inner;
using algebra::Matrix;
using algebra::outer;
using algebra::scaled;
using algebra::unit;
using algebra::Vector;

constexpr double kRestRadps = 0.5;    // slower than any part of a step but foot-flat
constexpr double kMovingRadps = 3.0;  // only swing and push-off turn the foot so fast
constexpr std::int64_t kLeastResting = 50;
constexpr std::int64_t kLeastMoving = 50;
constexpr double kLeastForwardM = 0.3;     // half a short stride, well above what drifts in one
constexpr double kLeastGravityMps2 = 5.0;  // half of what a mean with gravity in it shows

/// Unit eigenvector of the largest eigenvalue of a symmetric, positive matrix: squaring it again and again
/// leaves that eigenvector alone in every column (2^12 steps of the power method).
Vector main_direction(Matrix matrix) noexcept {
    for (int i = 0; i < 12; ++i) {
        const double trace = std::max(matrix[0][0] + matrix[1][1] + matrix[2][2], 1e-30);
        for (Vector& row : matrix) {
            row = scaled(row, 1.0 / trace);
        }
        Matrix square;
        for (std::size_t row = 0; row < 3; ++row) {
            for (std::size_t col = 0; col < 3; ++col) {
                square[row][col] = inner(matrix[row], matrix[col]);
            }
        }
        matrix = square;
    }
    return unit(*std::max_element(matrix.begin(), matrix.end(), [](const Vector& a, const Vector& b) {
        return inner(a, a) < inner(b, b);
    }));
}

Vector without_part_along(const Vector& v, const Vector& axis) noexcept {
    const double along = inner(v, axis);
    return {v[0] - along * axis[0], v[1] - along * axis[1], v[2] - along * axis[2]};
}

/// The matrix seen in the plane at right angles to `axis`.
Matrix projected(Matrix matrix, const Vector& axis) noexcept {
    for (int pass = 0; pass < 2; ++pass) {
        for (Vector& row : matrix) {
            row = without_part_along(row, axis);
        }
        for (std::size_t i = 0; i < 3; ++i) {
            for (std::size_t j = 0; j < i; ++j) {
                std::swap(matrix[i][j], matrix[j][i]);
            }
        }
    }
    return matrix;
}

Vec3<SensorFrame> row_of(const Vector& v) noexcept {
    return {static_cast<float>(v[0]), static_cast<float>(v[1]), static_cast<float>(v[2])};
}

}  // namespace

Alignment Alignment::identity() noexcept { return {{{{1, 0, 0}, {0, 1, 0}, {0, 0, 1}}}}; }

Imu<FootFrame> Alignment::apply(const Imu<SensorFrame>& imu) const noexcept {
    const auto turned = [&](Vec3<SensorFrame> v) -> Vec3<FootFrame> {
        return {dot(rows[0], v), dot(rows[1], v), dot(rows[2], v)};
    };
    return {turned(imu.acceleration_mps2), turned(imu.angular_rate_radps)};
}

void AlignmentEstimator::update(const Imu<SensorFrame>& imu, bool after_gap) noexcept {
    const Vector a = algebra::vector_of(imu.acceleration_mps2);
    const Vector w = algebra::vector_of(imu.angular_rate_radps);
    const double rate = std::sqrt(inner(w, w));
    const bool resting = rate < kRestRadps;
    ++samples_;
    resting_ += resting ? 1 : 0;
    moving_ += rate > kMovingRadps ? 1 : 0;
    // Beyond the cap a sample counts by its direction alone: impacts and fast turns must not decide the axis.
    const double cap = std::max(1.0, rate / kMovingRadps);
    for (std::size_t i = 0; i < 3; ++i) {
        acceleration_[i] += a[i];
        acceleration_at_rest_[i] += resting ? a[i] : 0.0;
        for (std::size_t j = 0; j < 3; ++j) {
            turning_[i][j] += w[i] * w[j] / (cap * cap);
        }
    }
    displacement_.update(imu, after_gap);
}

bool AlignmentEstimator::has_walked() const noexcept { return moving_ >= kLeastMoving; }

Result<Alignment> AlignmentEstimator::estimate() const noexcept {
    if (!has_walked()) {
        return Failure{"less than half a second of fast foot movement"};
    }
    Vector y;
    Vector z;
    if (gravity_included_) {
        const bool has_rested = resting_ >= kLeastResting;
        const Vector mean = has_rested ? scaled(acceleration_at_rest_, 1.0 / static_cast<double>(resting_))
                                       : scaled(acceleration_, 1.0 / static_cast<double>(samples_));
        if (inner(mean, mean) < kLeastGravityMps2 * kLeastGravityMps2) {
            return Failure{"no gravity in the acceleration"};
        }
        z = unit(mean);
        y = main_direction(projected(turning_, z));
    } else {
        y = main_direction(turning_);
        z = unit(without_part_along(acceleration_, y));
    }
    const double forward_m = inner(outer(y, z), displacement_.sum_m());
    if (std::abs(forward_m) < kLeastForwardM) {
        return Failure{"no step from rest to rest that tells forward from backward"};
    }
    if (forward_m < 0.0) {
        y = scaled(y, -1.0);
    }
    return Alignment{{row_of(outer(y, z)), row_of(y), row_of(z)}};
}

}  // namespace footfall
