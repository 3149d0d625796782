// What is played is what is loaded, sample for sample, in every format.
#include <gmock/gmock.h>

#include "io/write_data_set.h"
#include "simulate/cohort.h"
#include "tests/io/fixtures.h"

namespace footfall::io {
namespace {

/// Plays every recording twice and compares it with what load() gives.
void expect_same(const DataSet& data_set) {
    for (std::size_t i = 0; i < data_set.entries().size(); ++i) {
        const Recording loaded = data_set.load(i);
        const RecordingSource source = data_set.stream(i);
        EXPECT_EQ(source.data_set, loaded.data_set);
        EXPECT_EQ(source.id, loaded.id);
        EXPECT_EQ(source.person.id, loaded.person.id);
        ASSERT_EQ(source.feet.size(), loaded.feet.size());
        for (std::size_t foot = 0; foot < loaded.feet.size(); ++foot) {
            const FootTrack& track = loaded.feet[foot];
            const TrackSource& played = *source.feet[foot];
            EXPECT_EQ(played.foot(), track.foot);
            EXPECT_EQ(played.rate_hz(), track.rate_hz);
            EXPECT_EQ(played.gravity(), track.gravity);
            for (int time = 0; time < 2; ++time) {
                std::size_t next = 0;
                double last_share = 0.0;
                played.play([&](const ImuSample& sample, double share) {
                    ASSERT_LT(next, track.samples.size());
                    EXPECT_EQ(sample.time, track.samples[next].time);
                    EXPECT_EQ(sample.imu, track.samples[next].imu);
                    EXPECT_GE(share, last_share);
                    EXPECT_LE(share, 1.0);
                    last_share = share;
                    ++next;
                });
                EXPECT_EQ(next, track.samples.size());
                EXPECT_DOUBLE_EQ(last_share, 1.0);
            }
        }
    }
}

std::vector<Recording> cohort(Gravity gravity = Gravity::included) {
    simulate::CohortOptions options;
    options.people = 2;
    options.recordings_per_person = 1;
    options.seconds = 12.0;
    options.lost_share = 0.05;
    options.gravity = gravity;
    return simulate::simulate_cohort(options);
}

class Stream : public testing::TestWithParam<DataSetLayout> {};

TEST_P(Stream, PlaysWhatIsLoaded) {
    const test::TemporaryFolder folder;
    const bool without = GetParam() == DataSetLayout::ipol2019;
    write_data_set(cohort(without ? Gravity::removed : Gravity::included), folder.path() / "set", GetParam(),
                   "walkers");
    const std::string prefix = GetParam() == DataSetLayout::voisard2023 ? "voisard2023:"
                               : GetParam() == DataSetLayout::ipol2019  ? "ipol2019:"
                                                                        : "";
    expect_same(*open_data_set(prefix + (folder / "set")));
}

INSTANTIATE_TEST_SUITE_P(Layouts, Stream,
                         testing::Values(DataSetLayout::csv, DataSetLayout::voisard2023,
                                         DataSetLayout::ipol2019));

TEST(StreamCsv, TellsTheRateByTheTimeColumn) {
    const test::TemporaryFolder folder;
    write_data_set(cohort(), folder.path() / "set", DataSetLayout::csv, "walkers");
    folder.replace("set/footfall.toml", "rate_hz = 100.0\n", "");
    const auto data_set = open_data_set(folder / "set");
    EXPECT_DOUBLE_EQ(data_set->stream(0).feet[0]->rate_hz(), 100.0);
    expect_same(*data_set);
}

TEST(StreamCsv, FeetOfACounterThatStartsAgain) {
    const test::TemporaryFolder folder;
    folder.write("set/a_l.csv", "n,x,y,z,u,v,w\n250,1,2,3,4,5,6\n255,1,2,3,4,5,7\n3,1,2,3,4,5,8\n");
    folder.write("set/a_r.csv", "n,x,y,z,u,v,w\n2,1,,3,4,5,6\n3,1,2,3,4,5,7\n9,1,2,3,4,5,8\n");
    folder.write("set/footfall.toml", R"(name = "counted"
foot_words = ["l", "r"]
[[recordings]]
files = "*_{foot}.csv"
person = "one"
[time]
counter = "n"
rate_hz = 10.0
counter_wraps_at = 256
[units]
acc = "m/s2"
gyro = "rad/s"
gravity = "included"
[left]
acc = ["x", "y", "z"]
gyro = ["u", "v", "w"]
[right]
acc = ["x", "y", "z"]
gyro = ["u", "v", "w"]
[labels]
kind = "none"
)");
    const auto data_set = open_data_set(folder / "set");
    expect_same(*data_set);
}

TEST(Stream, NamesTheLineWhenItIsPlayed) {
    const test::TemporaryFolder folder;
    folder.write("1-1_lf.txt",
                 "Acquisition frequency: 100 Hz\nPacketCounter\tAcc_X\tAcc_Y\tAcc_Z\tGyr_X\tGyr_Y\tGyr_Z\n"
                 "1\t1\t2\t3\t4\t5\t6\n2\t1\t2\tx\t4\t5\t6\n");
    folder.write("1-1_rf.txt",
                 "Acquisition frequency: 100 Hz\nPacketCounter\tAcc_X\tAcc_Y\tAcc_Z\tGyr_X\tGyr_Y\tGyr_Z\n"
                 "1\t1\t2\t3\t4\t5\t6\n2\t1\t2\t3\t4\t5\t6\n");
    const auto data_set = open_data_set("voisard2023:" + folder.path().string());
    const RecordingSource source = data_set->stream(0);
    try {
        source.feet[0]->play([](const ImuSample&, double) {});
        FAIL() << "played";
    } catch (const Error& error) {
        EXPECT_THAT(error.what(), testing::HasSubstr("line 4"));
    }
}

}  // namespace
}  // namespace footfall::io
