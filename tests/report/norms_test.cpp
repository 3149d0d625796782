// Published norms: the right decade, a range over both sexes, none where nothing is published.
#include "footfall/report/norms.h"

#include <gtest/gtest.h>

#include "footfall/report/norm_plot.h"
#include "well_formed.h"

namespace footfall::report {
namespace {

TEST(SpeedNorm, SpansBothSexes) {
    const std::optional<SpeedNorm> norm = speed_norm(64.5);
    ASSERT_TRUE(norm);
    EXPECT_EQ(norm->youngest_years, 60);
    EXPECT_EQ(norm->oldest_years, 69);
    // Women 1.296 ± 0.213, men 1.359 ± 0.205: women reach lower, men higher.
    EXPECT_NEAR(norm->low_mps, 1.296 - 1.96 * 0.213, 1e-9);
    EXPECT_NEAR(norm->high_mps, 1.359 + 1.96 * 0.205, 1e-9);
    EXPECT_DOUBLE_EQ(norm->women_mean_mps, 1.241);
    EXPECT_DOUBLE_EQ(norm->men_mean_mps, 1.339);
    EXPECT_EQ(norm->people(), "healthy people of 60 to 69 years");
}

TEST(SpeedNorm, HoldsUntilTheNextDecadeBegins) {
    EXPECT_EQ(speed_norm(29.9)->youngest_years, 20);
    EXPECT_EQ(speed_norm(30.0)->youngest_years, 30);
}

TEST(SpeedNorm, IsSilentWhereNothingIsPublished) {
    EXPECT_FALSE(speed_norm(19.9));
    EXPECT_FALSE(speed_norm(100.0));
    EXPECT_FALSE(speed_norm(kUnknown));
    const std::optional<SpeedNorm> oldest = speed_norm(85.0);
    ASSERT_TRUE(oldest);
    EXPECT_FALSE(oldest->has_range());
    EXPECT_DOUBLE_EQ(oldest->women_mean_mps, 0.943);
}

TEST(SpeedNorm, IsDrawnWithThePersonOnIt) {
    const SpeedNorm norm = *speed_norm(64.0);
    const std::string svg = draw_speed_norm({"Speed", "text"}, {1.0, 0.9, 1.1}, norm);
    EXPECT_EQ(fault_in(svg), "");
    EXPECT_EQ(count_of(svg, "class=\"norm\""), 1);
    EXPECT_EQ(count_of(svg, "class=\"mark\""), 1);
    EXPECT_EQ(draw_speed_norm({"Speed", "text"}, {}, norm), "");
    EXPECT_EQ(draw_speed_norm({"Speed", "text"}, {1.0, 0.9, 1.1}, *speed_norm(85.0)), "");
}

TEST(SpeedNorm, PlacesASpeed) {
    const SpeedNorm norm = *speed_norm(64.0);
    EXPECT_STREQ(place_in_range(0.87, norm), "below");
    EXPECT_STREQ(place_in_range(1.0, norm), "within");
    EXPECT_STREQ(place_in_range(1.77, norm), "above");
}

}  // namespace
}  // namespace footfall::report
