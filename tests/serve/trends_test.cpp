// How figures go from session to session, and how two sessions compare.
#include "serve/trends.h"

#include <gtest/gtest.h>

#include <cmath>

#include "footfall/core/random.h"
#include "serve/schema.h"
#include "serve/sessions.h"
#include "tests/serve/store_fixtures.h"

namespace footfall::serve {
namespace {

using report::Figure;

constexpr UnixMs kHour = 3'600'000;
constexpr UnixMs kDay = 24 * kHour;

class Trends : public testing::Test {
protected:
    Trends() { bring_up_to_date(database_); }

    PersonId person(const char* code) { return add_person(database_, {code, {}, {}}); }
    /// A session whose stride time and speed are as told.
    SessionId session(PersonId whose, UnixMs at, double stride_time_s, double half_width = 0.01,
                      int strides = 40) {
        report::Summary summary;
        summary.feet.resize(2);
        summary.feet[1].foot = Foot::right;
        report::FigureSummary figure;
        figure.strides = strides;
        figure.enough_for_mean = strides >= report::kStridesForMean;
        figure.mean = {stride_time_s, stride_time_s - half_width, stride_time_s + half_width};
        const auto at_stride_time = static_cast<std::size_t>(Figure::stride_time);
        summary.both[at_stride_time] = figure;
        summary.feet[0].figures[at_stride_time] = figure;
        const SessionId id = add_session(database_, session_of(whose, at));
        end_session(database_, id, SessionState::closed, summary);
        return id;
    }
    Trend trend(PersonId whose) { return trend_of(database_, whose, Figure::stride_time, Side::both); }

