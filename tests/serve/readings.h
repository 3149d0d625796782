// What tests of the live side share: readings made up, a loop run until something is so, and who listens.
#pragma once

#include <chrono>
#include <functional>
#include <string>
#include <vector>

#include <boost/asio/io_context.hpp>

#include "serve/live_sink.h"
#include "serve/sensor_reading.h"
#include "serve/source.h"

namespace footfall::serve {

inline constexpr Nanoseconds kMillisecond = 1'000'000;

/// Sample `number` of a stream; each is another, so that it can be told by what it holds.
inline SensorReading reading_of(std::int64_t number, Nanoseconds arrival, const StreamKind& kind = {}) {
    SensorReading reading;
    reading.stream = {"P01", Foot::left};
    reading.kind = kind;
    reading.counter = kind.counter_bits == 0 ? number : number % (std::int64_t{1} << kind.counter_bits);
    reading.arrival = arrival;
    reading.imu = {{static_cast<float>(number % 1000), 0.5F, 9.8F}, {0.0F, 1.0F, 0.0F}};
    return reading;
}

/// Runs the loop until `done`, but for at most ten seconds; whether it is.
inline bool run_until(boost::asio::io_context& loop, const std::function<bool()>& done) {
    const auto end = std::chrono::steady_clock::now() + std::chrono::seconds(10);
    while (!done()) {
        if (std::chrono::steady_clock::now() > end) {
            return false;
        }
        loop.restart();
        loop.run_one_for(std::chrono::milliseconds(20));
    }
    return true;
}

/// Keeps all readings.
struct Readings {
    std::vector<SensorReading> all;

    [[nodiscard]] Source::Deliver deliver() {
        return [this](const SensorReading& reading) { all.push_back(reading); };
    }
};

/// Keeps all that is said.
class Listener final : public LiveSink {
public:
    struct Health {
        std::string person;
        Foot foot = Foot::left;
        FootHealth health;
    };

    void sample(const std::string& person, const LiveSample& sample) override {
        people.push_back(person);
        samples.push_back(sample);
    }
    void event(const std::string& /*person*/, const LiveEvent& event) override { events.push_back(event); }
    void stride(const std::string& /*person*/, const LiveStride& stride) override {
        strides.push_back(stride);
    }
    void motion(const std::string& /*person*/, const LiveStride& stride) override {
        motions.push_back(stride);
    }
    void gait(const std::string& /*person*/, const LiveGait& gait) override { gaits.push_back(gait); }
    void health(const std::string& person, Foot foot, const FootHealth& health) override {
        healths.push_back({person, foot, health});
    }

    std::vector<std::string> people;  ///< of each sample
    std::vector<LiveSample> samples;
    std::vector<LiveEvent> events;
    std::vector<LiveStride> strides;
    std::vector<LiveStride> motions;
    std::vector<LiveGait> gaits;
    std::vector<Health> healths;
};

}  // namespace footfall::serve
