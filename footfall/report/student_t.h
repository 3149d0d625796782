// Student's t: how far from a mean of few values the true one may be.
#pragma once

namespace footfall::report {

/// The 97.5 % quantile of Student's t distribution, so that mean ± this times the standard error is a 95 %
/// interval. Hill 1970, algorithm 396 (doi 10.1145/355598.355600); relative error below 1e-4 from 3 degrees
/// of freedom on, exact for 1 and 2.
/// @param degrees_of_freedom at least 1, need not be whole; NaN of less
[[nodiscard]] double student_t_975(double degrees_of_freedom) noexcept;

}  // namespace footfall::report
