// A recording played to the engine as its sensors would have sent it.
#pragma once

#include <algorithm>
#include <filesystem>
#include <string>
#include <vector>

#include "footfall/recording/recording.h"
#include "io/model_file.h"
#include "serve/live_engine.h"
#include "tests/serve/readings.h"

namespace footfall::serve {

inline constexpr Nanoseconds kStart = 500 * kNanosecondsPerSecond;

inline const Model& shipped() {
    static const io::ModelFile file(std::filesystem::path(FOOTFALL_SOURCE_DIR) / "models" /
                                    "reference_int8.footfall");
    return file.model();
}

/// The readings of a recording, in order of arrival, each 3 ms after it was taken.
inline std::vector<SensorReading> readings_of(const Recording& recording, const std::string& person) {
    std::vector<SensorReading> readings;
    for (const FootTrack& track : recording.feet) {
        for (const ImuSample& sample : track.samples) {
            SensorReading reading;
            reading.stream = {person, track.foot};
            reading.kind.rate_hz = track.rate_hz;
            reading.device_time = sample.time + 1'000'000'000;
            reading.arrival = kStart + sample.time + 3 * kMillisecond;
            reading.imu = sample.imu;
            readings.push_back(reading);
        }
    }
    std::stable_sort(readings.begin(), readings.end(),
                     [](const auto& a, const auto& b) { return a.arrival < b.arrival; });
    return readings;
}

/// Takes the readings, time passing between them.
inline void play(LiveEngine& engine, const std::vector<SensorReading>& readings, Nanoseconds after = 0) {
    Nanoseconds now = readings.front().arrival;
    for (const SensorReading& reading : readings) {
        for (; now + 5 * kMillisecond < reading.arrival; now += 5 * kMillisecond) {
            engine.advance(now);
        }
        engine.take(reading);
    }
    for (const Nanoseconds end = readings.back().arrival + after; now <= end; now += 5 * kMillisecond) {
        engine.advance(now);
    }
}

}  // namespace footfall::serve
