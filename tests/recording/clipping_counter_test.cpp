// Which samples count as being at the end of a sensor's range.
#include "footfall/recording/clipping_counter.h"

#include <gtest/gtest.h>

namespace footfall {
namespace {

using Value = Vec3<SensorFrame>;

TEST(ClippingCounter, AUsualFullScaleIsClipped) {
    ClippingCounter counter = ClippingCounter::of_acceleration();
    for (const float x : {1.0F, 78.4532F, -3.0F, -78.4532F, 5.0F}) {
        counter.add(Value{x, 0.0F, 9.8F});
    }
    EXPECT_EQ(counter.found().samples, 2);
    EXPECT_NEAR(counter.found().level, 8.0 * 9.80665, 1e-3);
}

TEST(ClippingCounter, SoIsAnyLevelThatStandsForThreeSamples) {
    ClippingCounter counter = ClippingCounter::of_angular_rate();
    float x = 0.0F;
    for (const float y : {1.0F, 12.5F, 12.5F, 12.5F, 3.0F, 12.5F}) {
        counter.add(Value{x += 0.1F, y, 0.0F});
    }
    EXPECT_EQ(counter.found().samples, 4);
}

TEST(ClippingCounter, AnyOtherPeakIsNot) {
    ClippingCounter counter = ClippingCounter::of_acceleration();
    for (const float x : {1.0F, 60.0F, 2.0F, 61.0F, 2.5F}) {
        counter.add(Value{x, 0.0F, 0.0F});
    }
    EXPECT_EQ(counter.found().samples, 0);
    EXPECT_NEAR(counter.found().level, 61.0, 1e-5);
}

TEST(ClippingCounter, DoubledSamplesStandForOne) {
    ClippingCounter counter = ClippingCounter::of_acceleration();
    for (const float x : {1.0F, 60.0F, 60.0F, 60.0F, 60.0F, 1.0F}) {
        counter.add(Value{x, 0.5F, 0.0F});
    }
    EXPECT_EQ(counter.found().samples, 0);
}

TEST(ClippingCounter, AGreaterLevelStartsAnew) {
    ClippingCounter counter = ClippingCounter::of_acceleration();
    float y = 0.0F;
    for (const float x : {50.0F, 50.0F, 50.0F, 78.4532F, 1.0F}) {
        counter.add(Value{x, y += 0.1F, 0.0F});
    }
    EXPECT_EQ(counter.found().samples, 1);
}

TEST(ClippingCounter, ASensorThatRestsIsNotClipped) {
    ClippingCounter counter = ClippingCounter::of_acceleration();
    for (int i = 0; i < 10; ++i) {
        counter.add(Value{0.01F * static_cast<float>(i), 0.0F, 9.81F});
    }
    EXPECT_EQ(counter.found().samples, 0);
}

}  // namespace
}  // namespace footfall
