// The plots: well-formed, unknown values left out, empty data without a fault.
#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "footfall/report/histogram.h"
#include "footfall/report/line_chart.h"
#include "footfall/report/matrix_plot.h"
#include "footfall/report/row_plot.h"
#include "footfall/report/walk_strip.h"
#include "well_formed.h"

namespace footfall::report {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

const PlotText kText{"A <plot> & its title", "What it \"shows\""};

void expect_sound(const std::string& svg) {
    EXPECT_EQ(fault_in(svg), "");
    EXPECT_THAT(svg, HasSubstr("<title>A &lt;plot&gt; &amp; its title</title>"));
    EXPECT_THAT(svg, Not(HasSubstr("nan")));
    EXPECT_THAT(svg, Not(HasSubstr("inf")));
}

LineChart chart_of(std::vector<CurvePoint> points) {
    return {kText,
            nice_axis("x (s)", {0.0, 5.0}),
            nice_axis("y (1)", {0.0, 1.0}),
            {{"model", 0, std::move(points)}},
            {}};
}

TEST(WellFormed, FindsFaults) {
    EXPECT_EQ(fault_in("<a b=\"c &amp; d\"><e/>text</a>"), "");
    for (const char* bad :
         {"<a><b></a></b>", "<a>", "</a>", "<a b=c/>", "<a>&nbsp;</a>", "<a b=\"<\"/>", "<a>1 > 0</a>"}) {
        EXPECT_NE(fault_in(bad), "") << bad;
    }
}

TEST(Svg, WritesPositionsShortly) {
    Svg svg(kText, 10.0, 10.0);
    svg.line({-0.01, 1.0 / 3.0}, {100.0, 2.0}, "grid");
    EXPECT_THAT(std::move(svg).finish(), HasSubstr("x1=\"0\" y1=\"0.3\" x2=\"100\" y2=\"2\""));
}

TEST(LineChart, BreaksTheLineAtAnUnknownValue) {
    const Interval unknown;
    const std::string svg = draw(chart_of({{0, {0.1, 0.0, 0.2}},
                                           {1, {0.2, 0.1, 0.3}},
                                           {2, unknown},
                                           {3, {0.4, 0.3, 0.5}},
                                           {4, {0.5, 0.4, 0.6}}}));
    expect_sound(svg);
    EXPECT_EQ(count_of(svg, "<polyline class=\"line\""), 2);
    EXPECT_EQ(count_of(svg, "<polygon class=\"band\""), 2);
    EXPECT_EQ(count_of(svg, "class=\"mark\""), 4 + 1) << "one of them in the legend";
}

TEST(LineChart, OfNothingIsAFrame) {
    const LineChart chart = chart_of({});
    expect_sound(draw(chart));
    EXPECT_FALSE(has_points(chart.curves));
    EXPECT_EQ(count_of(draw(chart), "<polyline"), 0);
}

TEST(LineChart, DrawsAReferenceOnlyWithinItsAxis) {
    LineChart chart = chart_of({{0, {0.5, kUnknown, kUnknown}}});
    chart.reference = {0.9, "published"};
    EXPECT_THAT(draw(chart), HasSubstr("published"));
    chart.reference.value = 1.5;
    EXPECT_THAT(draw(chart), Not(HasSubstr("published")));
    chart.reference.value = kUnknown;
    EXPECT_THAT(draw(chart), Not(HasSubstr("published")));
}

TEST(Histogram, CountsEveryFiniteValueOnce) {
    std::vector<double> values = {kUnknown, 500.0};
    for (int i = -200; i < 200; ++i) {
        values.push_back(0.1 * i);
    }
    const SymmetricBins bins = bin_symmetrically(values);
    double counted = static_cast<double>(bins.outside);
    for (const double count : bins.counts) {
        counted += count;
    }
    EXPECT_DOUBLE_EQ(counted, 401.0);
    EXPECT_GE(bins.outside, 1U);
    EXPECT_LT(bins.limit, 50.0) << "one outlier must not stretch the axis";
    EXPECT_NEAR(bins.median, 0.0, 0.11);
}

TEST(Histogram, OfNothingAndOfOneValue) {
    EXPECT_TRUE(bin_symmetrically({}).counts.empty());
    EXPECT_TRUE(bin_symmetrically({kUnknown}).counts.empty());
    for (const std::vector<double>& values : {std::vector<double>{}, {0.0}, {7.0}, {-7.0, -7.0}}) {
        const SymmetricBins bins = bin_symmetrically(values);
        EXPECT_EQ(bins.outside, 0U);
        expect_sound(draw(Histogram{kText, "Error (ms)", "ms", "Events", bins, 0}));
    }
}

TEST(RowPlot, LeavesUnknownRowsWithoutADotAndCutsLongNames) {
    RowPlot plot;
    plot.text = kText;
    plot.value = nice_axis("Score", {0.9, 1.0});
    plot.rows = {"a", "b", std::string(80, 'x')};
    plot.series = {{"F1", 0, {{0.95, 0.94, 0.96}, {}, {0.97, kUnknown, kUnknown}}}};
    const std::string svg = draw(plot);
    expect_sound(svg);
    EXPECT_EQ(count_of(svg, "class=\"mark\""), 2);
    EXPECT_EQ(count_of(svg, "class=\"whisker\""), 1);
    EXPECT_THAT(svg, HasSubstr("xxx…</text>"));
}

TEST(Confusion, SharesAreOfTheReferencesRow) {
    const std::string svg = draw_confusion(kText, {{"stance", "swing"}, {90, 10, 1, 3}});
    expect_sound(svg);
    for (const char* share : {"90.0 %", "10.0 %", "25.0 %", "75.0 %"}) {
        EXPECT_THAT(svg, HasSubstr(share));
    }
}

TEST(Confusion, APhaseThatNeverOccursHasNoShare) {
    const std::string svg =
        draw_confusion(kText, {{"stance", "swing", "other"}, {9, 1, 0, 1, 9, 0, 0, 0, 0}});
    expect_sound(svg);
    EXPECT_EQ(count_of(svg, std::string(">–<")), 3);
    EXPECT_EQ(draw_confusion(kText, {}), "");
    EXPECT_EQ(draw_confusion(kText, {{"stance", "swing"}, {1, 2, 3}}), "")
        << "counts that don't fit the names";
}

TEST(Density, ShadesOnlyWhereThereAreSamples) {
    CycleDensity density;
    EXPECT_TRUE(density.empty());
    density.add(0.0, 0.999);
    density.add(0.5, 0.5);
    density.add(0.5, 0.5);
    density.add(kUnknown, 0.5);
    density.add(0.5, 1.0);
    EXPECT_DOUBLE_EQ(density.count(0, CycleDensity::kBins - 1), 1.0);
    EXPECT_DOUBLE_EQ(density.highest(), 2.0);
    const std::string svg = draw_density(kText, density);
    expect_sound(svg);
    EXPECT_EQ(count_of(svg, "class=\"field\""), 2 + 5) << "two fields and five steps of the key";
}

ExampleWalk short_walk() {
    ExampleWalk walk;
    walk.time_s = {0.0, 0.1, 0.2, 0.3, 0.4, 0.5};
    walk.signal_title = "Rate (rad/s)";
    walk.signal = {0.0, 1.0, kUnknown, 3.0, 2.0, 1.0};
    walk.phase_names = {"stance", "swing"};
    walk.reference_phase = {0, 0, 1, 1, 0, ExampleWalk::kNoPhase};
    walk.predicted_phase = {0, 0, 0, 1, 0, 0};
    walk.reference_cycle = {0.2, 0.5, 0.8, 0.95, 0.1, kUnknown};
    walk.predicted_cycle = {0.2, 0.5, 0.8, 0.95, 0.1, 0.3};
    return walk;
}

TEST(Walk, DrawsEachRunOfAPhaseAndWhereTheyDiffer) {
    const std::string svg = draw_walk(kText, short_walk());
    expect_sound(svg);
    // Legend 3; reference stance, swing, stance; predicted stance, swing, stance; one difference.
    EXPECT_EQ(count_of(svg, "class=\"fill\""), 3 + 3 + 3 + 1);
    // The signal has a gap; the predicted cycle restarts once, the reference's restart leaves one lone point.
    EXPECT_EQ(count_of(svg, "class=\"thin\""), 2 + 2);
    EXPECT_EQ(count_of(svg, "class=\"thin compared\""), 1);
}

TEST(Walk, WithoutReferenceOrWithNothing) {
    ExampleWalk walk = short_walk();
    walk.reference_phase.clear();
    walk.reference_cycle.clear();
    const std::string svg = draw_walk(kText, walk);
    expect_sound(svg);
    EXPECT_THAT(svg, Not(HasSubstr("differ")));
    EXPECT_EQ(draw_walk(kText, {}), "");
    walk.signal.pop_back();
    EXPECT_EQ(draw_walk(kText, walk), "") << "a signal that doesn't fit the time";
}

}  // namespace
}  // namespace footfall::report
