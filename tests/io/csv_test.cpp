// CSV files as a descriptor describes them: clocks, columns, people, labels.
#include <gmock/gmock.h>

#include "tests/io/fixtures.h"

namespace footfall::io {
namespace {

using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;

constexpr const char* kDescriptor = R"(name = "mine"
[[recordings]]
files = "*.csv"
person = "p"
[time]
column = "t"
unit = "ms"
[units]
acc = "g"
gyro = "deg/s"
gravity = "included"
[left]
acc = ["ax", "ay", "az"]
gyro = ["gx", "gy", "gz"]
[labels]
kind = "none"
)";

/// 100 rows of 10 ms, from 5000 ms on.
std::string samples() {
    std::string text = "t,ax,ay,az,gx,gy,gz\n";
    for (int i = 0; i < 100; ++i) {
        text += std::to_string(5000 + 10 * i) + ",0,0,1," + std::to_string(i) + ",180,-90\n";
    }
    return text;
}

class Csv : public testing::Test {
protected:
    void SetUp() override {
        folder_.write("d.toml", kDescriptor);
        folder_.write("a.csv", samples());
    }
    [[nodiscard]] std::string data() const { return "csv:" + (folder_ / "d.toml"); }
    [[nodiscard]] Recording load() const { return test::load_first(data()); }
    [[nodiscard]] std::string load_error() const {
        return test::error_of([&] { (void)load(); });
    }
    void change(const std::string& from, const std::string& to) const { folder_.replace("d.toml", from, to); }