    TestFolder folder_;
    Database database_{folder_.store(), Database::Access::write};
};

TEST_F(Trends, GoFromTheFirstSessionThatHasEnoughStrides) {
    const PersonId a = person("A");
    session(person("B"), 0, 9.0);
    session(a, 3 * kDay, 1.13);
    session(a, kDay, 1.2, 0.05, 5);
    session(a, 2 * kDay, 1.10);
    session(a, 4 * kDay, 1.105);
    session(a, 5 * kDay, 1.2, 0.01, 5);
    const Trend trend = this->trend(a);
    ASSERT_EQ(trend.points.size(), 5U);
    EXPECT_EQ(trend.retest.degrees_of_freedom(), 0);
    EXPECT_EQ(trend.points[0].started, kDay);
    EXPECT_EQ(trend.points[0].from_first.basis, NoiseBasis::unknown);
    EXPECT_TRUE(std::isnan(trend.points[1].from_first.difference.value));
    EXPECT_NEAR(trend.points[2].from_first.difference.value, 0.03, 1e-12);
    EXPECT_NEAR(trend.points[2].from_first.detectable, 0.01 * std::sqrt(2.0), 1e-12);
    EXPECT_TRUE(trend.points[2].from_first.beyond_noise());
    EXPECT_NEAR(trend.points[3].from_first.difference.value, 0.005, 1e-12);
    EXPECT_FALSE(trend.points[3].from_first.beyond_noise());
    EXPECT_EQ(trend.points[4].from_first.basis, NoiseBasis::unknown);
    EXPECT_TRUE(trend_of(database_, a, Figure::speed, Side::both).points.empty());
    EXPECT_EQ(trend_of(database_, a, Figure::stride_time, Side::left).points.size(), 5U);
    EXPECT_TRUE(trend_of(database_, a, Figure::stride_time, Side::right).points.empty());
}

TEST_F(Trends, SessionsOfAPersonWithinADayAreRetests) {
    const PersonId a = person("A");
    const PersonId b = person("B");
    session(a, 0, 1.0);
    session(a, 2 * kHour, 1.2);
    session(a, kDay - 1, 1.1);  // within a day of the first: mean 1.1, squares 0.02
    session(a, kDay, 5.0);      // not any more, and alone
    session(a, 3 * kDay, 1.5);
    session(a, 3 * kDay + 1, 1.7);  // squares 0.02
    session(b, 3 * kDay + 2, 3.0);
    session(b, 3 * kDay + 3, 9.0, 0.01, 5);  // too few strides
    const RetestSpread retest = retest_spread(database_, Figure::stride_time, Side::both);
    EXPECT_EQ(retest.degrees_of_freedom(), 3);
    EXPECT_NEAR(retest.sem(), std::sqrt(0.04 / 3.0), 1e-12);
}

TEST_F(Trends, WithEnoughRetestsTheirNoiseDecides) {
    const PersonId a = person("A");
    for (int day = 0; day < 10; ++day) {
        session(a, day * kDay, 1.0);
        session(a, day * kDay + kHour, 1.04);
    }
    const PersonId b = person("B");
    session(b, 0, 1.0);
    session(b, 10 * kDay, 1.05);
    session(b, 20 * kDay, 1.08);
    const Trend trend = this->trend(b);
    // SEM = 0.04 / sqrt(2), so that the detectable change is 1.96 * 0.04.
    EXPECT_NEAR(trend.points[1].from_first.detectable, 0.0784, 1e-9);
    EXPECT_EQ(trend.points[1].from_first.basis, NoiseBasis::test_retest);
    EXPECT_FALSE(trend.points[1].from_first.beyond_noise());
    EXPECT_TRUE(trend.points[2].from_first.beyond_noise());
}

TEST_F(Trends, ChangesThatAreNoneAreCalledSoOneTimeInTwenty) {
    Random random(5);
    const PersonId a = person("A");
    constexpr double kSem = 0.02;
    int beyond = 0;
    constexpr int kPairs = 400;
    database_.run("BEGIN");
    for (int pair = 0; pair < kPairs; ++pair) {
        session(a, pair * kDay, 1.0 + kSem * random.normal(), 1e-6);
        session(a, pair * kDay + kHour, 1.0 + kSem * random.normal(), 1e-6);
    }
    database_.run("COMMIT");
    const Trend trend = this->trend(a);
    EXPECT_NEAR(trend.retest.sem(), kSem, 0.0025);
    for (int pair = 0; pair < kPairs; ++pair) {
        const auto at = static_cast<std::size_t>(2 * pair);
        beyond +=
            change_between(trend.points[at].figure, trend.points[at + 1].figure, trend.retest).beyond_noise();
    }
    EXPECT_NEAR(beyond, 0.05 * kPairs, 15);  // 20 with a standard deviation of 4.4
}

TEST_F(Trends, TwoSessionsSideBySide) {
    const PersonId a = person("A");
    const SessionId first = session(a, 0, 1.00, 0.03);
    const SessionId second = session(a, 9 * kDay, 1.10, 0.04);
    const auto comparison = compare(database_, first, second);
    ASSERT_TRUE(comparison);
    EXPECT_TRUE(comparison->same_person);
    EXPECT_TRUE(comparison->same_model);
    EXPECT_EQ(comparison->second.id, second);
    ASSERT_EQ(comparison->figures.size(), 2U);
    EXPECT_EQ(comparison->figures[0].side, Side::left);
    const FigureComparison& both = comparison->figures[1];
    EXPECT_EQ(both.figure, Figure::stride_time);
    EXPECT_EQ(both.side, Side::both);
    EXPECT_EQ(both.first.mean.value, 1.00);
    EXPECT_NEAR(both.change.difference.value, 0.10, 1e-12);
    EXPECT_NEAR(both.change.difference.low, 0.05, 1e-12);
    EXPECT_TRUE(both.change.beyond_noise());
    EXPECT_FALSE(compare(database_, first, SessionId{99}));
}

TEST_F(Trends, BetweenTwoPeopleNoNoiseIsStated) {
    const SessionId first = session(person("A"), 0, 1.0);
    const SessionId second = session(person("B"), 0, 2.0);
    const auto comparison = compare(database_, first, second);
    EXPECT_FALSE(comparison->same_person);
    EXPECT_NEAR(comparison->figures[0].change.difference.value, 1.0, 1e-12);
    EXPECT_EQ(comparison->figures[0].change.basis, NoiseBasis::unknown);
    EXPECT_FALSE(comparison->figures[0].change.beyond_noise());
}

}  // namespace
}  // namespace footfall::serve
