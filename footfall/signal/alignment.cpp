// Finds how a sensor is mounted on the foot, from the walk itself.
#include "footfall/signal/alignment.h"

#include <algorithm>
#include <cmath>

namespace footfall {
namespace {

using Vector = std::array<double, 3>;

constexpr double kRestRadps = 0.5;      // slower than any part of a step but foot-flat
constexpr double kMovingRadps = 3.0;    // only swing and push-off turn the foot so fast
constexpr std::int64_t kLeastResting = 50;
constexpr std::int64_t kLeastMoving = 50;

template <class Frame>
Vector vector_of(Vec3<Frame> v) noexcept {
    return {static_cast<double>(v.x), static_cast<double>(v.y), static_cast<double>(v.z)};
}

double inner(const Vector& a, const Vector& b) noexcept { return a[0] * b[0] + a[1] * b[1] + a[2] * b[2]; }

Vector outer(const Vector& a, const Vector& b) noexcept {
    return {a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]};
}

Vector scaled(const Vector& v, double by) noexcept { return {v[0] * by, v[1] * by, v[2] * by}; }

Vector unit(const Vector& v) noexcept { return scaled(v, 1.0 / std::sqrt(std::max(inner(v, v), 1e-30))); }

/// Some unit vector at right angles to the unit vector `v`: its cross product with the axis it is furthest from.
Vector any_perpendicular(const Vector& v) noexcept {
    Vector axis{};
    const auto smallest =
        std::min_element(v.begin(), v.end(), [](double a, double b) { return std::abs(a) < std::abs(b); });
    axis[static_cast<std::size_t>(smallest - v.begin())] = 1.0;
    return unit(outer(v, axis));
}

double quadratic(const std::array<Vector, 3>& form, const Vector& a, const Vector& b) noexcept {
    double sum = 0.0;
    for (std::size_t i = 0; i < 3; ++i) {
        sum += a[i] * inner(form[i], b);
    }
    return sum;
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

void AlignmentEstimator::update(const Imu<SensorFrame>& imu) noexcept {
    const Vector a = vector_of(imu.acceleration_mps2);
    const Vector w = vector_of(imu.angular_rate_radps);
    const double rate = std::sqrt(inner(w, w));
    const bool resting = rate < kRestRadps;
    resting_ += resting ? 1 : 0;
    moving_ += rate > kMovingRadps ? 1 : 0;
    // Beyond the cap a sample counts by its direction alone: impacts and fast turns must not decide the axis.
    const double cap = std::max(1.0, rate / kMovingRadps);
    for (std::size_t i = 0; i < 3; ++i) {
        acceleration_[i] += a[i];
        acceleration_at_rest_[i] += resting ? a[i] : 0.0;
        for (std::size_t j = 0; j < 3; ++j) {
            turning_[i][j] += w[i] * w[j] / (cap * cap);
            for (std::size_t k = 0; k < 3; ++k) {
                asymmetry_[i][j][k] += rate * rate * w[i] * w[j] * w[k];
            }
        }
    }
}

Vector AlignmentEstimator::up() const noexcept {
    return unit(resting_ >= kLeastResting ? acceleration_at_rest_ : acceleration_);
}

Result<Alignment> AlignmentEstimator::estimate() const noexcept {
    if (moving_ < kLeastMoving) {
        return Failure{"less than half a second of fast foot movement"};
    }
    const Vector z = up();
    // The second moments in the horizontal plane, and their main direction.
    const Vector e1 = any_perpendicular(z);
    const Vector e2 = outer(z, e1);
    const double angle =
        0.5 * std::atan2(2.0 * quadratic(turning_, e1, e2), quadratic(turning_, e1, e1) - quadratic(turning_, e2, e2));
    Vector y;
    for (std::size_t i = 0; i < 3; ++i) {
        y[i] = std::cos(angle) * e1[i] + std::sin(angle) * e2[i];
    }
    double skew = 0.0;
    for (std::size_t i = 0; i < 3; ++i) {
        skew += y[i] * quadratic(asymmetry_[i], y, y);
    }
    if (skew < 0.0) {
        y = scaled(y, -1.0);
    }
    return Alignment{{row_of(outer(y, z)), row_of(y), row_of(z)}};
}

}  // namespace footfall