    test::TemporaryFolder folder_;
};

TEST_F(Csv, ConvertsUnitsAndTimes) {
    const Recording recording = load();
    EXPECT_EQ(recording.data_set, "mine");
    EXPECT_EQ(recording.id, "a");
    EXPECT_EQ(recording.person.id, "p");
    ASSERT_EQ(recording.feet.size(), 1U);
    const FootTrack& track = recording.feet[0];
    EXPECT_EQ(track.rate_hz, 100.0);
    ASSERT_EQ(track.samples.size(), 100U);
    EXPECT_EQ(track.samples[0].time, 0);
    EXPECT_EQ(track.samples[99].time, 990'000'000);
    EXPECT_FLOAT_EQ(track.samples[0].imu.acceleration_mps2.z, 9.80665F);
    EXPECT_FLOAT_EQ(track.samples[0].imu.angular_rate_radps.y, 3.14159265F);
}

TEST_F(Csv, TheColumnOfTimeShowsTheRate) {
    std::string text = "t,ax,ay,az,gx,gy,gz\n";
    for (int i = 0; i < 1000; ++i) {
        if (i % 7 != 3) {  // lost packets do not change it
            text += std::to_string(i / 204.8) + ",0,0,1,0,0,0\n";
        }
    }
    folder_.write("a.csv", text);
    change("unit = \"ms\"", "unit = \"s\"");
    EXPECT_NEAR(load().feet[0].rate_hz, 204.8, 1e-3);
}

TEST_F(Csv, RowsWithAStatedRate) {
    change("column = \"t\"\nunit = \"ms\"", "rate_hz = 204.8");
    EXPECT_EQ(load().feet[0].samples[1].time, 4'882'813);
    EXPECT_EQ(load().feet[0].rate_hz, 204.8);
}

TEST_F(Csv, RecordingsOfOneRowShowNoRate) {
    folder_.write("a.csv", "t,ax,ay,az,gx,gy,gz\n0,0,0,1,0,0,0\n");
    EXPECT_THAT(load_error(), AllOf(HasSubstr("a.csv"), HasSubstr("rate")));
}

TEST_F(Csv, SeveralHeaderRowsAndColumnsByNumber) {
    change("name =", "header_rows = 2\nname =");
    change("[\"ax\", \"ay\", \"az\"]", "[\"l.x\", \"l.y\", \"l.z\"]");
    change("[\"gx\", \"gy\", \"gz\"]", "[\"#5\", \"#6\", \"#7\"]");
    change("\"t\"", "\"#1\"");
    folder_.write("a.csv", ",l,l,l,,,\n,x,y,z,,,\n0,1,2,3,4,5,6\n10,1,2,3,4,5,6\n");
    EXPECT_EQ(load().feet[0].samples.size(), 2U);
    change("\"#7\"", "\"#8\"");
    EXPECT_THAT(load_error(), AllOf(HasSubstr("#8"), HasSubstr("7 columns")));
    change("\"#8\"", "\"l.x \"");
    EXPECT_THAT(load_error(), HasSubstr("line 2"));
}

TEST_F(Csv, TwoColumnsOfOneNameAreRefused) {
    folder_.replace("a.csv", "gx,gy,gz", "gx,gy,gy");
    EXPECT_THAT(load_error(), HasSubstr("line 1: expected one column \"gy\""));
}

TEST_F(Csv, SeparatorsAndQuotes) {
    change("name =", "separator = \";\"\nname =");
    folder_.write("a.csv", "\"t\";ax;ay;az;gx;gy;gz\n0;\"1\";2;3;4;5;6\n10;1;2;3;4;5;6\n");
    EXPECT_EQ(load().feet[0].samples.size(), 2U);
    folder_.write("a.csv", "t;ax;ay;az;gx;gy;gz\n0;\"1;2;3;4;5;6\n");
    EXPECT_THAT(load_error(), HasSubstr("line 2: expected a quoted cell to end"));
}

TEST_F(Csv, PeopleFromPatternsAndTemplates) {
    std::filesystem::remove(folder_ / "a.csv");
    for (const char* file :
         {"old/s1_70.csv", "old/s10_81.csv", "old/s2_75.csv", "young/x.csv", "young/deep/y.csv"}) {
        folder_.write(file, samples());
    }
    change("files = \"*.csv\"\nperson = \"p\"",
           "files = \"old/*.csv\"\nmatch = 'old/s(\\d+)_(\\d+)'\nperson = \"{1}\"\nage_years = "
           "\"{2}\"\ngroup = \"{folder}\"\n"
           "[[recordings]]\nfiles = \"young/**.csv\"\nage_years = 23.5");
    change("name = \"mine\"", "name = \"mine\"\nsame_person = [[\"1\", \"10\"]]");
    const auto data_set = open_data_set(data());
    std::vector<std::string> ids;
    for (const DataSet::Entry& entry : data_set->entries()) {
        ids.push_back(entry.id);
    }
    EXPECT_THAT(ids, ElementsAre("old/s1_70", "old/s2_75", "old/s10_81", "young/deep/y", "young/x"));
    EXPECT_EQ(data_set->entries()[2].person.id, "10");
    EXPECT_EQ(data_set->entries()[2].person.split_key, "1");
    EXPECT_EQ(data_set->entries()[2].person.age_years, 81.0);
    EXPECT_EQ(data_set->entries()[2].person.group, "old");
    EXPECT_EQ(data_set->entries()[4].person.id, "x");
    EXPECT_EQ(data_set->entries()[4].person.age_years, 23.5);
}

TEST_F(Csv, OneFileAFoot) {
    std::filesystem::remove(folder_ / "a.csv");
    folder_.write("w1_left.csv", samples());
    folder_.write("w1_right.csv", samples());
    change("[labels]", "[right]\nacc = [\"ax\", \"ay\", \"az\"]\ngyro = [\"gx\", \"gy\", \"gz\"]\n[labels]");
    change("*.csv", "*_{foot}.csv");
    const Recording recording = load();
    EXPECT_EQ(recording.id, "w1");
    ASSERT_EQ(recording.feet.size(), 2U);
    EXPECT_EQ(recording.feet[1].foot, Foot::right);
    std::filesystem::remove(folder_ / "w1_left.csv");
    EXPECT_THAT(load_error(), HasSubstr("w1_left.csv"));
}

TEST_F(Csv, StrideBordersCountRows) {
    change("kind = \"none\"",
           "kind = \"stride_borders\"\nfile = \"{name}.borders\"\nunit = \"rows\"\nfoot = \"foot\"\nstart = "
           "\"s\"\nend = \"e\"");
    folder_.write("a.borders", "foot,s,e\nleft,10,20\nright,1,2\nleft,20,35\n");
    const Recording recording = load();
    EXPECT_EQ(recording.label_definition, label_definition::kStrideBorders);
    ASSERT_EQ(recording.feet[0].reference.size(), 3U);
    EXPECT_EQ(recording.feet[0].reference[2], (Event{EventKind::initial_contact, 350'000'000}));
    folder_.write("a.borders", "foot,s,e\nleft,10,20\nleft,20,100\n");
    EXPECT_THAT(load_error(), HasSubstr("a.borders: line 3"));
    folder_.write("a.borders", "foot,s,e\nhead,10,20\n");
    EXPECT_THAT(load_error(), HasSubstr("a.borders: line 2: expected \"left\" or \"right\""));
    std::filesystem::remove(folder_ / "a.borders");
    EXPECT_THAT(load_error(), HasSubstr("a.borders"));
    change("unit = \"rows\"", "unit = \"rows\"\noptional = true");
    EXPECT_EQ(load().label_definition, label_definition::kNone);
}

TEST_F(Csv, EventsOnTheColumnOfTime) {
    change("kind = \"none\"",
           "kind = \"event_pairs\"\nfile = \"events.txt\"\nunit = \"ms\"\nfoot = \"foot\"\ntime = "
           "\"t\"\nevent = \"e\"\n"
           "recording = \"r\"");
    folder_.write("events.txt",
                  "r,foot,t,e\na,left,5400,initial_contact\nb,left,1,oops\na,left,5100.5,final_contact\n");
    const std::vector<Event> events = load().feet[0].reference;
    ASSERT_EQ(events.size(), 2U);
    EXPECT_EQ(events[0], (Event{EventKind::final_contact, 100'500'000}));
    folder_.write("events.txt", "r,foot,t,e\na,left,5400,initial_contac\n");
    EXPECT_THAT(load_error(), AllOf(HasSubstr("line 2"), HasSubstr("initial_contact")));
    folder_.write("events.txt", "r,foot,t,e\na,left,4400,initial_contact\n");
    EXPECT_THAT(load_error(), HasSubstr("line 2: expected an event within the recording"));
}

TEST_F(Csv, PairsInJson) {
    change("kind = \"none\"",
           "kind = \"foot_activity\"\nfile = \"{id}.json\"\nunit = \"rows\"\nleft = \"L\"\nright = \"R\"");
    folder_.write("a.json", R"({"L": [[10, 20], [40, 50]], "R": []})");
    EXPECT_EQ(load().feet[0].reference[3], (Event{EventKind::foot_flat, 500'000'000}));
    folder_.write("a.json", R"({"L": [[10, 200]]})");
    EXPECT_THAT(load_error(), HasSubstr("a.json: L[0]"));
}

TEST_F(Csv, LabelsInAColumn) {
    change("kind = \"none\"", "kind = \"event_pairs\"\nleft = \"phase\"\nactive = [\"swing\"]");
    std::string text = "t,ax,ay,az,gx,gy,gz,phase\n";
    const std::string phases = "wwsssswwws ssww";  // s swing, w stance, blank unknown
    for (std::size_t i = 0; i < phases.size(); ++i) {
        const char* phase = phases[i] == 's' ? "swing" : phases[i] == 'w' ? "stance" : "";
        text += std::to_string(10 * i) + ",0,0,1,0,0,0," + phase + "\n";
    }
    folder_.write("a.csv", text);
    // The second swing touches the unknown: only the first has both its ends.
    EXPECT_THAT(load().feet[0].reference, ElementsAre(Event{EventKind::final_contact, 20'000'000},
                                                      Event{EventKind::initial_contact, 60'000'000}));
}

TEST_F(Csv, RegionsAreRead) {
    change("[labels]",
           "[regions]\nfile = \"r.txt\"\nunit = \"ms\"\nkind = \"k\"\nstart = \"s\"\nend = \"e\"\n[labels]");
    folder_.write("r.txt", "k,s,e\nwalk,5100,5900\nturn,5300,5400\n");
    EXPECT_EQ(load().walk, (TimeRegion{100'000'000, 900'000'000}));
    EXPECT_THAT(load().turns, ElementsAre(TimeRegion{300'000'000, 400'000'000}));
    folder_.write("r.txt", "k,s,e\nwalks,5100,5900\n");
    EXPECT_THAT(load_error(), HasSubstr("r.txt: line 2: expected \"walk\" or \"turn\""));
}

TEST_F(Csv, PressureNeedsItsColumns) {
    change("kind = \"none\"", "kind = \"toe_heel_pressure\"");
    EXPECT_THAT(load_error(), HasSubstr("\"toe\" and \"heel\""));
    change("gyro = [\"gx\"", "toe = \"ax\"\nheel = \"gx\"\ngyro = [\"gx\"");
    const Recording recording = load();
    EXPECT_EQ(recording.label_definition, label_definition::kToeHeelPressure);
    EXPECT_EQ(recording.feet[0].heel_pressure[7], 7.0F);
}

TEST_F(Csv, BrokenRowsAreNamed) {
    const std::string whole = folder_.read("a.csv");
    const auto broken = [&](const std::string& from, const std::string& to) {
        folder_.write("a.csv", whole);
        folder_.replace("a.csv", from, to);
        return load_error();
    };
    EXPECT_THAT(broken("5030,0,0,1", "5030,0,0"), HasSubstr("a.csv: line 5: expected 7 columns, found 6"));
    EXPECT_THAT(broken("5030,0,0,1", "5030,0,0,1,1"), HasSubstr("line 5: expected 7 columns, found 8"));
    EXPECT_THAT(broken("5030,0,0,1", "5030,0,oops,1"),
                HasSubstr("line 5: expected a number in column \"ay\""));
    EXPECT_THAT(broken("5030,0,0,1", "5030,0,1e300,1"), HasSubstr("line 5: expected a number below"));
    EXPECT_THAT(broken("5030,", "5010,"), HasSubstr("line 5: expected time to go on"));
    EXPECT_THAT(broken("5030,", ","), HasSubstr("line 5: expected a finite number"));
    EXPECT_THAT(broken("5030,", "1e20,"), HasSubstr("line 5: expected a time"));
    folder_.write("a.csv", whole.substr(0, whole.size() - 9));
    EXPECT_THAT(load_error(), AllOf(HasSubstr("line 101"), HasSubstr("cut off")));
}

TEST_F(Csv, EmptyLinesLostCellsAndRepeatedTimes) {
    folder_.replace("a.csv", "5030,0,0,1", "\n5030,,0,1");
    folder_.replace("a.csv", "5060,0,0,1", "5060,0,NaN,1");
    folder_.replace("a.csv", "5080,", "5070,");
    EXPECT_EQ(load().feet[0].samples.size(), 97U);
}

TEST_F(Csv, TheRootIsTheDescriptorsOrTheCallers) {
    std::filesystem::create_directories(folder_ / "files");
    std::filesystem::rename(folder_ / "a.csv", folder_ / "files/a.csv");
    EXPECT_THAT(load_error(), HasSubstr("files matching"));
    EXPECT_EQ(test::load_first(data() + "@" + (folder_ / "files")).feet[0].samples.size(), 100U);
    change("name =", "root = \"files\"\nname =");
    EXPECT_EQ(load().feet[0].samples.size(), 100U);
    change("\"files\"", "\"nowhere\"");
    EXPECT_THAT(load_error(), HasSubstr("root: expected a directory"));
    EXPECT_THAT(test::error_of([&] { (void)open_data_set(data() + "@"); }), HasSubstr("after '@'"));
}

TEST_F(Csv, SpecificationsAreChecked) {
    EXPECT_THAT(test::error_of([] { (void)open_data_set("cvs:x.toml"); }), HasSubstr("nearest is \"csv\""));
    EXPECT_THAT(test::error_of([] { (void)open_data_set("nothing"); }), HasSubstr("FORMAT:PATH"));
    EXPECT_THAT(test::error_of([] { (void)open_data_set(""); }), HasSubstr("FORMAT:PATH"));
    EXPECT_THAT(test::error_of([] { (void)open_data_set("voisard2023:" + std::string(5000, 'x')); }),
                HasSubstr("a readable path"));
    EXPECT_THAT(test::error_of([&] { (void)open_data_set(folder_.path().string()); }),
                HasSubstr("footfall.toml"));
}

}  // namespace
}  // namespace footfall::io
