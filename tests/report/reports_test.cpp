// The two reports as a whole: well-formed, self-contained, complete with data and graceful without.
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "footfall/report/evaluation_report.h"
#include "footfall/report/study_report.h"
#include "synthetic_reports.h"
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
    for (const char* outside : {"<script", "<link", "<img", "@import", "url(", " src=", " href="}) {
        EXPECT_THAT(html, Not(HasSubstr(outside)));
    }
    // The only address is the namespace of SVG, which is a name and never requested.
    EXPECT_EQ(count_of(html, "http"), count_of(html, "xmlns=\"http://www.w3.org/2000/svg\""));
    EXPECT_THAT(html, Not(HasSubstr(">nan")));
    EXPECT_THAT(html, Not(HasSubstr("\"nan")));
    EXPECT_THAT(html, Not(HasSubstr("inf\"")));
}

TEST(StudyReport, IsSelfContainedAndHasEverySection) {
    const std::string html = render(synthetic_study());
    keep("study.html", html);
    expect_self_contained(html);
    for (const char* section :
         {"Data", "Networks and transfer compared", "Window and look-ahead",
          "How many labels and how much training it takes", "Other people than those it learned from",
          "The best model&#39;s errors", "Provenance"}) {
        EXPECT_THAT(html, HasSubstr("<h2>" + std::string(section) + "</h2>"));
    }
    // 4 window, 4 look-ahead, 2 label and 2 budget curves, ordering, confusion, density, 2 histograms, 2 of
    // people, walk.
    EXPECT_EQ(count_of(html, "<svg "), 20);
    EXPECT_EQ(count_of(html, "role=\"img\" aria-label="), 20);
    EXPECT_EQ(count_of(html, "<desc>"), 20);
}

TEST(StudyReport, ComparesWithThePaper) {
    const std::string html = render(synthetic_study());
    for (const char* figure : {"10.55092/aias20260004", "0.9788", "0.923", "3.6–4.0 %"}) {
        EXPECT_THAT(html, HasSubstr(figure));
    }
}

TEST(StudyReport, WithoutDataIsStillAPage) {
    StudyReport study;
    study.title = "Nothing yet";
    const std::string html = render(study);
    expect_self_contained(html);
    EXPECT_THAT(html, Not(HasSubstr("<h2>")));
    EXPECT_THAT(html, Not(HasSubstr("<svg")));
    EXPECT_THAT(html, Not(HasSubstr("<table")));
}

TEST(StudyReport, CountsWhereThePapersOrderHolds) {
    StudyReport study;
    study.title = "Order";
    study.ordering = {{"DNN", "model transfer", "scratch", {0.02, 0.01, 0.03}},
                      {"DNN", "model transfer", "feature transfer", {0.001, -0.01, 0.012}},
                      {"Transformer", "feature transfer", "scratch", {-0.02, -0.03, -0.01}},
                      {"Transformer", "model transfer", "scratch", {}}};
    const std::string html = render(study);
    EXPECT_THAT(html, HasSubstr("Of 3 comparisons here this order holds in 1, is undecided in 1"));
    EXPECT_THAT(html, HasSubstr("is reversed in 1: Transformer (scratch ahead of feature transfer)."));
}

TEST(StudyReport, ShowsTheBestWindowOfEachMethod) {
    StudyReport study;
    study.title = "Windows";
    const auto row = [](const char* transfer, int window, double f1) {
        StudyRow made{"DNN", transfer, window, 0, 4, 0, {}};
        made.metrics.f1_macro = {f1, kUnknown, kUnknown};
        return made;
    };
    study.grid = {row("scratch", 20, 0.90), row("scratch", 100, 0.95), row("model transfer", 20, 0.97),
                  row("model transfer", 100, 0.96)};
    const std::string html = render(study);
    const std::string table = html.substr(html.find("<table>"), html.find("</table>") - html.find("<table>"));
    EXPECT_THAT(table, HasSubstr("0.950"));
    EXPECT_THAT(table, HasSubstr("<td class=\"n best\">0.970</td>"));
    EXPECT_THAT(table, Not(HasSubstr("0.900")));
    EXPECT_THAT(table, Not(HasSubstr("0.960")));
}

TEST(StudyReport, EscapesWhatPeopleTyped) {
    StudyReport study = synthetic_study();
    study.title = "<script>alert(1)</script> & \"quotes\"";
    study.findings.people.front().person = "a<b";
    study.best.network = "<DNN>";
    study.grid.front().network = "D&N";
    const std::string html = render(study);
    expect_self_contained(html);
    EXPECT_THAT(html, HasSubstr("&lt;script&gt;"));
}

TEST(EvaluationReport, IsSelfContainedAndNamesTheWorstPerson) {
    const EvaluationReport evaluation = synthetic_evaluation();
    const std::string html = render(evaluation);
    keep("evaluation.html", html);
    expect_self_contained(html);
    EXPECT_THAT(html, HasSubstr("The worst is 9 (younger)"));
    EXPECT_EQ(count_of(html, "<svg "), 7);
}

TEST(EvaluationReport, SaysThatTheDefinitionsDiffer) {
    EvaluationReport evaluation = synthetic_evaluation();
    EXPECT_THAT(render(evaluation), HasSubstr("class=\"warning\""));
    EXPECT_THAT(render(evaluation), HasSubstr("the reference of marpino2018 is from toe and heel pressure"));
    evaluation.data.front().label_definition = evaluation.model_label_definition;
    EXPECT_THAT(render(evaluation), Not(HasSubstr("class=\"warning\"")));
}

TEST(EvaluationReport, WithoutDataIsStillAPage) {
    EvaluationReport evaluation;
    evaluation.title = "Nothing yet";
    const std::string html = render(evaluation);
    expect_self_contained(html);
    EXPECT_THAT(html, Not(HasSubstr("<h2>")));
}

}  // namespace
}  // namespace footfall::report
