// The voisard2023 reader on files made for it, whole and broken.
#include <gmock/gmock.h>

#include <nlohmann/json.hpp>

#include "io/write_data_set.h"
#include "tests/io/fixtures.h"

namespace footfall::io {
namespace {

using testing::AllOf;
using testing::HasSubstr;

class Voisard2023 : public testing::Test {
protected:
    void write(double rate_hz) {
        const Recording recording = walking_recording("1-2", rate_hz, label_definition::kEventPairs);
        write_data_set(std::span(&recording, 1), folder_.path(), DataSetLayout::voisard2023, "made");
    }
    void SetUp() override { write(100.0); }
    static Recording walking_recording(const std::string& id, double rate_hz, const char* definition) {
        return test::walking_recording(id, rate_hz, definition);
    }
    [[nodiscard]] Recording load() const {
        return test::load_first("voisard2023:" + folder_.path().string());
    }
    [[nodiscard]] std::string load_error() const {
        return test::error_of([&] { (void)load(); });
    }
    /// Replaces line `number` (from 1) of a file.
    void replace_line(const std::string& name, std::size_t number, const std::string& line) const {
        std::istringstream text(folder_.read(name));
        std::string changed;
        std::string each;
        for (std::size_t i = 1; std::getline(text, each); ++i) {
            changed += (i == number ? line : each) + "\n";
        }
        folder_.write(name, changed);
    }

