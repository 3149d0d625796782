// How figures go from session to session, and how two sessions compare.
#include "serve/trends.h"

#include <gtest/gtest.h>

#include <cmath>

#include "footfall/core/random.h"
#include "serve/reference_noise.h"
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
                      int strides = 40, bool moment_known = true) {
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
        NewSession about = session_of(whose, at);
        about.moment_known = moment_known;
        const SessionId id = add_session(database_, about);
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
    session(a, 3 * kDay, 1.23);
    session(a, kDay, 1.2, 0.05, 5);
    session(a, 2 * kDay, 1.10);
    session(a, 4 * kDay, 1.105);
    session(a, 5 * kDay, 1.2, 0.01, 5);
    const Trend trend = this->trend(a);
    ASSERT_EQ(trend.points.size(), 5U);
    EXPECT_EQ(trend.noise.basis, NoiseBasis::reference);
    EXPECT_EQ(trend.points[0].started, kDay);
    EXPECT_EQ(trend.points[0].from_first.basis, NoiseBasis::unknown);
    EXPECT_TRUE(std::isnan(trend.points[1].from_first.difference.value));
    EXPECT_NEAR(trend.points[2].from_first.difference.value, 0.13, 1e-12);
    EXPECT_EQ(trend.points[2].from_first.detectable,
              reference_noise(Figure::stride_time, Side::both).detectable_change());
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
    const Noise few = noise_of(database_, Figure::stride_time, Side::both);
    EXPECT_EQ(few.basis, NoiseBasis::reference) << "three degrees of freedom";
    for (int day = 10; day < 17; ++day) {
        session(a, day * kDay, 1.0);
        session(a, day * kDay + 1, 1.0);
        session(a, day * kDay + 2, 7.0, 0.01, 40, false);  // an old recording, uploaded
    }
    const Noise own = noise_of(database_, Figure::stride_time, Side::both);
    EXPECT_EQ(own.basis, NoiseBasis::test_retest);
    EXPECT_EQ(own.degrees_of_freedom, 10);
    EXPECT_NEAR(own.sem, std::sqrt(0.04 / 10.0), 1e-12);
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
    session(b, 20 * kDay, 1.1);
    const Trend trend = this->trend(b);
    // SEM = 0.04 / sqrt(2), so that the detectable change is t * 0.04, t of 10 degrees of freedom
    // being 2.2281.
    EXPECT_NEAR(trend.points[1].from_first.detectable, 0.089126, 1e-5);
    EXPECT_EQ(trend.points[1].from_first.basis, NoiseBasis::test_retest);
    EXPECT_FALSE(trend.points[1].from_first.beyond_noise());
    EXPECT_TRUE(trend.points[2].from_first.beyond_noise());
}

TEST(TrendNoise, ChangesThatAreNoneAreCalledSoOneTimeInTwenty) {
    Random random(5);
    constexpr double kSem = 0.02;
    constexpr int kStores = 400;
    constexpr int kRetests = 12;  // few, as a clinic has them: what SEM is off by counts
    int beyond = 0;
    for (int store = 0; store < kStores; ++store) {
        RetestSpread own;
        for (int pair = 0; pair < kRetests; ++pair) {
            own.next_group();
            own.add(kSem * random.normal());
            own.add(kSem * random.normal());
        }
        report::FigureSummary figure;
        figure.enough_for_mean = true;
        const auto at = [&](double value) {
            figure.mean = {value, value - 1e-6, value + 1e-6};
            return figure;
        };
        const report::FigureSummary earlier = at(kSem * random.normal());
        beyond += change_between(earlier, at(kSem * random.normal()), own.noise()).beyond_noise() ? 1 : 0;
    }
    EXPECT_NEAR(beyond, 0.05 * kStores, 13);  // 20 with a standard deviation of 4.4
}

TEST_F(Trends, TwoSessionsSideBySide) {
    const PersonId a = person("A");
    const SessionId first = session(a, 0, 1.00, 0.03);
    const SessionId second = session(a, 9 * kDay, 1.20, 0.04);
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
    EXPECT_NEAR(both.change.difference.value, 0.20, 1e-12);
    EXPECT_NEAR(both.change.difference.low, 0.15, 1e-12);
    EXPECT_EQ(both.change.basis, NoiseBasis::reference);
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
