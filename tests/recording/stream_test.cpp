// Recordings through the estimator that runs on the sensor; real ones where they are there.
#include "footfall/recording/stream.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <map>
#include <set>

#include "footfall/recording/error.h"
#include "footfall/recording/foot_signal.h"
#include "footfall/recording/gate_marks.h"
#include "io/data_set.h"
#include "io/model_file.h"
#include "simulate/walk.h"

namespace footfall {
namespace {

namespace fs = std::filesystem;

io::ModelFile shipped_model() {
    return io::ModelFile(fs::path(FOOTFALL_SOURCE_DIR) / "models" / "reference.footfall");
}

TEST(Stream, AnswersEverySampleThatHasAWindowInOrder) {
    const io::ModelFile file = shipped_model();
    const NetworkSpec& network = file.model().network;
    simulate::WalkOptions options;
    options.course.seconds = 15.0;
    simulate::Walker walker = simulate::draw_walker(1, simulate::AgeGroup::older, simulate::Mounting::any, 3);
    for (simulate::SensorSpec& sensor : walker.sensor) {
        sensor.lost_share = 0.0;
    }
    const Recording recording = simulate::simulate_recording(walker, options, 1);
    const FootTrack& track = recording.feet[1];
    SampleIndex next = network.window - 1 - network.look_ahead;
    int walking = 0;
    const auto alignment = for_each_estimate(track, file.model(), learn_alignment(recording, track, {}),
                                             [&](const PhaseEstimate& estimate) {
                                                 EXPECT_EQ(estimate.sample.index, next++);
                                                 walking += estimate.walking ? 1 : 0;
                                             });
    EXPECT_TRUE(alignment);
    EXPECT_EQ(next, static_cast<SampleIndex>(track.samples.size()) - network.look_ahead);
    EXPECT_GT(walking, 500);
}

TEST(Stream, SaysWhatCannotBeStreamed) {
    const io::ModelFile file = shipped_model();
    FootTrack track;
    track.rate_hz = 0.0;
    try {
        (void)for_each_estimate(track, file.model(), std::nullopt, [](const PhaseEstimate&) {});
        FAIL();
    } catch (const Error& error) {
        EXPECT_STREQ(error.what(),
                     "left foot: expected a stream that the model can answer, found the sensor's rate is not "
                     "between 1 and 100000 Hz");
    }
}

/// Two people's recordings: given alignment and live, standing told from walking, phases right.
TEST(RealStreams, WalkingIsToldFromStandingAndLiveIsAsGoodAsOffline) {
    const char* folder = std::getenv("FOOTFALL_DATA");
    const fs::path data_folder =
        (folder != nullptr ? fs::path(folder) : fs::path(FOOTFALL_SOURCE_DIR) / ".." / "shared" / "data") /
        "voisard2023";
    if (!fs::is_directory(data_folder)) {
        GTEST_SKIP() << "no real recordings at " << data_folder;
    }
    const io::ModelFile file = shipped_model();
    const auto data = io::open_data_set("voisard2023:" + data_folder.string());
    const std::set<std::string> some = {"13-2", "19-5"};
    GateTally gate;
    int answered = 0;
    int right_given = 0;
    int right_live = 0;
    for (std::size_t i = 0; i < data->entries().size(); ++i) {
        if (!some.contains(data->entries()[i].id)) {
            continue;
        }
        const Recording recording = data->load(i);
        for (const FootTrack& track : recording.feet) {
            const PhaseSet& phases = file.model().phases;
            GateMarker marker(recording, track, phases);
            std::map<SampleIndex, int> given;
            for_each_estimate(track, file.model(), learn_alignment(recording, track, {}),
                              [&](const PhaseEstimate& estimate) {
                                  marker.mark(estimate.sample.index * 10'000'000, estimate.walking);
                                  given[estimate.sample.index] = estimate.sample.phase;
                              });
            gate.add(marker.tally());
            const auto cycles = cycles_from(track.reference, phases);
            for_each_estimate(track, file.model(), std::nullopt, [&](const PhaseEstimate& estimate) {
                const SampleIndex index = estimate.sample.index;
                const int truth = label_samples(cycles, index, 1, 10'000'000).front().phase;
                if (truth != SampleLabel::kNoPhase && estimate.sample.probability[0] > 0.0F) {
                    ++answered;
                    right_given += given.at(index) == truth ? 1 : 0;
                    right_live += estimate.sample.phase == truth ? 1 : 0;
                }
            });
        }
    }
    EXPECT_GT(gate.standing, 1500);
    EXPECT_LT(gate.standing_share(), 0.03);
    EXPECT_GT(gate.gait, 6000);
    EXPECT_LT(gate.gait_share(), 0.02);
    EXPECT_GT(answered, 5000);
    EXPECT_GT(right_live, 0.97 * answered);
    EXPECT_NEAR(right_live, right_given, 0.005 * answered);
}

}  // namespace
}  // namespace footfall