    test::TemporaryFolder folder_;
    const std::string left_ = "GaitData/1-2_lf.txt";
    const std::string right_ = "GaitData/1-2_rf.txt";
    const std::string json_ = "GaitData/1-2.json";
};

TEST_F(Voisard2023, RoundTrip) {
    for (const double rate_hz : {100.0, 204.8}) {
        write(rate_hz);
        const Recording expected = walking_recording("1-2", rate_hz, label_definition::kEventPairs);
        const Recording found = load();
        EXPECT_EQ(found.id, "1-2");
        EXPECT_EQ(found.person.id, "1");
        EXPECT_EQ(found.person.age_years, 50.0);
        EXPECT_EQ(found.label_definition, label_definition::kEventPairs);
        ASSERT_EQ(found.feet.size(), 2U);
        for (std::size_t foot = 0; foot < 2; ++foot) {
            test::expect_same_samples(expected.feet[foot], found.feet[foot], 0.0F);
            EXPECT_EQ(expected.feet[foot].reference, found.feet[foot].reference);
        }
        EXPECT_EQ(expected.walk, found.walk);
        EXPECT_EQ(expected.turns, found.turns);
    }
}

TEST_F(Voisard2023, TheGaitDataFolderItselfWillDo) {
    EXPECT_EQ(open_data_set("voisard2023:" + (folder_ / "GaitData"))->entries().size(), 1U);
}

TEST_F(Voisard2023, LostPacketsKeepTheirTime) {
    std::string text = folder_.read(left_);
    const std::size_t first = text.find("\n20\t");
    folder_.write(left_, text.erase(first, text.find("\n25\t") - first));
    const Recording recording = load();
    EXPECT_EQ(recording.feet[0].samples.size(), recording.feet[1].samples.size() - 5);
    EXPECT_EQ(recording.feet[0].samples.back().time, recording.feet[1].samples.back().time);
}

TEST_F(Voisard2023, TheCounterMayStartAgain) {
    // 400 packets from 65500 on: both files and the annotations pass 65536.
    for (const std::string& name : {left_, right_}) {
        std::istringstream text(folder_.read(name));
        std::string shifted;
        std::string line;
        for (int i = 0; std::getline(text, line); ++i) {
            const std::size_t tab = line.find('\t');
            shifted += i < 2 ? line : std::to_string((65500 + std::stoi(line)) % 65536) + line.substr(tab);
            shifted += "\n";
        }
        folder_.write(name, shifted);
    }
    const Recording expected = walking_recording("1-2", 100.0, label_definition::kEventPairs);
    const auto later = [](Nanoseconds time) { return (time / 10'000'000 + 65500) % 65536; };
    nlohmann::json trial = nlohmann::json::object();
    for (const std::size_t foot : {0U, 1U}) {
        auto& pairs = trial[foot == 0 ? "LeftFootEvents" : "RightFootEvents"] = nlohmann::json::array();
        const auto& events = expected.feet[foot].reference;
        for (std::size_t i = 0; i + 1 < events.size(); i += 2) {
            pairs.push_back({later(events[i].time), later(events[i + 1].time)});
        }
    }
    folder_.write(json_, trial.dump());
    const Recording found = load();
    EXPECT_EQ(found.feet[0].samples.back().time, expected.feet[0].samples.back().time);
    EXPECT_EQ(found.feet[0].reference, expected.feet[0].reference);

    // The right foot's file may begin after the counter started again.
    std::string text = folder_.read(right_);
    const std::size_t header = text.find('\n', text.find('\n') + 1) + 1;
    folder_.write(right_, text.erase(header, text.find("\n0\t") + 1 - header));
    EXPECT_EQ(load().feet[1].samples.front().time, 360'000'000);
}

TEST_F(Voisard2023, CrlfAndByteOrderMarkAreRead) {
    std::string text = folder_.read(left_);
    std::string crlf = "\xEF\xBB\xBF";
    for (const char c : text) {
        crlf += c == '\n' ? "\r\n" : std::string(1, c);
    }
    folder_.write(left_, crlf);
    EXPECT_EQ(load().feet[0].samples.size(), 400U);
}

TEST_F(Voisard2023, ANanMakesItsSampleLost) {
    replace_line(left_, 13, "10\t1\tnan\t3\t4\t5\t6");
    replace_line(left_, 14, "11\t1\t\t3\t4\t5\t6");
    const Recording recording = load();
    EXPECT_EQ(recording.feet[0].samples.size(), 398U);
    EXPECT_EQ(recording.feet[0].samples[10].time, 120'000'000);
}

TEST_F(Voisard2023, ARepeatedPacketIsDropped) {
    replace_line(left_, 14, "10\t1\t2\t3\t4\t5\t6");
    EXPECT_EQ(load().feet[0].samples.size(), 399U);
}

TEST_F(Voisard2023, AMissingColumnIsNamed) {
    replace_line(left_, 2, "PacketCounter\tAcc_X\tAcc_Y\tAcc_Z\tGyr_X\tGyr_Y\tGyrZ");
    EXPECT_THAT(load_error(),
                AllOf(HasSubstr("1-2_lf.txt: line 2"), HasSubstr("Gyr_Z"), HasSubstr("nearest")));
}

TEST_F(Voisard2023, TextInANumberIsNamed) {
    replace_line(right_, 30, "27\t1\t2\tthree\t4\t5\t6");
    EXPECT_THAT(load_error(),
                AllOf(HasSubstr("1-2_rf.txt: line 30"), HasSubstr("Acc_Z"), HasSubstr("three")));
}

TEST_F(Voisard2023, TimeRunningBackwardsIsNamed) {
    replace_line(left_, 50, "12\t1\t2\t3\t4\t5\t6");
    EXPECT_THAT(load_error(), AllOf(HasSubstr("1-2_lf.txt: line 50"), HasSubstr("PacketCounter")));
}

TEST_F(Voisard2023, APacketCounterIsAWholeNumber) {
    replace_line(left_, 50, "47.5\t1\t2\t3\t4\t5\t6");
    EXPECT_THAT(load_error(), HasSubstr("line 50: expected a whole number"));
    replace_line(left_, 50, "nan\t1\t2\t3\t4\t5\t6");
    EXPECT_THAT(load_error(), HasSubstr("line 50: expected a finite number"));
}

TEST_F(Voisard2023, ACutOffLastLineIsNamed) {
    const std::string text = folder_.read(left_);
    folder_.write(left_, text.substr(0, text.rfind('\t') - 3));
    EXPECT_THAT(load_error(), AllOf(HasSubstr("line 402"), HasSubstr("cut off")));
}

TEST_F(Voisard2023, TheRateIsReadStrictly) {
    for (const char* line : {"Acquisition frequency: fast", "Acquisition frequency: 0 Hz", "100 Hz", ""}) {
        replace_line(left_, 1, line);
        EXPECT_THAT(load_error(), AllOf(HasSubstr("line 1"), HasSubstr("Acquisition frequency"))) << line;
    }
    replace_line(left_, 1, "Acquisition frequency: 50 Hz");
    EXPECT_THAT(load_error(), HasSubstr("the left foot's rate"));
}

TEST_F(Voisard2023, EventsOutsideTheRecordingAreNamed) {
    folder_.write(json_, R"({"LeftFootEvents": [[50, 75], [390, 420]], "RightFootEvents": []})");
    EXPECT_THAT(load_error(),
                AllOf(HasSubstr("1-2.json: LeftFootEvents[1]"), HasSubstr("within the recording")));
    folder_.write(json_, R"({"LeftFootEvents": [[-5, 75]], "RightFootEvents": []})");
    EXPECT_THAT(load_error(), HasSubstr("LeftFootEvents[0]"));
    folder_.write(json_, R"({"LeftFootEvents": [[75, 50]], "RightFootEvents": []})");
    EXPECT_THAT(load_error(), HasSubstr("ends after it starts"));
    folder_.write(json_, R"({"LeftFootEvents": [], "RightFootEvents": [], "UTurnBoundaries": [10, 999]})");
    EXPECT_THAT(load_error(), HasSubstr("UTurnBoundaries"));
    folder_.write(json_, R"({"RightFootEvents": []})");
    EXPECT_THAT(load_error(), HasSubstr("LeftFootEvents"));
}

TEST_F(Voisard2023, OverlappingPairsBecomeOne) {
    folder_.write(json_, R"({"LeftFootEvents": [[150, 175], [50, 75], [70, 90]], "RightFootEvents": []})");
    const std::vector<Event> events = load().feet[0].reference;
    ASSERT_EQ(events.size(), 4U);
    EXPECT_EQ(events[1], (Event{EventKind::initial_contact, 900'000'000}));
}

TEST_F(Voisard2023, OtherFieldsAndMissingNumbersAreRead) {
    folder_.write(json_,
                  R"({"Age": NaN, "Notes": "Age: NaN", "PathologyGroup": "stroke", "Scores": {"x": [1]},
                             "LeftFootEvents": [], "RightFootEvents": []})");
    const Recording recording = load();
    EXPECT_EQ(recording.person.age_years, std::nullopt);
    EXPECT_EQ(recording.person.group, "stroke");
}

TEST_F(Voisard2023, WithoutJsonThereIsNoReference) {
    std::filesystem::remove(folder_ / json_);
    const Recording recording = load();
    EXPECT_EQ(recording.label_definition, label_definition::kNone);
    EXPECT_TRUE(recording.feet[0].reference.empty());
}

TEST_F(Voisard2023, BothFeetMustBeThere) {
    std::filesystem::remove(folder_ / right_);
    EXPECT_THAT(load_error(), HasSubstr("1-2_rf.txt"));
}

TEST_F(Voisard2023, ABrokenJsonStillLeavesThePersonListed) {
    folder_.write(json_, "{");
    EXPECT_EQ(open_data_set("voisard2023:" + folder_.path().string())->entries()[0].person.id, "1");
    EXPECT_THAT(load_error(), HasSubstr("1-2.json: line 1"));
}

TEST_F(Voisard2023, PeopleWhoMayBeOneShareASplitKey) {
    for (const char* id : {"13-1", "15-1", "2-1"}) {
        Recording recording = walking_recording(id, 100.0, label_definition::kEventPairs);
        recording.person.id = std::string(id).substr(0, std::string(id).find('-'));
        write_data_set(std::span(&recording, 1), folder_.path(), DataSetLayout::voisard2023, "made");
    }
    const auto data = open_data_set("voisard2023:" + folder_.path().string());
    ASSERT_EQ(data->entries().size(), 4U);
    EXPECT_EQ(data->entries()[1].id, "2-1");  // natural order
    EXPECT_EQ(data->entries()[1].person.split_key, "2");
    EXPECT_EQ(data->entries()[2].person.split_key, data->entries()[3].person.split_key);
}

TEST(Voisard2023Folder, EmptyMissingAndForeignFoldersAreNamed) {
    const test::TemporaryFolder folder;
    const std::string data = "voisard2023:" + folder.path().string();
    EXPECT_THAT(test::error_of([&] { (void)open_data_set(data); }), HasSubstr("an empty directory"));
    folder.write("GaitData/1-1.csv", "LAX\n");
    folder.write("GaitData/1-1.json", "{}");
    EXPECT_THAT(test::error_of([&] { (void)open_data_set(data); }), HasSubstr("another format"));
    EXPECT_THAT(test::error_of([&] { (void)open_data_set(data + "/none"); }), HasSubstr("a directory"));
}

}  // namespace
}  // namespace footfall::io
