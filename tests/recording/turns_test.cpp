// Which strides make a turn, and by how much.
#include "footfall/recording/turns.h"

#include <gtest/gtest.h>

#include "tests/recording/gait_sketch.h"

namespace footfall {
namespace {

/// Strides of 1 s each from `start_ms` on, which turn by so many degrees.
MeasuredFoot turning_foot(Foot foot, int start_ms, const std::vector<double>& turns_deg) {
    MeasuredFoot made;
    made.foot = foot;
    for (const double turn : turns_deg) {
        made.strides.push_back(stride_at(start_ms, start_ms + 600, start_ms + 1000));
        made.strides.back().motion.turn_rad = degrees(turn);
        start_ms += 1000;
    }
    return made;
}

TEST(Turns, AreRunsOfBothFeetTogether) {
    std::vector<MeasuredFoot> feet = {turning_foot(Foot::left, 0, {2, 80, 100, -3, 1}),
                                      turning_foot(Foot::right, 500, {-2, 90, 84, 4, 0})};
    const std::vector<Turn> turns = find_turns(feet, 0);
    ASSERT_EQ(turns.size(), 1U);
    EXPECT_EQ(turns[0].time, (TimeRegion{1600 * kMs, 3500 * kMs}));
    EXPECT_NEAR(turns[0].angle_rad.value, degrees(177).value, 1e-9) << "of 180 and 174 degrees";
    EXPECT_NEAR(turns[0].angle_rad.sd, degrees(3).value, 1e-9) << "half the difference";
    const auto turning = [](const MeasuredFoot& foot) {
        std::string marks;
        for (const MeasuredStride& stride : foot.strides) {
            marks += stride.turning ? 'T' : '-';
        }
        return marks;
    };
    EXPECT_EQ(turning(feet[0]), "-TT--");
    EXPECT_EQ(turning(feet[1]), "-TT--");
}

TEST(Turns, AStrideOfTheOtherFootWithinIsPartOfIt) {
    // The right foot turns on the spot in one stride and hardly in the next.
    std::vector<MeasuredFoot> feet = {turning_foot(Foot::left, 0, {0, 40, 50, 0}),
                                      turning_foot(Foot::right, 500, {0, 80, 10, 0})};
    const std::vector<Turn> turns = find_turns(feet, 0);
    ASSERT_EQ(turns.size(), 1U);
    EXPECT_NEAR(turns[0].angle_rad.value, degrees(85).value, 1e-9)
        << "the right foot's 10 degrees come after the turn";
}

TEST(Turns, OneFootAlone) {
    std::vector<MeasuredFoot> feet = {turning_foot(Foot::right, 0, {0, -60, -60, -60, 0})};
    const std::vector<Turn> turns = find_turns(feet, 0);
    ASSERT_EQ(turns.size(), 1U);
    EXPECT_NEAR(turns[0].angle_rad.value, degrees(-180).value, 1e-9);
    EXPECT_NEAR(turns[0].angle_rad.sd, degrees(std::sqrt(3.0)).value, 1e-9);
}

TEST(Turns, LittleOrInTurnIsNone) {
    std::vector<MeasuredFoot> feet = {turning_foot(Foot::left, 0, {10, 12, 14, 12, 10, 14})};
    EXPECT_TRUE(find_turns(feet, 0).empty()) << "a wide bend";
    feet = {turning_foot(Foot::left, 0, {20, -20, 20, -20, 20})};
    EXPECT_TRUE(find_turns(feet, 0).empty()) << "to and fro";
    feet = {turning_foot(Foot::left, 0, {0, 40, 0, 40, 0})};
    EXPECT_TRUE(find_turns(feet, 0).empty()) << "each less than 45 degrees";
}

TEST(Turns, EndWhereTheBoutDoes) {
    std::vector<MeasuredFoot> feet = {turning_foot(Foot::left, 0, {30, 30, 30, 30})};
    feet[0].strides[2].bout = 1;
    feet[0].strides[3].bout = 1;
    const std::vector<Turn> turns = find_turns(feet, 0);
    ASSERT_EQ(turns.size(), 2U);
    EXPECT_EQ(turns[1].bout, 1U);
    EXPECT_NEAR(turns[1].angle_rad.value, degrees(60).value, 1e-9);
}

TEST(Turns, NotKnownNotFound) {
    std::vector<MeasuredFoot> feet = {turning_foot(Foot::left, 0, {kUnknown, kUnknown, kUnknown})};
    EXPECT_TRUE(find_turns(feet, 0).empty());
    EXPECT_FALSE(feet[0].strides[0].turning);
}

}  // namespace
}  // namespace footfall
