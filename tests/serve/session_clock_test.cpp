// Both feet of a session on one clock, for an hour, whatever their sensors' clocks and the network do.
#include "serve/session_clock.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <vector>

#include "footfall/core/random.h"
#include "serve/live_timeline.h"
#include "tests/serve/readings.h"

namespace footfall::serve {
namespace {

constexpr Nanoseconds kStart = 77 * kNanosecondsPerSecond;
constexpr Nanoseconds kPeriod = 10 * kMillisecond;
constexpr StreamKind kKind{100.0, Gravity::included, 0, true, 1.0};

/// One foot's sensor, whose clock gains `ppm`, over a network that delays by 3 ms and up to `jitter` more.
class Sensor {
public:
    Sensor(double ppm, Nanoseconds jitter, std::uint64_t seed) : ppm_(ppm), jitter_(jitter), random_(seed) {}

    /// Sends the next sample and places what has come.
    void step() {
        const Nanoseconds moment = taken(number_);
        const double delay = 3e6 + std::pow(random_.uniform(), 2.0) * static_cast<double>(jitter_);
        SensorReading reading = reading_of(number_, moment + std::llround(delay), kKind);
        timeline_.push(reading);
        while (const auto sample = timeline_.next()) {
            const Nanoseconds time =
                clock_.place(sample->sample.time, timeline_.to_host(sample->sample.time) - kStart,
                             timeline_.drift_ppm(), number_ == 0);
            if (number_ > 0) {
                const double step = static_cast<double>(time - time_) / static_cast<double>(kPeriod);
                worst_step = std::max(worst_step, std::abs(step - 1.0));
            }
            time_ = time;
        }
        ++number_;
    }
    [[nodiscard]] Nanoseconds time() const { return time_; }
    /// How much later than it was the latest sample is placed.
    [[nodiscard]] double late_s() const {
        return 1e-9 * static_cast<double>(time_ - (taken(number_ - 1) - kStart));
    }
    [[nodiscard]] const SessionClock& clock() const { return clock_; }

    double worst_step = 0.0;  ///< how far from a period samples are apart, as a share

private:
    [[nodiscard]] Nanoseconds taken(std::int64_t number) const {
        return kStart + std::llround(static_cast<double>(number * kPeriod) * (1.0 - ppm_ * 1e-6));
    }

    double ppm_;
    Nanoseconds jitter_;
    Random random_;
    LiveTimeline timeline_{kKind, 0};
    SessionClock clock_;
    std::int64_t number_ = 0;
    Nanoseconds time_ = 0;
};

TEST(SessionClock, BothFeetStayTogetherForAnHour) {
    Sensor left(50.0, 15 * kMillisecond, 1);
    Sensor right(-50.0, 15 * kMillisecond, 2);
    double worst_s = 0.0;
    double worst_settled_s = 0.0;
    for (int i = 0; i < 360'000; ++i) {
        left.step();
        right.step();
        const double apart_s = std::abs(left.late_s() - right.late_s());
        worst_s = std::max(worst_s, apart_s);
        worst_settled_s = i > 12'000 ? std::max(worst_settled_s, apart_s) : 0.0;
    }
    EXPECT_LT(worst_s, 0.015) << "of which most is the delay of the first packet";
    EXPECT_LT(worst_settled_s, 0.002) << "where without the host's clock it would be 0.36 s";
    EXPECT_LT(left.worst_step, 0.0012) << "nothing ever jumps";
    EXPECT_LT(right.worst_step, 0.0012);
}

TEST(SessionClock, ThePoorestClocksToo) {
    Sensor left(900.0, 5 * kMillisecond, 3);
    Sensor right(-900.0, 5 * kMillisecond, 4);
    double worst_s = 0.0;
    for (int i = 0; i < 9'000; ++i) {
        left.step();
        right.step();
        worst_s = std::max(worst_s, std::abs(left.late_s() - right.late_s()));
    }
    EXPECT_LT(worst_s, 0.03) << "before the drift is known; it is 0.16 s when nothing is corrected";
    EXPECT_LT(std::abs(left.late_s() - right.late_s()), 0.005);
}

TEST(SessionClock, HowLongThingsLastIsTheSensorsToSay) {
    SessionClock clock;
    (void)clock.place(0, 0, kUnknown, true);
    (void)clock.place(kPeriod, kNanosecondsPerSecond, kUnknown, false);
    EXPECT_EQ(clock.lasting(kNanosecondsPerSecond), kNanosecondsPerSecond) << "though it runs behind";
    EXPECT_EQ(clock.at(kPeriod + kNanosecondsPerSecond) - clock.at(kPeriod), 1'001'000'000);
    (void)clock.place(2 * kPeriod, kNanosecondsPerSecond, 100.0, false);
    EXPECT_EQ(clock.lasting(kNanosecondsPerSecond), 999'900'000);
}

TEST(SessionClock, AfterAGapItIsSet) {
    SessionClock clock;
    (void)clock.place(0, 5 * kMillisecond, kUnknown, true);
    EXPECT_EQ(clock.place(kNanosecondsPerSecond, 3 * kNanosecondsPerSecond, kUnknown, true),
              3 * kNanosecondsPerSecond);
    EXPECT_GT(clock.place(2 * kNanosecondsPerSecond, 0, kUnknown, true), 3 * kNanosecondsPerSecond)
        << "but never back";
    EXPECT_EQ(clock.place(0, 9 * kNanosecondsPerSecond, kUnknown, false), 9 * kNanosecondsPerSecond)
        << "a stream that begins anew";
}

TEST(SessionClock, ARecordingIsOnItsOwn) {
    SessionClock clock(500 * kMillisecond);
    EXPECT_EQ(clock.place(0, 7 * kNanosecondsPerSecond, 300.0, true), 500 * kMillisecond);
    EXPECT_EQ(clock.place(kPeriod, 0, 300.0, false), 510 * kMillisecond);
    EXPECT_EQ(clock.at(kNanosecondsPerSecond), 1'500 * kMillisecond);
    EXPECT_EQ(clock.lasting(kNanosecondsPerSecond), kNanosecondsPerSecond);
}

}  // namespace
}  // namespace footfall::serve
