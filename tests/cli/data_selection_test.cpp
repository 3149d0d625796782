// Which recordings a subcommand gets to see.
#include "cli/data_selection.h"

#include <gmock/gmock.h>

#include "footfall/recording/error.h"
#include "io/write_data_set.h"
#include "tests/io/fixtures.h"

namespace footfall::cli {
namespace {

using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;

class Selection : public testing::Test {
protected:
    void SetUp() override {
        for (const std::string id : {"1-1", "2-1", "13-1", "13-2"}) {
            Recording recording = io::test::walking_recording(id, 20.0, label_definition::kEventPairs);
            recording.person.id = id.substr(0, id.find('-'));
            io::write_data_set(std::span(&recording, 1), folder_.path(), io::DataSetLayout::voisard2023,
                               "made");
        }
        selection_.specifications = {"voisard2023:" + folder_.path().string()};
    }
    [[nodiscard]] std::vector<std::string> ids() const {
        std::vector<std::string> ids;
        const SelectedData selected = open_selected(selection_);
        for (const SelectedRecording& each : selected.recordings) {
            ids.push_back(each.entry().id);
        }
        return ids;
    }

    io::test::TemporaryFolder folder_;
    DataSelection selection_;
};

TEST_F(Selection, EverybodyOrSome) {
    EXPECT_THAT(ids(), ElementsAre("1-1", "2-1", "13-1", "13-2"));
    selection_.people = {"13", "2"};
    EXPECT_THAT(ids(), ElementsAre("2-1", "13-1", "13-2"));
    selection_.exclude_people = {"2"};
    EXPECT_THAT(ids(), ElementsAre("13-1", "13-2"));
}

TEST_F(Selection, UnknownPeopleAreNamedWithThoseThereAre) {
    selection_.people = {"2", "3"};
    EXPECT_THAT(io::test::error_of([&] { (void)ids(); }),
                AllOf(HasSubstr("--people"), HasSubstr("1, 2, 13"), HasSubstr("found 3")));
    selection_.people = {};
    selection_.exclude_people = {"x"};
    EXPECT_THAT(io::test::error_of([&] { (void)ids(); }), HasSubstr("--exclude-people"));
    selection_.exclude_people = {"1", "2", "13"};
    EXPECT_THAT(io::test::error_of([&] { (void)ids(); }), HasSubstr("nobody"));
}

TEST_F(Selection, OptionsAreParsed) {
    CLI::App app;
    selection_.specifications.clear();
    selection_.add_to(app);
    app.parse("voisard2023:a csv:b.toml --people 1,2 --exclude-people 3");
    EXPECT_THAT(selection_.specifications, ElementsAre("voisard2023:a", "csv:b.toml"));
    EXPECT_THAT(selection_.people, ElementsAre("1", "2"));
    EXPECT_THAT(selection_.exclude_people, ElementsAre("3"));
    EXPECT_THROW(app.parse(""), CLI::RequiredError);
}

TEST_F(Selection, UnreadableRecordingsAreLeftOut) {
    folder_.replace("GaitData/2-1_lf.txt", "\n20\t", "\n5\t");
    const SelectedData selected = open_selected(selection_);
    std::vector<std::string> read;
    testing::internal::CaptureStderr();
    const std::size_t left_out =
        for_each_recording(selected, [&](const Recording& recording) { read.push_back(recording.id); });
    EXPECT_THAT(testing::internal::GetCapturedStderr(),
                AllOf(HasSubstr("left out"), HasSubstr("2-1_lf.txt: line ")));
    EXPECT_EQ(left_out, 1U);
    EXPECT_THAT(read, ElementsAre("1-1", "13-1", "13-2"));
}

TEST_F(Selection, WhenNothingCanBeReadThatIsAnError) {
    selection_.people = {"2"};
    std::filesystem::remove(folder_ / "GaitData/2-1_rf.txt");
    const SelectedData selected = open_selected(selection_);
    testing::internal::CaptureStderr();
    const std::string error =
        io::test::error_of([&] { (void)for_each_recording(selected, [](const Recording&) {}); });
    (void)testing::internal::GetCapturedStderr();
    EXPECT_THAT(error, HasSubstr("2-1_rf.txt"));
}

}  // namespace
}  // namespace footfall::cli
