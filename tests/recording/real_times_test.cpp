// Times measured on real recordings against what was annotated, where they are there. The model knows the
// people of voisard2023; docs/results.md has figures of people it does not know.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <filesystem>
#include <set>

#include "footfall/recording/walk_assembly.h"
#include "io/data_set.h"
#include "io/model_file.h"

namespace footfall {
namespace {

namespace fs = std::filesystem;

fs::path data_folder() {
    const char* folder = std::getenv("FOOTFALL_DATA");
    return folder != nullptr ? fs::path(folder) : fs::path(FOOTFALL_SOURCE_DIR) / ".." / "shared" / "data";
}

const io::ModelFile& shipped() {
    static const io::ModelFile file(fs::path(FOOTFALL_SOURCE_DIR) / "models" / "reference.footfall");
    return file;
}

double ms(Nanoseconds time) { return static_cast<double>(time) * 1e-6; }

double median_abs(std::vector<double> values) {
    for (double& value : values) {
        value = std::abs(value);
    }
    const auto half = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
    std::nth_element(values.begin(), half, values.end());
    return *half;
}

/// Of the events of this kind, the one nearest.
Nanoseconds nearest(const std::vector<Event>& events, EventKind kind, Nanoseconds time) {
    Nanoseconds best = -kNanosecondsPerSecond;
    for (const Event& event : events) {
        if (event.kind == kind && std::abs(event.time - time) < std::abs(best - time)) {
            best = event.time;
        }
    }
    return best;
}

TEST(RealTimes, StrideStanceAndSwingTimesOfVoisard2023) {
    const fs::path folder = data_folder() / "voisard2023";
    if (!fs::is_directory(folder)) {
        GTEST_SKIP() << "no real recordings at " << folder;
    }
    const auto data = io::open_data_set("voisard2023:" + folder.string());
    std::vector<double> stride_ms;
    std::vector<double> stance_ms;
    std::vector<double> swing_ms;
    std::set<std::string> people;
    for (std::size_t i = 0; i < data->entries().size(); ++i) {
        if (!people.insert(data->entries()[i].person.id).second) {
            continue;  // one walk of each is enough here
        }
        const Recording recording = data->load(i);
        const MeasuredWalk walk = measure(source_of(recording), shipped().model());
        EXPECT_EQ(walk.clocks.kind, ClockRelation::Kind::common) << recording.id;
        for (std::size_t foot = 0; foot < walk.feet.size(); ++foot) {
            const std::vector<Event>& reference = recording.feet[foot].reference;
            for (const MeasuredStride& stride : walk.feet[foot].strides) {
                const Stride& time = stride.time;
                const Nanoseconds start = nearest(reference, EventKind::initial_contact, time.start);
                const Nanoseconds toe_off = nearest(reference, EventKind::final_contact, time.final_contact);
                const Nanoseconds end = nearest(reference, EventKind::initial_contact, time.end);
                if (start < toe_off && toe_off < end && std::abs(start - time.start) < 250'000'000 &&
                    std::abs(end - time.end) < 250'000'000) {
                    stride_ms.push_back(ms(time.stride_time() - (end - start)));
                    stance_ms.push_back(ms(time.stance_time() - (toe_off - start)));
                    swing_ms.push_back(ms(time.swing_time() - (end - toe_off)));
                }
            }
        }
    }
    ASSERT_GT(stride_ms.size(), 400U);
    EXPECT_LE(median_abs(stride_ms), 10.0);
    EXPECT_LE(median_abs(stance_ms), 20.0);
    EXPECT_LE(median_abs(swing_ms), 20.0);
}

TEST(RealTimes, TheLevelWalkHasItsLabelledStrides) {
    const fs::path folder = data_folder() / "gaitmap_samples";
    if (!fs::is_directory(folder)) {
        GTEST_SKIP() << "no real recordings at " << folder;
    }
    const auto data = io::open_data_set(std::string("csv:") + FOOTFALL_SOURCE_DIR +
                                        "/descriptors/gaitmap_level.toml@" + folder.string());
    const Recording recording = data->load(0);
    const MeasuredWalk walk = measure(source_of(recording), shipped().model());
    std::vector<double> errors_ms;
    for (std::size_t foot = 0; foot < walk.feet.size(); ++foot) {
        std::vector<Event> found;
        for (const MeasuredStride& stride : walk.feet[foot].strides) {
            found.push_back({EventKind::initial_contact, stride.time.start});
            found.push_back({EventKind::initial_contact, stride.time.end});
        }
        for (const Event& border : recording.feet[foot].reference) {
            errors_ms.push_back(ms(nearest(found, EventKind::initial_contact, border.time) - border.time));
            EXPECT_LT(std::abs(errors_ms.back()), 100.0) << to_string(walk.feet[foot].foot);
        }
    }
    ASSERT_EQ(errors_ms.size(), 22U);
    EXPECT_LE(median_abs(errors_ms), 30.0);
}

TEST(RealTimes, StairsAndMultipleSclerosisRunThrough) {
    const fs::path folder = data_folder() / "gaitmap_samples";
    if (!fs::is_directory(folder)) {
        GTEST_SKIP() << "no real recordings at " << folder;
    }
    for (const char* name : {"gaitmap_stairs", "gaitmap_ms"}) {
        const auto data = io::open_data_set(std::string("csv:") + FOOTFALL_SOURCE_DIR + "/descriptors/" +
                                            name + ".toml@" + folder.string());
        for (std::size_t i = 0; i < data->entries().size(); ++i) {
            const MeasuredWalk walk = measure(data->stream(i), shipped().model());
            for (const MeasuredFoot& foot : walk.feet) {
                EXPECT_GT(foot.strides.size(), 15U) << walk.recording;
                for (const MeasuredStride& stride : foot.strides) {
                    EXPECT_GT(stride.confidence, 0.5);
                    EXPECT_LE(stride.confidence, 1.0);
                }
            }
        }
    }
}

}  // namespace
}  // namespace footfall
