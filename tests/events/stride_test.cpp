// Strides that follow from events, and those that don't.
#include "footfall/events/stride.h"

#include <gtest/gtest.h>

namespace footfall {
namespace {

constexpr Nanoseconds kMs = 1'000'000;

TEST(StrideDetector, JoinsTwoInitialContactsAndTheFinalContactBetween) {
    StrideDetector detector;
    EXPECT_FALSE(detector.update({EventKind::initial_contact, 1000 * kMs}));
    EXPECT_FALSE(detector.update({EventKind::heel_off, 1400 * kMs}));
    EXPECT_FALSE(detector.update({EventKind::final_contact, 1600 * kMs}));
    const auto stride = detector.update({EventKind::initial_contact, 2000 * kMs});
    ASSERT_TRUE(stride);
    EXPECT_EQ(*stride, (Stride{1000 * kMs, 1600 * kMs, 2000 * kMs}));
    EXPECT_EQ(stride->stance_time(), 600 * kMs);
    EXPECT_EQ(stride->swing_time(), 400 * kMs);
    EXPECT_DOUBLE_EQ(stride->stance_share(), 0.6);
}

TEST(StrideDetector, TheEndOfOneIsTheStartOfTheNext) {
    StrideDetector detector;
    int strides = 0;
    for (int i = 0; i < 5; ++i) {
        strides += detector.update({EventKind::initial_contact, i * 1000 * kMs}) ? 1 : 0;
        (void)detector.update({EventKind::final_contact, (i * 1000 + 600) * kMs});
    }
    EXPECT_EQ(strides, 4);
}

TEST(StrideDetector, NoStrideWithoutAFinalContactAcrossAPauseOrAnInterruption) {
    StrideDetector detector;
    EXPECT_FALSE(detector.update({EventKind::final_contact, 0}));
    EXPECT_FALSE(detector.update({EventKind::initial_contact, 1000 * kMs}));
    EXPECT_FALSE(detector.update({EventKind::initial_contact, 2000 * kMs})) << "no final contact";
    EXPECT_FALSE(detector.update({EventKind::final_contact, 2600 * kMs}));
    EXPECT_FALSE(detector.update({EventKind::initial_contact, 5500 * kMs})) << "a pause in it";
    EXPECT_FALSE(detector.update({EventKind::final_contact, 6100 * kMs}));
    detector.interrupt();
    EXPECT_FALSE(detector.update({EventKind::initial_contact, 6500 * kMs})) << "a gap in it";
}

}  // namespace
}  // namespace footfall
