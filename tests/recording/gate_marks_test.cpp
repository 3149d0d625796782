// Which samples of a recording are gait and which are standing, counted on a small example.
#include "footfall/recording/gate_marks.h"

#include <gtest/gtest.h>

#include <cmath>

#include "footfall/recording/labels.h"

namespace footfall {
namespace {

constexpr Nanoseconds kTenth = 100'000'000;

/// Toe-off and heel-strike in turns, in tenths of a second.
std::vector<Event> events(const std::vector<int>& tenths) {
    std::vector<Event> events;
    for (std::size_t i = 0; i < tenths.size(); ++i) {
        events.push_back(
            {i % 2 == 0 ? EventKind::final_contact : EventKind::initial_contact, tenths[i] * kTenth});
    }
    return events;
}

/// The left foot swings at 5.0-5.4, 6.0-6.4 and 7.0-7.4 s, the right one half a second later.
Recording recording() {
    Recording recording;
    recording.label_definition = label_definition::kEventPairs;
    recording.walk = TimeRegion{50 * kTenth, 79 * kTenth};
    recording.feet.resize(2);
    recording.feet[1].foot = Foot::right;
    recording.feet[0].reference = events({50, 54, 60, 64, 70, 74});
    recording.feet[1].reference = events({55, 59, 65, 69, 75, 79});
    return recording;
}

GateMarker marker_of(const Recording& recording) {
    return {recording, recording.feet[0], phase_set_named("stance_swing")};
}

TEST(GateMarks, GaitIsEveryCycleAndTheSwingBeforeTheFirst) {
    const Recording walk = recording();
    const GateMarker marker = marker_of(walk);
    EXPECT_FALSE(marker.is_gait(50 * kTenth - 1));
    EXPECT_TRUE(marker.is_gait(50 * kTenth));
    EXPECT_TRUE(marker.is_gait(54 * kTenth));
    EXPECT_TRUE(marker.is_gait(74 * kTenth - 1));
    EXPECT_FALSE(marker.is_gait(74 * kTenth));
}

TEST(GateMarks, StandingIsFurtherThanAStanceFromAnyEventOfEitherFoot) {
    const Recording walk = recording();
    const GateMarker marker = marker_of(walk);  // stances last 0.6 s
    EXPECT_TRUE(marker.is_standing(0));
    EXPECT_TRUE(marker.is_standing(44 * kTenth - 1));
    EXPECT_FALSE(marker.is_standing(44 * kTenth));
    EXPECT_FALSE(marker.is_standing(60 * kTenth));
    EXPECT_FALSE(marker.is_standing(85 * kTenth));  // 0.6 s after the right foot's last contact
    EXPECT_TRUE(marker.is_standing(85 * kTenth + 1));
}

TEST(GateMarks, CountsWhatWasSaid) {
    const Recording walk = recording();
    GateMarker marker = marker_of(walk);
    for (int tenth = 0; tenth < 100; ++tenth) {
        marker.mark(tenth * kTenth, tenth >= 40 && tenth < 70);
    }
    EXPECT_EQ(marker.tally().standing, 44 + 14);
    EXPECT_EQ(marker.tally().standing_called_gait, 4);
    EXPECT_EQ(marker.tally().gait, 24);
    EXPECT_EQ(marker.tally().gait_called_none, 4);
    GateTally twice = marker.tally();
    twice.add(marker.tally());
    EXPECT_EQ(twice.gait, 48);
    EXPECT_DOUBLE_EQ(twice.gait_share(), 4.0 / 24.0);
    EXPECT_DOUBLE_EQ(twice.standing_share(), 4.0 / 58.0);
}

TEST(GateMarks, WithoutAStatedWalkNothingIsStanding) {
    Recording walk = recording();
    walk.walk.reset();
    EXPECT_FALSE(marker_of(walk).is_standing(0));
    EXPECT_TRUE(marker_of(walk).is_gait(60 * kTenth));
    EXPECT_TRUE(std::isnan(GateTally{}.standing_share()));
}

}  // namespace
}  // namespace footfall
