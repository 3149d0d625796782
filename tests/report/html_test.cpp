// The page: escaping, best values, sections without content.
#include "footfall/report/html.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "well_formed.h"

namespace footfall::report {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

Page page() { return {"Kind", "Title", "Lead"}; }

TEST(Page, IsWellFormedAndEscapes) {
    Page made("<k>", "<t>", "<l>");
    made.section("<s>");
    made.paragraph("a & b");
    made.warning("<w>");
    made.tiles({{"<n>", "1", "<u>", "0–2", "<v>"}});
    made.keys({{"<key>", "<value>"}});
    made.table({{{"<c>", false}}, {{text_cell("<x>")}}, "<caption>"});
    const std::string html = std::move(made).finish("<f>");
    EXPECT_EQ(fault_in(html), "");
    EXPECT_THAT(html, HasSubstr("<h2>&lt;s&gt;</h2>"));
}

TEST(Page, LeavesOutASectionWithoutContent) {
    Page made = page();
    made.section("Empty");
    made.table({{{"A"}}, {}, "no rows"});
    made.figures({{"", "no plot"}});
    made.section("Full");
    made.paragraph("text");
    made.section("Last");
    const std::string html = std::move(made).finish("");
    EXPECT_THAT(html, Not(HasSubstr("<h2>Empty</h2>")));
    EXPECT_THAT(html, HasSubstr("<h2>Full</h2>"));
    EXPECT_THAT(html, Not(HasSubstr("<h2>Last</h2>")));
    EXPECT_EQ(fault_in(html), "");
}

TEST(Page, FoldsAPartThatCellsLeadTo) {
    Page made = page();
    Cell cell = text_cell("<name>");
    cell.anchor = "part-1";
    made.table({{{"A"}}, {{cell}}, "table"});
    made.open_fold("part-1", "<Part>");
    made.subsection("Empty");
    made.subsection("Full");
    made.paragraph("text");
    made.subsection("Last");
    made.close_fold();
    const std::string html = std::move(made).finish("");
    EXPECT_EQ(fault_in(html), "");
    EXPECT_THAT(html, HasSubstr("<a href=\"#part-1\">&lt;name&gt;</a>"));
    EXPECT_THAT(html, HasSubstr("<summary>&lt;Part&gt;</summary>"));
    EXPECT_THAT(html, HasSubstr("<div id=\"part-1\""));
    EXPECT_EQ(count_of(html, "<h3>"), 1);
    EXPECT_THAT(html, HasSubstr("<h3>Full</h3>"));
}

TEST(Page, ListsAndExplains) {
    Page made = page();
    made.list({"a < b"});
    made.list({});
    made.terms({{"<name>", "<text>", "<limit>"}});
    made.terms({});
    const std::string html = std::move(made).finish("");
    EXPECT_EQ(fault_in(html), "");
    EXPECT_EQ(count_of(html, "<ul"), 1);
    EXPECT_EQ(count_of(html, "<dl"), 1);
    EXPECT_THAT(html, HasSubstr("<dt>&lt;name&gt;</dt>"));
}

TEST(Page, MarksTheBestOfEachColumn) {
    Table table;
    table.columns = {
        {"Name", false}, {"F1", true, Best::highest}, {"Error", true, Best::lowest}, {"Samples"}};
    table.rows = {
        {text_cell("a"), interval_cell({0.9, 0.8, 1.0}, 2), interval_cell({3.0}, 1), text_cell("5")},
        {text_cell("b"), interval_cell({0.8, 0.7, 0.9}, 2), interval_cell({2.0}, 1), text_cell("6")},
        {text_cell("c"), interval_cell({}, 2), interval_cell({}, 1), text_cell("7")}};
    Page made = page();
    made.table(table);
    const std::string html = std::move(made).finish("");
    EXPECT_EQ(count_of(html, "class=\"n best\""), 2);
    EXPECT_THAT(html, HasSubstr("<td class=\"n best\">0.90<span class=\"ci\">0.80–1.00</span></td>"));
    EXPECT_THAT(html, HasSubstr("<td class=\"n best\">2.0</td>"));
    EXPECT_THAT(html, HasSubstr("<td class=\"n\">–</td>"));
}

TEST(Page, ASingleRowIsNotTheBestOfAnything) {
    Page made = page();
    made.table(
        {{{"Name", false}, {"F1", true, Best::highest}}, {{text_cell("a"), interval_cell({0.9}, 2)}}, ""});
    EXPECT_THAT(std::move(made).finish(""), Not(HasSubstr("best\"")));
}

}  // namespace
}  // namespace footfall::report
