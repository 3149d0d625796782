// Stores of every earlier version are brought up to date with all that is in them.
#include "serve/schema.h"

#include <gtest/gtest.h>

#include <cmath>
#include <fstream>
#include <iterator>
#include <set>

#include "serve/figure_rows.h"
#include "serve/session_store.h"
#include "tests/serve/store_fixtures.h"

namespace footfall::serve {
namespace {

namespace fs = std::filesystem;
using report::Figure;

std::string earlier(int version) {
    const fs::path file = fs::path(FOOTFALL_SOURCE_DIR) / "tests/serve/earlier" /
                          ("version_" + std::to_string(version) + ".sql");
    std::ifstream stream(file);
    return {std::istreambuf_iterator<char>(stream), {}};
}

/// Every table and index, as SQLite describes them.
std::set<std::string> shape_of(const fs::path& file) {
    Database database(file, Database::Access::read_only);
    std::set<std::string> shape;
    Statement tables(database, "SELECT type, name FROM sqlite_schema");
    while (tables.next()) {
        shape.insert(std::string(tables.text(0)) + " " + std::string(tables.text(1)));
        Statement columns(database, "SELECT name, type, \"notnull\", pk FROM pragma_table_xinfo(?)");
        columns.bind(tables.text(1));
        while (columns.next()) {
            shape.insert(std::string(tables.text(1)) + "." + std::string(columns.text(0)) + " " +
                         std::string(columns.text(1)) + " " + std::string(columns.text(2)) + " " +
                         std::string(columns.text(3)));
        }
    }
    return shape;
}

class EarlierVersion : public testing::TestWithParam<int> {};

TEST_P(EarlierVersion, EverythingInItIsFound) {
    const TestFolder folder;
    const std::string sql = earlier(GetParam());
    ASSERT_FALSE(sql.empty());
    Database(folder.store(), Database::Access::write).run(sql.c_str());

    SessionStore store(folder.store());
    EXPECT_EQ(store.interrupted(), 1U);
    ASSERT_EQ(store.list_people({}).size(), 2U);
    const auto ada = store.find_person("P-004");
    EXPECT_EQ(ada->id, PersonId{4});
    EXPECT_EQ(ada->person.name, "Ada Lovelace");
    EXPECT_EQ(ada->person.birth_year, 1987);
    EXPECT_FALSE(store.find_person("P-001")->person.name);

    const auto first = store.read_session(SessionId{1});
    ASSERT_TRUE(first);
    EXPECT_EQ(first->session.state, SessionState::closed);
    EXPECT_EQ(first->session.about.started, 1700000000000);
    EXPECT_EQ(first->session.ended, 1700000060000);
    EXPECT_EQ(first->session.about.notes, "first visit");
    EXPECT_EQ(first->session.about.source, "replay");
    EXPECT_FALSE(first->session.about.moment_known) << "nobody walked when it was replayed";
    EXPECT_TRUE(store.read_session(SessionId{2})->session.about.moment_known);
    EXPECT_EQ(first->session.strides, 3);
    EXPECT_EQ(first->session.walking_s, 58.5);
    EXPECT_EQ(first->session.distance_m.value, 61.25);
    ASSERT_EQ(first->marks.size(), 1U);
    EXPECT_EQ(first->marks[0].text, "turned");
    EXPECT_EQ(first->figures.of(Figure::stride_time).mean.high, 1.5);
    ASSERT_EQ(first->figures.feet.size(), 1U);
    EXPECT_EQ(first->figures.feet[0].strides, 2);
    EXPECT_EQ(first->figures.feet[0].turning_strides, 1);
    EXPECT_EQ(first->figures.symmetry.at(0).index_percent.low, -1.0);
    const std::vector<StrideOfFoot> strides = store.strides(SessionId{1});
    ASSERT_EQ(strides.size(), 3U);
    EXPECT_EQ(strides[0].stride.motion.length_m.value, 1.25);
    EXPECT_TRUE(strides[1].stride.turning);
    EXPECT_TRUE(std::isnan(strides[1].stride.motion.length_m.value));
    EXPECT_EQ(strides[2].foot, Foot::right);
    EXPECT_EQ(strides[2].stride.time, (Stride{1'500'000'000, 2'150'000'000, 2'600'000'000}));

    EXPECT_EQ(store.read_session(SessionId{2})->session.state, SessionState::interrupted);
    EXPECT_EQ(store.read_session(SessionId{2})->session.strides, 1);

    const std::vector<FootTrack> samples = store.samples(SessionId{1});
    ASSERT_EQ(samples.size(), GetParam() < 2 ? 0U : 1U);
    if (!samples.empty()) {
        EXPECT_EQ(samples[0].gravity, Gravity::removed);
        std::vector<ImuSample> expected(3);
        expected[0].imu = {{1.5F, -2.0F, 9.81F}, {0.0F, 0.25F, -0.5F}};
        expected[1] = {10'000'000, {{1.25F, -2.0F, 9.75F}, {0.0F, 0.25F, -0.75F}}};
        expected[2] = {25'000'000, {{-1.25F, 2.0F, 9.75F}, {1.0F, 0.25F, -0.75F}}};
        EXPECT_TRUE(same_bits(samples[0].samples, expected));
    }
    EXPECT_NE(store.add_person({"P-005", {}, {}}), PersonId{4});
    EXPECT_EQ(soundness(folder.store()), "ok");
}

TEST_P(EarlierVersion, EndsAsANewOneBegins) {
    const TestFolder folder;
    const fs::path old = folder.path() / "old.db";
    Database(old, Database::Access::write).run(earlier(GetParam()).c_str());
    { const SessionStore one(old); }
    { const SessionStore other(folder.store()); }
    EXPECT_EQ(shape_of(old), shape_of(folder.store()));
}

INSTANTIATE_TEST_SUITE_P(Schema, EarlierVersion, testing::Range(1, kSchemaVersion));

TEST(Schema, AStepThatFailsLeavesTheVersionBeforeIt) {
    const TestFolder folder;
    {
        Database database(folder.store(), Database::Access::write);
        database.run(earlier(1).c_str());
        database.run("CREATE TABLE raw_chunks (in_the_way)");
    }
    EXPECT_NE(error_of([&] { const SessionStore store(folder.store()); }), "");
    Database database(folder.store(), Database::Access::write);
    EXPECT_EQ(database.number("PRAGMA user_version"), 1);
    EXPECT_EQ(database.number("SELECT count(*) FROM sqlite_schema WHERE name = 'tracks'"), 0);
    database.run("DROP TABLE raw_chunks");
    EXPECT_NO_THROW(bring_up_to_date(database));
    EXPECT_EQ(database.number("PRAGMA user_version"), kSchemaVersion);
}

}  // namespace
}  // namespace footfall::serve
