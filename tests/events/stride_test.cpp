// Strides that follow from events, and those that don't.
#include "footfall/events/stride.h"

#include <gtest/gtest.h>

#include <cmath>

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

/// From one initial contact to the next, while the cycle goes round so many times in so many samples.
std::optional<Stride> stride_with(float turns, int samples = 100) {
    StrideDetector detector;
    float cycle = 0.95F;
    const auto follow = [&](int count, float step) {
        for (int i = 0; i < count; ++i) {
            detector.follow(cycle);
            cycle += step;
            cycle -= std::floor(cycle);
        }
    };
    follow(6, 0.01F);
    (void)detector.update({EventKind::initial_contact, 0});
    const float step = turns / static_cast<float>(samples);
    follow(samples * 6 / 10, step);
    (void)detector.update({EventKind::final_contact, 600 * kMs});
    follow(samples - samples * 6 / 10, step);
    return detector.update({EventKind::initial_contact, 1000 * kMs});
}

TEST(StrideDetector, IsOneTurnOfTheCycle) {
    EXPECT_TRUE(stride_with(1.0F));
    EXPECT_TRUE(stride_with(0.8F));
    EXPECT_TRUE(stride_with(1.2F));
    EXPECT_FALSE(stride_with(2.0F)) << "a contact was missed";
    EXPECT_FALSE(stride_with(0.1F)) << "the foot only twitched";
    EXPECT_FALSE(stride_with(-1.0F));
}

TEST(StrideDetector, CountsTurnsAnewAfterAnInterruption) {
    StrideDetector detector;
    detector.follow(0.1F);
    detector.follow(0.5F);
    detector.interrupt();
    (void)detector.update({EventKind::initial_contact, 0});
    (void)detector.update({EventKind::final_contact, 600 * kMs});
    EXPECT_TRUE(detector.update({EventKind::initial_contact, 1000 * kMs}))
        << "no positions: none to judge by";
}

}  // namespace
}  // namespace footfall
