// Alignment and pressure labels on real recordings, where they are there.
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>

#include "footfall/recording/foot_signal.h"
#include "io/data_set.h"

namespace footfall {
namespace {

namespace fs = std::filesystem;

fs::path data_folder() {
    const char* folder = std::getenv("FOOTFALL_DATA");
    return folder != nullptr ? fs::path(folder) : fs::path(FOOTFALL_SOURCE_DIR) / ".." / "shared" / "data";
}

/// Angular rate about the axis to the left, mean over the tenth of a second around each toe-off.
double rate_around_toe_off_radps(const FootSignal& signal) {
    double sum = 0.0;
    int samples = 0;
    for (const SignalSegment& segment : signal.segments) {
        for (const ReferenceCycle& cycle : signal.cycles) {
            const SampleIndex toe_off = cycle.phase_starts.at(1) / signal.grid_period - segment.first;
            for (SampleIndex i = toe_off - 5; i <= toe_off + 5; ++i) {
                if (i >= 0 && i < static_cast<SampleIndex>(segment.length())) {
                    sum += static_cast<double>(segment.channels[static_cast<std::size_t>(i) * kChannels + 4]);
                    ++samples;
                }
            }
        }
    }
    return samples > 0 ? sum / samples : 0.0;
}

TEST(RealFeet, EveryFootTurnsToeDownAtToeOff) {
    const fs::path folder = data_folder() / "voisard2023";
    if (!fs::is_directory(folder)) {
        GTEST_SKIP() << "no real recordings at " << folder;
    }
    const auto data = io::open_data_set("voisard2023:" + folder.string());
    std::size_t feet = 0;
    for (std::size_t i = 0; i < data->entries().size(); ++i) {
        const Recording recording = data->load(i);
        for (const FootTrack& track : recording.feet) {
            const FootSignal signal = prepare(recording, track, {}, phase_set_named("stance_swing"));
            EXPECT_GT(rate_around_toe_off_radps(signal), 0.5) << recording.id << ' ' << to_string(track.foot);
            ++feet;
        }
    }
    EXPECT_EQ(feet, 2 * data->entries().size());
}

TEST(RealFeet, PressureGivesPlausibleStrides) {
    const fs::path folder = data_folder() / "marpino2018";
    if (!fs::is_directory(folder)) {
        GTEST_SKIP() << "no real recordings at " << folder;
    }
    const fs::path descriptor = fs::path(FOOTFALL_SOURCE_DIR) / "descriptors" / "marpino2018.toml";
    const auto data = io::open_data_set("csv:" + descriptor.string() + "@" + folder.string());
    std::vector<double> stance_shares;
    for (std::size_t i = 0; i < data->entries().size(); ++i) {
        const Recording recording = data->load(i);
        for (const FootTrack& track : recording.feet) {
            for (const ReferenceCycle& cycle :
                 prepare(recording, track, {}, phase_set_named("stance_swing")).cycles) {
                stance_shares.push_back(static_cast<double>(cycle.phase_starts.at(1) - cycle.time.start) /
                                        static_cast<double>(cycle.time.length()));
            }
        }
    }
    ASSERT_GE(stance_shares.size(), 550U);
    const auto middle = stance_shares.begin() + static_cast<std::ptrdiff_t>(stance_shares.size() / 2);
    std::nth_element(stance_shares.begin(), middle, stance_shares.end());
    EXPECT_GE(*middle, 0.58);
    EXPECT_LE(*middle, 0.65);
}

}  // namespace
}  // namespace footfall
