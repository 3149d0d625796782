// Student's t quantiles against the printed table.
#include "footfall/report/student_t.h"

#include <gtest/gtest.h>

#include <cmath>
#include <utility>

namespace footfall::report {
namespace {

TEST(StudentT, IsThatOfTheTable) {
    // Two-sided 95 %, to the digits of common tables.
    for (const auto& [freedom, quantile] : {std::pair{1.0, 12.7062},
                                            {2.0, 4.30265},
                                            {3.0, 3.18245},
                                            {4.0, 2.77645},
                                            {5.0, 2.57058},
                                            {9.0, 2.26216},
                                            {10.0, 2.22814},
                                            {29.0, 2.04523},
                                            {120.0, 1.97993},
                                            {1e6, 1.95997}}) {
        EXPECT_NEAR(student_t_975(freedom), quantile, 2e-4 * quantile) << freedom;
    }
}

TEST(StudentT, FallsBetweenWholeDegreesOfFreedom) {
    EXPECT_LT(student_t_975(9.5), student_t_975(9.0));
    EXPECT_GT(student_t_975(9.5), student_t_975(10.0));
}

TEST(StudentT, IsUnknownWithoutFreedom) {
    EXPECT_TRUE(std::isnan(student_t_975(0.0)));
    EXPECT_TRUE(std::isnan(student_t_975(std::nan(""))));
}

}  // namespace
}  // namespace footfall::report
