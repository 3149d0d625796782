// Student's t quantiles.
#include "footfall/report/student_t.h"

#include <cmath>
#include <numbers>

#include "footfall/core/interval.h"

namespace footfall::report {

double student_t_975(double degrees_of_freedom) noexcept {
    constexpr double kTwoTailed = 0.05;
    constexpr double kNormal = -1.959963984540054;  // the normal distribution's 2.5 % quantile
    const double n = degrees_of_freedom;
    if (!(n >= 1.0)) {
        return kUnknown;
    }
    if (n == 1.0) {
        const double angle = kTwoTailed * std::numbers::pi / 2.0;
        return std::cos(angle) / std::sin(angle);
    }
    if (n == 2.0) {
        return std::sqrt(2.0 / (kTwoTailed * (2.0 - kTwoTailed)) - 2.0);
    }
    // Hill's names, as nothing tells them better apart.
    const double a = 1.0 / (n - 0.5);
    const double b = 48.0 / (a * a);
    double c = ((20700.0 * a / b - 98.0) * a - 16.0) * a + 96.36;
    const double d = ((94.5 / (b + c) - 3.0) / b + 1.0) * std::sqrt(a * std::numbers::pi / 2.0) * n;
    double y = std::pow(d * kTwoTailed, 2.0 / n);
    if (y > 0.05 + a) {
        const double x = kNormal;
        y = x * x;
        if (n < 5.0) {
            c += 0.3 * (n - 4.5) * (x + 0.6);
        }
        c += (((0.05 * d * x - 5.0) * x - 7.0) * x - 2.0) * x + b;
        y = (((((0.4 * y + 6.3) * y + 36.0) * y + 94.5) / c - y - 3.0) / b + 1.0) * x;
        y = a * y * y;
        y = y > 0.002 ? std::expm1(y) : 0.5 * y * y + y;
    } else {
        y = ((1.0 / (((n + 6.0) / (n * y) - 0.089 * d - 0.822) * (n + 2.0) * 3.0) + 0.5 / (n + 4.0)) * y -
             1.0) *
                (n + 1.0) / (n + 2.0) +
            1.0 / y;
    }
    return std::sqrt(n * y);
}

}  // namespace footfall::report
