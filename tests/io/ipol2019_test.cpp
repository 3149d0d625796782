// The ipol2019 reader on files made for it.
#include <gmock/gmock.h>

#include "io/write_data_set.h"
#include "tests/io/fixtures.h"

namespace footfall::io {
namespace {

using testing::AllOf;
using testing::HasSubstr;

class Ipol2019 : public testing::Test {
protected:
    void write(double rate_hz) {
        const Recording recording = test::walking_recording("1-2", rate_hz, label_definition::kFootActivity);
        write_data_set(std::span(&recording, 1), folder_.path(), DataSetLayout::ipol2019, "made");
    }
    [[nodiscard]] Recording load() const { return test::load_first("ipol2019:" + folder_.path().string()); }

    test::TemporaryFolder folder_;
    const std::string csv_ = "GaitData/1-2.csv";
    const std::string json_ = "GaitData/1-2.json";
};

TEST_F(Ipol2019, RoundTripInOtherUnits) {
    for (const double rate_hz : {100.0, 204.8}) {
        write(rate_hz);
        const Recording expected = test::walking_recording("1-2", rate_hz, label_definition::kFootActivity);
        const Recording found = load();
        EXPECT_EQ(found.label_definition, label_definition::kFootActivity);
        for (std::size_t foot = 0; foot < 2; ++foot) {
            test::expect_same_samples(expected.feet[foot], found.feet[foot], 2e-6F);
            EXPECT_EQ(expected.feet[foot].reference, found.feet[foot].reference);
        }
    }
    write(100.0);
    EXPECT_THAT(folder_.read(csv_), testing::StartsWith("LAX"));  // the documented rate needs no line
}

TEST_F(Ipol2019, LostSamplesKeepTheirRow) {
    Recording recording = test::walking_recording("1-2", 100.0, label_definition::kFootActivity);
    recording.feet[1].samples.erase(recording.feet[1].samples.begin() + 20,
                                    recording.feet[1].samples.begin() + 25);
    write_data_set(std::span(&recording, 1), folder_.path(), DataSetLayout::ipol2019, "made");
    const Recording found = load();
    EXPECT_EQ(found.feet[0].samples.size(), 400U);
    test::expect_same_samples(recording.feet[1], found.feet[1], 2e-6F);
}

TEST_F(Ipol2019, AgesThatAreTextAreUnknown) {
    write(100.0);
    folder_.replace(json_, "\"Age\": 50.0", "\"Age\": \"NC\"");
    EXPECT_EQ(load().person.age_years, std::nullopt);
    folder_.replace(json_, "\"NC\"", "\"63\"");
    EXPECT_EQ(load().person.age_years, 63.0);
}

TEST_F(Ipol2019, IntervalsAreSortedAndOverlapsMerged) {
    write(100.0);
    folder_.write(json_,
                  R"({"LeftFootActivity": [[200, 260], [10, 70], [60, 90]], "RightFootActivity": []})");
    const std::vector<Event> events = load().feet[0].reference;
    ASSERT_EQ(events.size(), 4U);
    EXPECT_EQ(events[0], (Event{EventKind::heel_off, 100'000'000}));
    EXPECT_EQ(events[1], (Event{EventKind::foot_flat, 900'000'000}));
    EXPECT_EQ(events[2].time, 2'000'000'000);
}

TEST_F(Ipol2019, BrokenFilesAreNamed) {
    write(100.0);
    const std::string whole = folder_.read(csv_);
    folder_.replace(csv_, "RRZ", "RRQ");
    EXPECT_THAT(test::error_of([&] { (void)load(); }), AllOf(HasSubstr("1-2.csv: line 1"), HasSubstr("RRZ")));
    folder_.write(csv_, whole.substr(0, whole.size() / 2).substr(0, whole.rfind(',', whole.size() / 2)));
    EXPECT_THAT(test::error_of([&] { (void)load(); }), HasSubstr("1-2.csv: line "));
    folder_.write(csv_, "");
    EXPECT_THAT(test::error_of([&] { (void)load(); }), HasSubstr("a header row"));
    folder_.write(csv_, whole.substr(0, whole.find('\n') + 1));
    EXPECT_THAT(test::error_of([&] { (void)load(); }), HasSubstr("samples of both feet"));
    folder_.write(csv_, whole);
    folder_.write(json_, R"({"LeftFootActivity": [[10, 500]], "RightFootActivity": []})");
    EXPECT_THAT(test::error_of([&] { (void)load(); }), HasSubstr("LeftFootActivity[0]"));
}

TEST_F(Ipol2019, AForeignFolderIsNamed) {
    folder_.write("elderly/20180403_10.csv", "t_ms\n");
    EXPECT_THAT(test::error_of([&] { (void)open_data_set("ipol2019:" + (folder_ / "elderly")); }),
                HasSubstr("S-T.csv"));
}

}  // namespace
}  // namespace footfall::io
