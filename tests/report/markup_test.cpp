// Escaping and number formatting.
#include "footfall/report/markup.h"

#include <limits>

#include <gtest/gtest.h>

namespace footfall::report {
namespace {

TEST(Markup, EscapesEverySignThatMeansSomething) {
    EXPECT_EQ(escape("a<b> & \"c\" 'd'"), "a&lt;b&gt; &amp; &quot;c&quot; &#39;d&#39;");
    EXPECT_EQ(escape("m/s²"), "m/s²");
    EXPECT_EQ(escape(std::string("a\x01z")), "a z");
}

TEST(Markup, WritesNumbers) {
    EXPECT_EQ(number(0.97884, 3), "0.979");
    EXPECT_EQ(number(-2.14, 1), "−2.1");
    EXPECT_EQ(number(-0.004, 1), "0.0");
    EXPECT_EQ(number(kUnknown, 2), kMissing);
    EXPECT_EQ(number(std::numeric_limits<double>::infinity(), 2), kMissing);
}

TEST(Markup, GroupsThousands) {
    EXPECT_EQ(grouped(999), "999");
    EXPECT_EQ(grouped(1234567), "1\u202f234\u202f567");
    EXPECT_EQ(grouped(-1000), "−1\u202f000");
}

TEST(Markup, WritesIntervals) {
    EXPECT_EQ(with_bounds({0.979, 0.972, 0.985}, 3), "0.979 (0.972–0.985)");
    EXPECT_EQ(with_bounds({0.5, -1.0, 2.0}, 1), "0.5 (−1.0 to 2.0)");
    EXPECT_EQ(with_bounds({0.979, kUnknown, kUnknown}, 3), "0.979");
    EXPECT_EQ(with_bounds({kUnknown, 0.1, 0.2}, 3), kMissing);
}

TEST(Markup, FindsThePhasesScore) {
    MetricsSummary metrics;
    metrics.f1_by_phase = {{"stance", {0.98, 0.97, 0.99}}};
    EXPECT_DOUBLE_EQ(metrics.f1_of("stance").value, 0.98);
    EXPECT_FALSE(metrics.f1_of("swing").known());
}

}  // namespace
}  // namespace footfall::report
