// What `footfall simulate` writes, and what it refuses.
#include "cli/simulate.h"

#include <gtest/gtest.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include "footfall/recording/error.h"
#include "io/data_set.h"

namespace footfall::cli {
namespace {

namespace fs = std::filesystem;

class Simulate : public ::testing::Test {
protected:
    void SetUp() override {
        const auto* test = ::testing::UnitTest::GetInstance()->current_test_info();
        directory_ = fs::path(::testing::TempDir()) / (std::string("footfall_simulate_") + test->name());
        fs::remove_all(directory_);
    }
    void TearDown() override { fs::remove_all(directory_); }

    void run(std::vector<std::string> arguments) const {
        CLI::App app;
        add_simulate(app);
        arguments.insert(arguments.begin(),
                         {"simulate", "--out", out().string(), "--recordings", "2", "--seconds", "12"});
        std::reverse(arguments.begin(), arguments.end());  // CLI11 takes them from the back
        app.parse(arguments);
    }

    [[nodiscard]] fs::path out() const { return directory_ / "cohort"; }

    [[nodiscard]] static std::string content(const fs::path& file) {
        std::ostringstream text;
        text << std::ifstream(file).rdbuf();
        return text.str();
    }

private:
    fs::path directory_;
};

TEST_F(Simulate, WritesADataSetThatReadsBack) {
    run({"--people", "3"});
    const auto data = io::open_data_set(out().string());
    ASSERT_EQ(data->entries().size(), 6U);
    EXPECT_EQ(data->entries().front().id, "P01-1");
    const Recording recording = data->load(5);
    EXPECT_EQ(recording.person.id, "P03");
    EXPECT_EQ(recording.person.group, "younger");
    EXPECT_EQ(recording.label_definition, label_definition::kSimulated);
    ASSERT_EQ(recording.feet.size(), 2U);
    EXPECT_GT(recording.feet[0].samples.size(), 1100U);
    EXPECT_GT(recording.feet[0].reference.size(), 8U);
    EXPECT_EQ(recording.feet[0].reference[0].kind, EventKind::heel_off);
}

TEST_F(Simulate, WritesTheOtherLayouts) {
    for (const std::string format : {"voisard2023", "ipol2019"}) {
        fs::remove_all(out());
        run({"--people", "2", "--format", format});
        const auto data = io::open_data_set(format + ":" + out().string());
        EXPECT_EQ(data->entries().size(), 4U);
        EXPECT_FALSE(data->load(3).feet.at(0).reference.empty()) << format;
    }
}

TEST_F(Simulate, ReplacesOnlyWhatItWroteAndOnlyWhenForced) {
    run({"--people", "2"});
    const std::string before = content(out() / "P01-1.csv");
    EXPECT_THROW(run({"--people", "1", "--seed", "2"}), Error);
    EXPECT_EQ(content(out() / "P01-1.csv"), before);
    std::ofstream(out() / "notes.txt") << "mine";
    run({"--people", "1", "--seed", "2", "--force"});
    EXPECT_NE(content(out() / "P01-1.csv"), before);
    EXPECT_FALSE(fs::exists(out() / "P02-1.csv"));
    EXPECT_EQ(content(out() / "notes.txt"), "mine");
}

TEST_F(Simulate, RefusesADirectoryOfOtherFiles) {
    fs::create_directories(out());
    std::ofstream(out() / "thesis.txt") << "precious";
    EXPECT_THROW(run({"--force"}), Error);
    EXPECT_EQ(content(out() / "thesis.txt"), "precious");
}

TEST_F(Simulate, RefusesImpossibleArguments) {
    const std::vector<std::vector<std::string>> impossible{{"--people", "0"},
                                                           {"--rate", "1"},
                                                           {"--lost", "1"},
                                                           {"--format", "xml"},
                                                           {"--mounting", "upside-down"}};
    for (const std::vector<std::string>& arguments : impossible) {
        EXPECT_THROW(run(arguments), CLI::ParseError) << arguments.front();
        EXPECT_FALSE(fs::exists(out()));
    }
    EXPECT_THROW(run({"--pressure", "--format", "voisard2023"}), CLI::ParseError);
}

}  // namespace
}  // namespace footfall::cli
