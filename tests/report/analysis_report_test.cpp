// The report of an analysis as a whole: self-contained, complete, honest about what isn't known.
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "footfall/report/analysis_report.h"
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
}

TEST(AnalysisReport, LeadsToEachOfManyWalks) {
    std::vector<WalkResult> walks;
    for (int person = 1; person <= 6; ++person) {
        SyntheticWalk how;
        how.person = person;
        how.seconds = 30.0;
        walks.push_back(result_of(how));
    }
    const std::string html = render(report_of(std::move(walks)));
    keep("analysis-many.html", html);
    expect_self_contained(html);
}

}  // namespace
}  // namespace footfall::report
