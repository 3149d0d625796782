// How the errors of strapdown integration grow: the blocks of the transition as sums of rows, so that one
// text serves vectors, matrices and their transposes, and no product with a known 0 or 1 is done.
#include "footfall/parameters/error_state.h"

namespace footfall {
namespace {

using algebra::Matrix;
using algebra::Vector;

void add(double& to, double by, const double& row) noexcept { to += by * row; }

void add(ErrorRow& to, double by, const ErrorRow& row) noexcept {
    for (std::size_t i = 0; i < to.size(); ++i) {
        to[i] += by * row[i];
    }
}

/// to += by * m * rows[from..from+2]
template <class Row, class Rows>
void add_product(std::array<Row, 3>& to, double by, const Matrix& m, const Rows& rows,
                 std::size_t from) noexcept {
    for (std::size_t i = 0; i < 3; ++i) {
        for (std::size_t j = 0; j < 3; ++j) {
            add(to[i], by * m[i][j], rows[from + j]);
        }
    }
}

/// to += by * f x rows[0..2]
template <class Row>
void add_outer(std::array<Row, 3>& to, double by, const Vector& f, const std::array<Row, 3>& rows) noexcept {
    for (std::size_t i = 0; i < 3; ++i) {
        const std::size_t j = (i + 1) % 3;
        const std::size_t k = (i + 2) % 3;
        add(to[i], by * f[j], rows[k]);
        add(to[i], -by * f[k], rows[j]);
    }
}

template <class Row, class Rows>
void carry_rows(const ErrorTransition& transition, Rows& rows) noexcept {
    using namespace error_part;
    const double t = transition.period_s;
    std::array<Row, 3> turned{};
    add_product(turned, -t, transition.attitude, rows, rate_bias);
    std::array<Row, 3> middle{};
    for (std::size_t i = 0; i < 3; ++i) {
        middle[i] = rows[attitude + i];
        add(middle[i], 0.5, turned[i]);
        add(rows[attitude + i], 1.0, turned[i]);
    }
    std::array<Row, 3> gained{};
    add_outer(gained, -t, transition.force_mps2, middle);
    add_product(gained, -t, transition.attitude, rows, force_bias);
    for (std::size_t i = 0; i < 3; ++i) {
        add(rows[place + i], t, rows[velocity + i]);
        add(rows[place + i], 0.5 * t, gained[i]);
        add(rows[velocity + i], 1.0, gained[i]);
    }
}

template <class Row, class Rows>
void carry_rows_back(const ErrorTransition& transition, Rows& rows) noexcept {
    using namespace error_part;
    const double t = transition.period_s;
    const Matrix back = algebra::transposed(transition.attitude);
    std::array<Row, 3> gained{};  // what a gain of velocity counts
    for (std::size_t i = 0; i < 3; ++i) {
        gained[i] = rows[velocity + i];
        add(gained[i], 0.5 * t, rows[place + i]);
        add(rows[velocity + i], t, rows[place + i]);
    }
    std::array<Row, 3> tilted{};
    add_outer(tilted, t, transition.force_mps2, gained);
    std::array<Row, 3> middle{};
    for (std::size_t i = 0; i < 3; ++i) {
        middle[i] = rows[attitude + i];
        add(middle[i], 0.5, tilted[i]);
        add(rows[attitude + i], 1.0, tilted[i]);
    }
    std::array<Row, 3> by_rate{};
    add_product(by_rate, -t, back, middle, 0);
    std::array<Row, 3> by_force{};
    add_product(by_force, -t, back, gained, 0);
    for (std::size_t i = 0; i < 3; ++i) {
        add(rows[rate_bias + i], 1.0, by_rate[i]);
        add(rows[force_bias + i], 1.0, by_force[i]);
    }
}

void transpose(ErrorMatrix& matrix) noexcept {
    for (std::size_t i = 0; i < kErrors; ++i) {
        for (std::size_t j = 0; j < i; ++j) {
            const double kept = matrix[i][j];
            matrix[i][j] = matrix[j][i];
            matrix[j][i] = kept;
        }
    }
}

}  // namespace

void carry(const ErrorTransition& transition, ErrorVector& errors) noexcept {
    carry_rows<double>(transition, errors);
}

void carry(const ErrorTransition& transition, ErrorMatrix& covariance) noexcept {
    // F M F' = F (F M)' as M is its own transpose.
    carry_rows<ErrorRow>(transition, covariance);
    transpose(covariance);
    carry_rows<ErrorRow>(transition, covariance);
}

void carry_back(const ErrorTransition& transition, ErrorVector& adjoint) noexcept {
    carry_rows_back<double>(transition, adjoint);
}

void carry_back(const ErrorTransition& transition, ErrorMatrix& adjoint) noexcept {
    carry_rows_back<ErrorRow>(transition, adjoint);
    transpose(adjoint);
    carry_rows_back<ErrorRow>(transition, adjoint);
}

}  // namespace footfall
