// The end of a sensor's range is noticed, whatever it is, and nothing else is.
#include "footfall/signal/clipping_watch.h"

#include <gtest/gtest.h>

#include "footfall/core/random.h"

namespace footfall {
namespace {

Imu<SensorFrame> feeling(double x, double z = 9.8) {
    return {{static_cast<float>(x), 0.0F, static_cast<float>(z)}, {}};
}

TEST(ClippingWatch, TheGreatestValueMetAgainAndAgainIsTheRangesEnd) {
    ClippingWatch watch;
    EXPECT_FALSE(watch.update(feeling(78.48)));
    EXPECT_FALSE(watch.update(feeling(30.0)));
    EXPECT_FALSE(watch.update(feeling(-78.48)));
    EXPECT_TRUE(watch.update(feeling(0.0, 78.48))) << "on any axis, the third time";
    EXPECT_FALSE(watch.update(feeling(78.0)));
    EXPECT_TRUE(watch.update(feeling(78.48)));
    EXPECT_FALSE(watch.update(feeling(90.0))) << "so the range is greater";
    EXPECT_FALSE(watch.update(feeling(78.48)));
}

TEST(ClippingWatch, RestAndNoiseAreNotClipped) {
    ClippingWatch watch;
    Random random(3);
    for (int i = 0; i < 100'000; ++i) {
        EXPECT_FALSE(watch.update(feeling(9.81)));
        EXPECT_FALSE(watch.update(feeling(30.0 * random.normal())));
    }
}

TEST(ClippingWatch, TheGyroscopeToo) {
    ClippingWatch watch;
    const Imu<SensorFrame> fast{{}, {0.0F, -8.7266F, 1.0F}};
    EXPECT_FALSE(watch.update(fast));
    EXPECT_FALSE(watch.update(fast));
    EXPECT_TRUE(watch.update(fast));
}

}  // namespace
}  // namespace footfall
