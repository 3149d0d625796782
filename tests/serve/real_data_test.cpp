// Real walks replayed into the engine, where the recordings are there.
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>

#include "footfall/core/random.h"
#include "io/data_set.h"
#include "io/model_file.h"
#include "serve/live_engine.h"
#include "tests/serve/readings.h"

namespace footfall::serve {
namespace {

namespace fs = std::filesystem;

fs::path data_folder() {
    const char* folder = std::getenv("FOOTFALL_DATA");
    return folder != nullptr ? fs::path(folder) : fs::path(FOOTFALL_SOURCE_DIR) / ".." / "shared" / "data";
}

TEST(RealWalks, AreFollowedLiveThroughDelaysAndLoss) {
    const fs::path folder = data_folder() / "voisard2023";
    if (!fs::exists(folder)) {
        GTEST_SKIP() << "no recordings in " << folder;
    }
    const io::ModelFile model(fs::path(FOOTFALL_SOURCE_DIR) / "models" / "reference_int8.footfall");
    const auto data_set = io::open_data_set("voisard2023:" + folder.string());
    std::size_t annotated = 0;
    std::size_t found = 0;
    Random random(1);
    for (std::size_t i = 0; i < data_set->entries().size(); i += 20) {
        const Recording recording = data_set->load(i);
        std::vector<SensorReading> readings;
        for (const FootTrack& track : recording.feet) {
            for (const ImuSample& sample : track.samples) {
                if (random.uniform() < 0.01) {
                    continue;
                }
                SensorReading reading;
                reading.stream = {"P01", track.foot};
                reading.kind.rate_hz = track.rate_hz;
                reading.device_time = sample.time;
                reading.arrival =
                    kNanosecondsPerSecond + sample.time + static_cast<Nanoseconds>(random.uniform() * 100e6);
                reading.imu = sample.imu;
                readings.push_back(reading);
            }
            annotated += static_cast<std::size_t>(
                std::count_if(track.reference.begin(), track.reference.end(),
                              [](const Event& event) { return event.kind == EventKind::initial_contact; }));
        }
        std::stable_sort(readings.begin(), readings.end(),
                         [](const auto& a, const auto& b) { return a.arrival < b.arrival; });
        Listener listener;
        LiveEngine engine(model.model(), {}, listener);
        for (const SensorReading& reading : readings) {
            engine.take(reading);
        }
        engine.advance(readings.back().arrival + kNanosecondsPerSecond);
        found += listener.strides.size();
    }
    // The first three or four strides of each foot tell how the sensor is mounted, and the turn has its
    // pauses.
    ASSERT_GT(annotated, 100U);
    EXPECT_GT(static_cast<double>(found), 0.5 * static_cast<double>(annotated));
    EXPECT_LT(found, annotated);
    RecordProperty("strides_found", static_cast<int>(found));
    RecordProperty("contacts_annotated", static_cast<int>(annotated));
}

}  // namespace
}  // namespace footfall::serve
