// footfall inspect from its arguments to its table, file and exit code.
#include "cli/inspect.h"

#include <gmock/gmock.h>

#include <nlohmann/json.hpp>

#include "cli/exit_code.h"
#include "io/write_data_set.h"
#include "tests/io/fixtures.h"

namespace footfall::cli {
namespace {

using testing::HasSubstr;

class Inspect : public testing::Test {
protected:
    void SetUp() override {
        std::vector<Recording> recordings;
        for (const char* id : {"a", "b"}) {
            recordings.push_back(io::test::walking_recording(id, 100.0, label_definition::kSimulated));
        }
        io::write_data_set(recordings, folder_.path(), io::DataSetLayout::csv, "made");
    }
    /// Standard output of `inspect` with these arguments.
    [[nodiscard]] std::string run(std::vector<std::string> arguments) {
        CLI::App app;
        add_inspect(app);
        arguments.insert(arguments.begin(), "inspect");
        std::reverse(arguments.begin(), arguments.end());
        testing::internal::CaptureStdout();
        testing::internal::CaptureStderr();
        exit_code_ = kDone;
        try {
            app.parse(arguments);
        } catch (const CLI::RuntimeError& error) {
            exit_code_ = error.get_exit_code();
        }
        errors_ = testing::internal::GetCapturedStderr();
        return testing::internal::GetCapturedStdout();
    }

    io::test::TemporaryFolder folder_;
    int exit_code_ = kDone;
    std::string errors_;
};

TEST_F(Inspect, TableAndJson) {
    const std::string table = run({folder_.path().string(), "--json", folder_ / "out.json"});
    EXPECT_THAT(table, HasSubstr("recording  person"));
    EXPECT_THAT(table, HasSubstr("2 recordings of 1 person"));
    EXPECT_EQ(exit_code_, kDone);
    const nlohmann::json json = nlohmann::json::parse(folder_.read("out.json"));
    ASSERT_EQ(json.size(), 2U);
    EXPECT_EQ(json[1]["recording"], "b");
    EXPECT_EQ(json[1]["feet"][0]["rate_hz"], 100.0);
}

TEST_F(Inspect, WhatIsLeftOutIsNamed) {
    folder_.replace("a.csv", "\n0.5,", "\noops,");
    const std::string table = run({folder_.path().string()});
    EXPECT_EQ(exit_code_, kLeftOut);
    EXPECT_THAT(errors_, HasSubstr("a.csv: line 52"));
    EXPECT_THAT(table, HasSubstr("1 recording of 1 person"));
}

}  // namespace
}  // namespace footfall::cli
