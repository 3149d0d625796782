// Offset and drift of clocks, told from delayed packets.
#include "serve/clock_map.h"

#include <gtest/gtest.h>

#include <cmath>

#include "footfall/core/random.h"

namespace footfall::serve {
namespace {

constexpr Nanoseconds kPeriod = 10'000'000;
constexpr Nanoseconds kStart = 123'456'789'000;

/// A device whose clock gains `ppm`, its packets delayed by 2 ms and up to 40 ms more.
class Device {
public:
    explicit Device(double ppm) : ppm_(ppm) {}

    void run(ClockMap& map, double seconds) {
        const auto samples = std::llround(seconds * 100.0);
        for (std::int64_t i = 0; i < samples; ++i, ++number_) {
            const double extra = random_.uniform() * random_.uniform() * 40e6;
            map.add(number_ * kPeriod, moment(number_ * kPeriod) + 2'000'000 + std::llround(extra));
        }
    }
    /// When on the host's clock the device's shows `time`.
    [[nodiscard]] Nanoseconds moment(Nanoseconds time) const {
        return kStart + time - std::llround(static_cast<double>(time) * ppm_ * 1e-6);
    }
    [[nodiscard]] Nanoseconds now() const { return number_ * kPeriod; }

private:
    double ppm_;
    Random random_{3};
    std::int64_t number_ = 0;
};

TEST(ClockMap, HandComputed) {
    ClockMap map;
    EXPECT_EQ(map.to_host(5), 0);
    map.add(0, 1000);
    EXPECT_EQ(map.to_host(0), 1000);
    map.add(100, 1090);  // 10 less of delay
    EXPECT_EQ(map.to_host(0), 990);
    EXPECT_EQ(map.to_host(200), 1190);
    map.add(200, 1290);
    EXPECT_EQ(map.to_host(200), 1190);
    EXPECT_TRUE(std::isnan(map.drift_ppm()));
}

TEST(ClockMap, ConstantDelayGivesTheExactDrift) {
    ClockMap map;
    // 1 s of the device's clock is 1.0001 s of the host's: it loses 100 ppm (99.99 of the host's second).
    for (Nanoseconds second = 0; second <= 60; ++second) {
        map.add(second * kNanosecondsPerSecond, second * 1'000'100'000);
    }
    EXPECT_NEAR(map.drift_ppm(), -100.0, 1e-6);
    EXPECT_NEAR(static_cast<double>(map.to_host(60 * kNanosecondsPerSecond)), 60 * 1'000'100'000.0, 2.0);
}

TEST(ClockMap, AnHourOfDriftUnderJitter) {
    for (const double ppm : {-200.0, -20.0, 0.0, 200.0}) {
        ClockMap map;
        Device device(ppm);
        for (int minute = 1; minute <= 60; ++minute) {
            device.run(map, 60.0);
            EXPECT_NEAR(map.drift_ppm(), ppm, minute < 10 ? 10.0 : 1.0) << minute;
            // Within the network's least delay, 2 ms.
            const auto error = static_cast<double>(map.to_host(device.now()) - device.moment(device.now()));
            EXPECT_NEAR(error, 2e6, 0.5e6) << ppm << " ppm, minute " << minute;
        }
    }
}

TEST(ClockMap, NeverLaterThanAnArrival) {
    ClockMap map;
    Random random(5);
    for (std::int64_t i = 0; i < 20'000; ++i) {
        const Nanoseconds host = kStart + i * kPeriod + std::llround(random.uniform() * 3e7);
        map.add(i * kPeriod, host);
        ASSERT_LE(map.to_host(i * kPeriod), host);
    }
}

TEST(ClockMap, ASenderThatKeepsNoTimeHasNoDrift) {
    ClockMap map;
    for (std::int64_t i = 0; i < 10'000; ++i) {
        map.add(i * kPeriod, kStart + i * kPeriod / 2);  // twice as fast as its clock says
    }
    EXPECT_TRUE(std::isnan(map.drift_ppm()));
    EXPECT_LE(map.to_host(9'999 * kPeriod), kStart + 9'999 * kPeriod / 2);
}

TEST(ClockMap, FollowsADelayThatHasGrownWhenItIsOld) {
    ClockMap map;
    for (std::int64_t i = 0; i < 180'000; ++i) {  // half an hour; 30 ms more from the tenth minute on
        map.add(i * kPeriod, kStart + i * kPeriod + (i > 60'000 ? 30'000'000 : 0));
    }
    EXPECT_NEAR(static_cast<double>(map.to_host(179'999 * kPeriod) - kStart - 179'999 * kPeriod), 30e6, 1e5);
    EXPECT_NEAR(map.drift_ppm(), 0.0, 0.1);
}

}  // namespace
}  // namespace footfall::serve
