// The backward pass over what a FootFilter went through.
#include "footfall/parameters/motion_smoother.h"

namespace footfall {
namespace {

using algebra::Matrix;
using algebra::Vector;

template <class To, class From>
void copy(const From& from, To& to) noexcept {
    for (std::size_t i = 0; i < to.size(); ++i) {
        to[i] = static_cast<float>(from[i]);
    }
}

std::array<float, 9> packed(const Matrix& m) noexcept {
    std::array<float, 9> result{};
    for (std::size_t i = 0; i < 9; ++i) {
        result[i] = static_cast<float>(m[i / 3][i % 3]);
    }
    return result;
}

Matrix unpacked(const std::array<float, 9>& m) noexcept {
    Matrix result{};
    for (std::size_t i = 0; i < 9; ++i) {
        result[i / 3][i % 3] = static_cast<double>(m[i]);
    }
    return result;
}

Vector unpacked(const std::array<float, 3>& v) noexcept {
    return {static_cast<double>(v[0]), static_cast<double>(v[1]), static_cast<double>(v[2])};
}

/// Row of the covariance that belongs to row `i` of attitude and place.
constexpr std::size_t row_of(std::size_t i) noexcept { return i < 3 ? i : error_part::place + i - 3; }

}  // namespace

MotionRecord record_of(const FootFilter& filter, const ErrorTransition& transition) noexcept {
    MotionRecord record;
    record.attitude = packed(filter.state().attitude);
    copy(filter.state().place_m, record.place_m);
    for (std::size_t i = 0; i < record.covariance.size(); ++i) {
        copy(filter.covariance()[row_of(i)], record.covariance[i]);
    }
    record.mean_attitude = packed(transition.attitude);
    copy(transition.force_mps2, record.mean_force_mps2);
    return record;
}

void add(const ZeroVelocity& correction, MotionRecord& record) noexcept {
    record.corrected = true;
    for (std::size_t axis = 0; axis < 3; ++axis) {
        copy(correction.gain[axis], record.gain[axis]);
    }
    copy(correction.innovation_mps, record.innovation_mps);
    copy(correction.variance, record.variance);
}

void MotionSmoother::restart() noexcept {
    adjoint_ = {};
    information_ = {};
}

void MotionSmoother::enter(const MotionRecord& record) noexcept {
    if (!record.origin) {
        return;
    }
    using namespace error_part;
    for (const std::size_t gone : {attitude + 2, place, place + 1, place + 2}) {
        adjoint_[gone] = 0.0;
        information_[gone] = {};
        for (ErrorRow& row : information_) {
            row[gone] = 0.0;
        }
    }
}

SmoothedMoment MotionSmoother::moment(const MotionRecord& record) const noexcept {
    std::array<double, 6> found{};
    for (std::size_t i = 0; i < found.size(); ++i) {
        for (std::size_t j = 0; j < kErrors; ++j) {
            found[i] -= static_cast<double>(record.covariance[i][j]) * adjoint_[j];
        }
    }
    SmoothedMoment moment;
    moment.attitude =
        algebra::product(algebra::rotation({found[0], found[1], found[2]}), unpacked(record.attitude));
    moment.place_m = algebra::sum(unpacked(record.place_m), {found[3], found[4], found[5]});
    moment.turned_rad = found[2];
    return moment;
}

std::array<std::array<double, 6>, 6> MotionSmoother::covariance(const MotionRecord& record) const noexcept {
    std::array<std::array<double, 6>, 6> result{};
    std::array<ErrorVector, 6> informed{};  // rows times information
    for (std::size_t i = 0; i < 6; ++i) {
        for (std::size_t k = 0; k < kErrors; ++k) {
            const auto by = static_cast<double>(record.covariance[i][k]);
            for (std::size_t j = 0; j < kErrors; ++j) {
                informed[i][j] += by * information_[k][j];
            }
        }
    }
    for (std::size_t i = 0; i < 6; ++i) {
        for (std::size_t j = 0; j < 6; ++j) {
            double less = 0.0;
            for (std::size_t k = 0; k < kErrors; ++k) {
                less += informed[i][k] * static_cast<double>(record.covariance[j][k]);
            }
            result[i][j] = static_cast<double>(record.covariance[i][row_of(j)]) - less;
        }
    }
    return result;
}

void MotionSmoother::leave(const MotionRecord& record) noexcept {
    if (record.corrected) {
        // The corrections were one axis after the other: back through them in the opposite order. With
        // H = e and gain k, (I - k e')' changes the component of e alone.
        for (std::size_t axis = 3; axis-- > 0;) {
            const std::size_t at = error_part::velocity + axis;
            const auto variance = static_cast<double>(record.variance[axis]);
            double by_gain = 0.0;
            ErrorRow gained{};
            for (std::size_t i = 0; i < kErrors; ++i) {
                const auto gain = static_cast<double>(record.gain[axis][i]);
                by_gain += gain * adjoint_[i];
                for (std::size_t j = 0; j < kErrors; ++j) {
                    gained[j] += gain * information_[i][j];
                }
            }
            double twice = 0.0;
            for (std::size_t i = 0; i < kErrors; ++i) {
                twice += gained[i] * static_cast<double>(record.gain[axis][i]);
            }
            adjoint_[at] -= by_gain + static_cast<double>(record.innovation_mps[axis]) / variance;
            const double corner = information_[at][at] - 2.0 * gained[at] + twice + 1.0 / variance;
            for (std::size_t i = 0; i < kErrors; ++i) {
                information_[at][i] -= gained[i];
                information_[i][at] = information_[at][i];
            }
            information_[at][at] = corner;
        }
    }
    const ErrorTransition transition{unpacked(record.mean_attitude), unpacked(record.mean_force_mps2),
                                     period_s_};
    carry_back(transition, adjoint_);
    carry_back(transition, information_);
}

}  // namespace footfall
