// Everything that reads goes by an index: no table is looked through, nothing is sorted.
#include <gtest/gtest.h>
#include <sqlite3.h>

#include <set>

#include "serve/export_csv.h"
#include "serve/export_json.h"
#include "serve/people.h"
#include "serve/schema.h"
#include "serve/sessions.h"
#include "serve/trends.h"
#include "tests/serve/store_fixtures.h"

namespace footfall::serve {
namespace {

int note_statement(unsigned, void* statements, void*, void* text) {
    const std::string sql = static_cast<const char*>(text);
    if (!sql.starts_with("--")) {
        static_cast<std::set<std::string>*>(statements)->insert(sql);
    }
    return 0;
}

/// The steps of each statement's plan that aren't a search in an index.
class QueryPlan : public testing::Test {
protected:
    QueryPlan() {
        bring_up_to_date(database_);
        person_ = add_person(database_, {"P", {}, {}});
        session_ = add_session(database_, session_of(person_));
        sqlite3_trace_v2(database_.handle(), SQLITE_TRACE_STMT, note_statement, &statements_);
    }

    void expect_searches() {
        sqlite3_trace_v2(database_.handle(), 0, nullptr, nullptr);
        ASSERT_FALSE(statements_.empty());
        for (const std::string& sql : statements_) {
            Statement plan(database_, "EXPLAIN QUERY PLAN " + sql);
            while (plan.next()) {
                const std::string step(plan.text(3));
                const bool in_order = step.starts_with("SCAN") && step.find("INDEX") != std::string::npos;
                const bool is_search =
                    step.starts_with("SEARCH") || step.find("SCALAR SUBQUERY") != step.npos;
                EXPECT_TRUE(is_search || in_order || step == "SCAN CONSTANT ROW") << step << " in " << sql;
                scans_ += in_order ? 1 : 0;
            }
        }
    }

    TestFolder folder_;
    Database database_{folder_.store(), Database::Access::write};
    PersonId person_{};
    SessionId session_{};
    std::set<std::string> statements_;
    int scans_ = 0;
};

TEST_F(QueryPlan, People) {
    (void)list_people(database_, {});
    (void)find_person(database_, person_);
    (void)find_person(database_, "P");
    expect_searches();
    EXPECT_EQ(scans_, 1);  // all people in their order, page by page
}

TEST_F(QueryPlan, Sessions) {
    for (const std::optional<PersonId> person : {std::optional<PersonId>(), std::optional(person_)}) {
        SessionFilter filter;
        filter.person = person;
        (void)list_sessions(database_, filter);
    }
    (void)read_session(database_, session_);
    (void)open_sessions(database_);
    expect_searches();
    EXPECT_LE(scans_, 2);  // all sessions in their order, page by page; those that are open
}

TEST_F(QueryPlan, Trends) {
    (void)trend_of(database_, person_, report::Figure::speed, Side::both);
    (void)compare(database_, session_, session_);
    expect_searches();
    EXPECT_EQ(scans_, 1);  // all sessions by person, in the index alone
}

TEST_F(QueryPlan, Exports) {
    const TextSink nowhere = [](std::string_view) {};
    for (const ExportTable table : {ExportTable::sessions, ExportTable::figures, ExportTable::marks,
                                    ExportTable::strides, ExportTable::samples}) {
        export_csv(database_, ExportScope::of(person_), table, nowhere);
    }
    export_json(database_, ExportScope::of(session_), true, nowhere);
    expect_searches();
    EXPECT_EQ(scans_, 0);
}

TEST_F(QueryPlan, Deletion) {
    database_.run("DELETE FROM people WHERE id = 1");
    expect_searches();
    EXPECT_EQ(scans_, 0);
}

}  // namespace
}  // namespace footfall::serve
