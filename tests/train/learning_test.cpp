// The whole method on people it never saw: simulated ones always, real ones where their recordings are.
// However the sensor is turned on the foot, the answers are the same.
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdlib>
#include <filesystem>

#include "io/data_set.h"
#include "simulate/cohort.h"
#include "train/predict.h"
#include "train/transfer.h"

namespace footfall::train {
namespace {

namespace fs = std::filesystem;

Corpus corpus_of(const std::vector<Recording>& recordings) {
    Corpus corpus;
    corpus.phases = phase_set_named("stance_swing");
    for (const Recording& recording : recordings) {
        EXPECT_TRUE(corpus.add(recording).empty()) << recording.id;
    }
    return corpus;
}

Vec3<SensorFrame> turned(const Vec3<SensorFrame>& v, const std::array<Vec3<SensorFrame>, 3>& rows) {
    return {dot(rows[0], v), dot(rows[1], v), dot(rows[2], v)};
}

/// A rotation of which any is as likely as any other: from a random unit quaternion.
std::array<Vec3<SensorFrame>, 3> any_rotation(Random& random) {
    double q[4];
    double length = 0.0;
    for (double& part : q) {
        part = random.normal();
        length += part * part;
    }
    for (double& part : q) {
        part /= std::sqrt(length);
    }
    const auto [w, x, y, z] = q;
    const auto row = [](double a, double b, double c) {
        return Vec3<SensorFrame>{static_cast<float>(a), static_cast<float>(b), static_cast<float>(c)};
    };
    return {row(1.0 - 2.0 * (y * y + z * z), 2.0 * (x * y - w * z), 2.0 * (x * z + w * y)),
            row(2.0 * (x * y + w * z), 1.0 - 2.0 * (x * x + z * z), 2.0 * (y * z - w * x)),
            row(2.0 * (x * z - w * y), 2.0 * (y * z + w * x), 1.0 - 2.0 * (x * x + y * y))};
}

/// Each foot's sensor mounted some other way.
Recording remounted(Recording recording, Random& random) {
    for (FootTrack& track : recording.feet) {
        const auto rows = any_rotation(random);
        for (ImuSample& sample : track.samples) {
            sample.imu = {turned(sample.imu.acceleration_mps2, rows),
                          turned(sample.imu.angular_rate_radps, rows)};
        }
    }
    return recording;
}

Scores scores_on(Learnt& learnt, const Corpus& corpus) {
    const BatchMaker batches(corpus, learnt.network.spec(), learnt.normalization);
    Tally sum;
    for (std::size_t foot = 0; foot < corpus.feet.size(); ++foot) {
        sum.add(mark(corpus.feet[foot], corpus.phases, predict(learnt.network, batches, corpus, foot)));
    }
    return scores_of(sum);
}

Learnt taught_by(const Corpus& corpus, std::int64_t windows) {
    TrainingPlan plan;
    plan.pretraining.windows = plan.transfer.windows = windows;
    const Teachers teachers{corpus.people_of(""), corpus.people_of(""), {}};
    const Learnt pretrained = pretrain(corpus, compact_dnn(50, 5, 2), teachers, plan, 1);
    return transfer(corpus, pretrained, TransferMode::model_transfer, teachers, plan, 1);
}

void expect_same_however_mounted(Learnt& learnt, const std::vector<Recording>& recordings) {
    const double accuracy = scores_on(learnt, corpus_of(recordings)).accuracy;
    Random random(3);
    for (int i = 0; i < 2; ++i) {
        std::vector<Recording> others;
        others.reserve(recordings.size());
        for (const Recording& recording : recordings) {
            others.push_back(remounted(recording, random));
        }
        EXPECT_NEAR(scores_on(learnt, corpus_of(others)).accuracy, accuracy, 0.005);
    }
}

TEST(Learning, OnASimulatedCohort) {
    simulate::CohortOptions options;
    options.people = 6;
    options.recordings_per_person = 2;
    options.seconds = 20.0;
    const std::vector<Recording> cohort = simulate_cohort(options);
    const std::vector<Recording> others(cohort.end() - 4, cohort.end());
    Learnt learnt = taught_by(corpus_of({cohort.begin(), cohort.end() - 4}), 60'000);
    const Scores scores = scores_on(learnt, corpus_of(others));
    EXPECT_GT(scores.f1_macro, 0.97);
    EXPECT_LT(scores.cycle_mae_circular, 0.035);
    EXPECT_LT(scores.initial_contact.median_abs_ms, 25.0);
    EXPECT_LT(scores.initial_contact.missed_share, 0.02);
    expect_same_however_mounted(learnt, others);
}

/// The first two recordings of each of the first people, in turn.
std::vector<Recording> first_recordings(const io::DataSet& data, std::size_t people) {
    std::vector<Recording> recordings;
    std::vector<std::string> seen;
    for (std::size_t i = 0; i < data.entries().size(); ++i) {
        const std::string& id = data.entries()[i].person.id;
        const auto times = std::count(seen.begin(), seen.end(), id);
        if (times < 2 && (times > 0 || seen.size() < 2 * people)) {
            seen.push_back(id);
            recordings.push_back(data.load(i));
        }
    }
    return recordings;
}

TEST(Learning, OnRealPeople) {
    const char* folder = std::getenv("FOOTFALL_DATA");
    const fs::path path =
        (folder != nullptr ? fs::path(folder) : fs::path(FOOTFALL_SOURCE_DIR) / ".." / "shared" / "data") /
        "voisard2023";
    if (!fs::is_directory(path)) {
        GTEST_SKIP() << "no real recordings at " << path;
    }
    const auto data = io::open_data_set("voisard2023:" + path.string());
    const std::vector<Recording> recordings = first_recordings(*data, 6);
    ASSERT_EQ(recordings.size(), 12U);
    const std::vector<Recording> others(recordings.end() - 4, recordings.end());
    Learnt learnt = taught_by(corpus_of({recordings.begin(), recordings.end() - 4}), 100'000);
    const Scores scores = scores_on(learnt, corpus_of(others));
    EXPECT_GT(scores.f1_macro, 0.965);
    EXPECT_LT(scores.cycle_mae_circular, 0.045);
    EXPECT_LT(scores.initial_contact.median_abs_ms, 20.0);
    EXPECT_LT(scores.initial_contact.missed_share, 0.02);
    EXPECT_LT(scores.initial_contact.extra_share, 0.04);
    expect_same_however_mounted(learnt, others);
}

}  // namespace
}  // namespace footfall::train
