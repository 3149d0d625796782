// The report of an analysis as a whole: self-contained, complete, honest about what isn't known.
#include <cmath>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "footfall/report/analysis_report.h"
#include "footfall/report/figure_words.h"
#include "synthetic_walk.h"
#include "well_formed.h"

namespace footfall::report {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

/// Whoever wants to look at the pages sets FOOTFALL_KEEP_REPORTS to a folder.
void keep(const std::string& name, const std::string& html) {
    if (const char* folder = std::getenv("FOOTFALL_KEEP_REPORTS")) {
        std::ofstream(std::filesystem::path(folder) / name) << html;
    }
}

void expect_self_contained(const std::string& html) {
    EXPECT_EQ(fault_in(html), "");
    for (const char* outside : {"<script", "<link", "<img", "@import", "url(", " src=", " href=\"h"}) {
        EXPECT_THAT(html, Not(HasSubstr(outside)));
    }
    EXPECT_EQ(count_of(html, "http"), count_of(html, "xmlns=\"http://www.w3.org/2000/svg\""));
    EXPECT_EQ(count_of(html, " href=\""), count_of(html, " href=\"#"));
    for (const char* broken : {">nan", "\"nan", ">inf", "inf\"", ",nan", "nan,"}) {
        EXPECT_THAT(html, Not(HasSubstr(broken)));
    }
    EXPECT_EQ(count_of(html, "<svg "), count_of(html, "<desc>"));
}

WalkResult result_of(const SyntheticWalk& how) {
    WalkResult result;
    result.walk = synthetic_walk(how);
    result.summary = summarise(result.walk);
    return result;
}

AnalysisReport report_of(std::vector<WalkResult> walks) {
    AnalysisReport report;
    report.title = "A walk";
    report.walks = std::move(walks);
    report.provenance = {{"Model", "walker.footfall"}};
    return report;
}

TEST(AnalysisReport, ShowsOneWalkInFull) {
    const std::string html = render(report_of({result_of({})}));
    keep("analysis.html", html);
    expect_self_contained(html);
    for (const char* section :
         {"Speed for the age", "Where the walk went", "How the foot moves", "Stride by stride",
          "Left and right", "Bouts and turns", "How good the data are", "How it is measured", "Provenance"}) {
        EXPECT_THAT(html, HasSubstr("<h2>" + std::string(section) + "</h2>"));
    }
    // Norm, from above, from the side, phases, four trends, left against right.
    EXPECT_EQ(count_of(html, "<svg "), 9);
    EXPECT_THAT(html, Not(HasSubstr(kTooFew)));
    EXPECT_THAT(html, HasSubstr("10.1093/ageing/26.1.15"));
    EXPECT_LT(html.size(), 120'000U);
}

TEST(AnalysisReport, ComparesNobodyWithoutAnAge) {
    WalkResult result = result_of({});
    result.walk.person.age_years.reset();
    const std::string html = render(report_of({result}));
    expect_self_contained(html);
    EXPECT_THAT(html, Not(HasSubstr("Speed for the age")));
    EXPECT_THAT(html, Not(HasSubstr("healthy people")));
    result.walk.person.age_years = 12.0;
    EXPECT_THAT(render(report_of({result})), Not(HasSubstr("healthy people")));
}

TEST(AnalysisReport, NamesTheMeansWhereNoRangeIsPublished) {
    WalkResult result = result_of({});
    result.walk.person.age_years = 84.0;
    const std::string html = render(report_of({result}));
    EXPECT_THAT(html, HasSubstr("women 0.94 m/s, men 0.97 m/s"));
    EXPECT_THAT(html, Not(HasSubstr("class=\"norm\"")));
}

TEST(AnalysisReport, SaysWhatTooFewStridesCannotTell) {
    SyntheticWalk how;
    how.seconds = 13.0;
    const WalkResult result = result_of(how);
    ASSERT_GT(strides_of(result.summary), 0);
    ASSERT_LT(result.summary.all.feet[0].strides, kStridesForMean);
    const std::string html = render(report_of({result}));
    keep("analysis-short.html", html);
    expect_self_contained(html);
    EXPECT_THAT(html, HasSubstr("<span class=\"value words\">too few strides</span>"));
    EXPECT_THAT(html, Not(HasSubstr("Speed for the age")));
}

TEST(AnalysisReport, SaysWhatWasNotMeasured) {
    SyntheticWalk how;
    how.spatial = false;
    how.clocks = false;
    const std::string html = render(report_of({result_of(how)}));
    keep("analysis-temporal.html", html);
    expect_self_contained(html);
    EXPECT_THAT(html, HasSubstr("Not measured here: step time, double support, stride length, speed"));
    EXPECT_THAT(html, HasSubstr("<span class=\"value words\">not measured</span>"));
    EXPECT_THAT(html, Not(HasSubstr("The walk from above")));
    EXPECT_THAT(html, Not(HasSubstr("The foot from the side")));
    EXPECT_THAT(html, Not(HasSubstr(">both stand<")));
    EXPECT_THAT(html, HasSubstr("nothing relates the two sensors&#39; clocks"));
}

TEST(AnalysisReport, ShowsOneFootAlone) {
    SyntheticWalk how;
    how.right_foot = false;
    const std::string html = render(report_of({result_of(how)}));
    expect_self_contained(html);
    EXPECT_THAT(html, HasSubstr("one foot only"));
    EXPECT_THAT(html, HasSubstr("left foot only"));
    EXPECT_THAT(html, Not(HasSubstr("Left against right")));
    EXPECT_THAT(html, HasSubstr("The walk from above"));
}

TEST(AnalysisReport, FoldsAndCutsLongTables) {
    WalkResult result = result_of({});
    const Turn turn = result.walk.turns.front();
    result.walk.turns.assign(250, turn);
    const std::string html = render(report_of({result}));
    expect_self_contained(html);
    EXPECT_THAT(html, HasSubstr("<summary>250 turns</summary>"));
    EXPECT_THAT(html, HasSubstr("The first 200 of 250"));
    EXPECT_EQ(count_of(html, "<th scope=\"row\">200</th>"), 1);
    EXPECT_EQ(count_of(html, "<th scope=\"row\">201</th>"), 0);
}

TEST(AnalysisReport, OfStandingHasNoZeros) {
    WalkResult result;
    result.walk.recording = "standing";
    result.walk.person.id = "1";
    result.walk.feet.resize(1);
    result.walk.feet[0].data.duration_s = 10.0;
    result.walk.feet[0].data.samples = 1000;
    result.walk.remarks.push_back({Foot::left, true, "The left foot does not walk."});
    result.summary = summarise(result.walk);
    const std::string html = render(report_of({result}));
    expect_self_contained(html);
    EXPECT_THAT(html, HasSubstr("<b>Note.</b> The left foot does not walk."));
    EXPECT_EQ(count_of(html, "<span class=\"value\">"), 0);
    EXPECT_EQ(count_of(html, ">none found<"), 2);
    EXPECT_THAT(html, Not(HasSubstr("<svg")));
}

TEST(AnalysisReport, LeadsToEachOfManyWalks) {
    std::vector<WalkResult> walks;
    for (int person = 1; person <= 6; ++person) {
        SyntheticWalk how;
        how.person = person;
        how.seconds = 30.0;
        walks.push_back(result_of(how));
    }
    walks[2].walk.remarks.push_back({std::nullopt, true, "Something is amiss."});
    walks[2].walk.feet[0].strides[4].confidence = 0.624;
    const std::string html = render(report_of(std::move(walks)));
    keep("analysis-many.html", html);
    EXPECT_EQ(count_of(html, ">1 note<"), 1);
    EXPECT_THAT(html, HasSubstr("less than 90 % sure of 1 of the left foot&#39;s"));
    EXPECT_THAT(html, HasSubstr("least, 62 %, of the one at"));
    EXPECT_THAT(html, HasSubstr("a single stride is known to 0.8 cm"));
    expect_self_contained(html);
    for (int walk = 1; walk <= 6; ++walk) {
        EXPECT_EQ(count_of(html, "href=\"#walk-" + std::to_string(walk) + "\""), 1);
        EXPECT_EQ(count_of(html, "id=\"walk-" + std::to_string(walk) + "\""), 1);
    }
    EXPECT_EQ(count_of(html, "<details"), 6);
    EXPECT_EQ(count_of(html, "<h2>How it is measured</h2>"), 1);
    EXPECT_LT(html.size(), 6 * 60'000U);
}

TEST(AnalysisReport, StaysReadableForHundreds) {
    SyntheticWalk how;
    how.seconds = 30.0;
    const std::vector<WalkResult> walks(kWalksWithParts + 10, result_of(how));
    const std::string html = render(report_of(walks));
    EXPECT_EQ(fault_in(html), "");
    EXPECT_EQ(count_of(html, "<details"), static_cast<int>(kWalksWithParts));
    EXPECT_EQ(count_of(html, "The walk from above</title>"), static_cast<int>(kWalksWithFigures));
    EXPECT_THAT(html, HasSubstr("Figures are drawn of the first 120 recordings"));
}

TEST(AnalysisReport, EscapesWhatPeopleTyped) {
    WalkResult result = result_of({});
    result.walk.recording = "<script>alert(1)</script>";
    result.walk.person.id = "a\"b";
    result.walk.remarks.push_back({std::nullopt, true, "1 < 2 & 3"});
    expect_self_contained(render(report_of({result, result})));
}

TEST(AnalysisReport, WithoutDataIsStillAPage) {
    AnalysisReport report;
    report.title = "Nothing";
    const std::string html = render(report);
    expect_self_contained(html);
    EXPECT_THAT(html, Not(HasSubstr("<h2>")));
}

TEST(AnalysisTotals, WeighRecordingsByTheirStrides) {
    std::vector<WalkResult> walks(2);
    walks[0].walk.person.id = "1";
    walks[1].walk.person.id = "2";
    const auto index = static_cast<std::size_t>(Figure::speed);
    walks[0].summary.all.both[index].strides = 30;
    walks[0].summary.all.both[index].mean.value = 1.0;
    walks[1].summary.all.both[index].strides = 10;
    walks[1].summary.all.both[index].mean.value = 2.0;
    walks[1].summary.all.distance_m = {20.0, 0.1};
    const AnalysisTotals all = totals_of(walks);
    EXPECT_DOUBLE_EQ(all.of(Figure::speed), (30.0 * 1.0 + 10.0 * 2.0) / 40.0);
    EXPECT_TRUE(std::isnan(all.of(Figure::cadence)));
    EXPECT_EQ(all.people, 2);
    EXPECT_DOUBLE_EQ(all.distance_m, 20.0);
    EXPECT_EQ(all.with_distance, 1);
    EXPECT_TRUE(std::isnan(all.walking_s));
}

}  // namespace
}  // namespace footfall::report
