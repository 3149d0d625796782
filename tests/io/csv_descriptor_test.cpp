// Descriptors with mistakes: each is named with its line and, for keys, the nearest right one.
#include "io/csv_descriptor.h"

#include <gmock/gmock.h>

#include "tests/io/fixtures.h"

namespace footfall::io {
namespace {

using testing::AllOf;
using testing::HasSubstr;

constexpr const char* kDescriptor = R"(name = "mine"
[[recordings]]
files = "*.csv"
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

struct Mistake {
    const char* name;
    const char* from;
    const char* to;
    const char* line;
    const char* message;
};

class DescriptorMistakes : public testing::TestWithParam<Mistake> {};

TEST_P(DescriptorMistakes, AreNamed) {
    const test::TemporaryFolder folder;
    folder.write("d.toml", kDescriptor);
    (void)read_csv_descriptor(folder / "d.toml", "");
    folder.replace("d.toml", GetParam().from, GetParam().to);
    const std::string error = test::error_of([&] { (void)read_csv_descriptor(folder / "d.toml", ""); });
    EXPECT_THAT(error,
                AllOf(HasSubstr("d.toml: "), HasSubstr(GetParam().line), HasSubstr(GetParam().message)));
}

INSTANTIATE_TEST_SUITE_P(
    All, DescriptorMistakes,
    testing::Values(
        Mistake{"UnknownKey", "column =", "colum =", "line 5", "the nearest is \"column\""},
        Mistake{"UnknownTable", "[units]", "[unit]", "line ", "units"},
        Mistake{"UnknownTopKey", "name =", "nmae =", "line 1", "the nearest is \"name\""},
        Mistake{"WrongType", "\"t\"", "3", "line 5", "expected a text, found integer"},
        Mistake{"WrongUnit", "\"g\"", "\"G\"", "line 8", "one of \"g\", \"m/s2\", found \"G\""},
        Mistake{"NoUnit", "gyro = \"deg/s\"\n", "", "line 7", "one of \"deg/s\", \"rad/s\", found none"},
        Mistake{"NoClock", "column = \"t\"\nunit = \"ms\"", "", "line 4", "a rate"},
        Mistake{"TwoClocks", "unit = \"ms\"", "counter = \"c\"", "line 6", "both"},
        Mistake{"UnitWithoutColumn", "column = \"t\"", "rate_hz = 5", "line 6", "only with \"column\""},
        Mistake{"NegativeRate", "unit = \"ms\"", "rate_hz = -5", "line 6", "1 to 100000"},
        Mistake{"WrapWithoutCounter", "unit = \"ms\"", "counter_wraps_at = 256", "line 6",
                "with \"counter\""},
        Mistake{"TwoAxes", "[\"ax\", \"ay\", \"az\"]", "[\"ax\", \"ay\"]", "line 12", "three columns"},
        Mistake{"NoFeet", "[left]", "[letf]", "line 1", "[left]"},
        Mistake{"NoFootAsked", "files = \"*.csv\"", "files = \"*.csv\"\nfeet = [\"right\"]", "line 2",
                "no [right]"},
        Mistake{"WrongFoot", "files = \"*.csv\"", "files = \"*.csv\"\nfeet = [\"lft\"]", "line 4", "\"lft\""},
        Mistake{"UnknownKind", "\"none\"", "\"nnoe\"", "line 15", "\"stride_borders\""},
        Mistake{"LabelsWithoutFile", "\"none\"", "\"event_pairs\"", "line 14", "a file of labels"},
        Mistake{"LabelsWithoutColumns", "\"none\"", "\"event_pairs\"\nfile = \"x.csv\"\nunit = \"s\"",
                "line 14", "neither"},
        Mistake{"LabelsOnNoCounter", "\"none\"",
                "\"event_pairs\"\nfile = \"x.json\"\nleft = \"L\"\nunit = \"counter\"", "line 18",
                "no counter"},
        Mistake{"NoFiles", "files =", "person =", "line 2", "files"},
        Mistake{"NoRecordings", "[[recordings]]\nfiles = \"*.csv\"", "", "line 1", "[[recordings]]"},
        Mistake{"RecordingsAsTable", "[[recordings]]", "[recordings]", "line 2", "[[recordings]]"},
        Mistake{"LongSeparator", "name =", "separator = \", \"\nname =", "line 1", "one character"},
        Mistake{"ManyHeaderRows", "name =", "header_rows = 99\nname =", "line 1", "0 to 8"},
        Mistake{"OneFootWord", "name =", "foot_words = [\"l\"]\nname =", "line 1", "two words"},
        Mistake{"NoToml", "[units]", "[units", "line 7", "TOML"}),
    [](const testing::TestParamInfo<Mistake>& mistake) { return mistake.param.name; });

TEST(CsvDescriptor, TemplatesNameWhatIsThere) {
    const test::TemporaryFolder folder;
    folder.write("a.csv", "");
    for (const auto& [from, to] : {std::pair{"files = \"*.csv\"", "files = \"*.csv\"\nperson = \"{1}\""},
                                   std::pair{"files = \"*.csv\"", "files = \"*.csv\"\nage_years = \"old\""},
                                   std::pair{"files = \"*.csv\"", "files = \"*.csv\"\nmatch = \"(\""},
                                   std::pair{"[time]", "[[recordings]]\nfiles = \"a.csv\"\n[time]"}}) {
        folder.write("d.toml", kDescriptor);
        folder.replace("d.toml", from, to);
        EXPECT_THAT(test::error_of([&] { (void)open_data_set("csv:" + (folder / "d.toml")); }),
                    AllOf(HasSubstr("d.toml: "), HasSubstr("[[recordings]]")));
    }
}

TEST(CsvDescriptor, ThoseThatShipAreReadable) {
    std::size_t count = 0;
    for (const auto& file :
         std::filesystem::directory_iterator(std::filesystem::path(FOOTFALL_SOURCE_DIR) / "descriptors")) {
        const CsvDescriptor descriptor = read_csv_descriptor(file.path(), "");
        EXPECT_EQ(descriptor.name, file.path().stem());
        ++count;
    }
    EXPECT_GE(count, 4U);
}

}  // namespace
}  // namespace footfall::io
