// What footfall bench writes, and what it says to arguments it can't use.
#include <gmock/gmock.h>

#include <set>
#include <string>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "footfall/nn/kernels.h"
#include "tests/cli/program.h"

namespace footfall::cli {
namespace {

using testing::HasSubstr;

class BenchCommand : public ProgramTest {};

TEST_F(BenchCommand, TimesEverythingAtEveryPrecision) {
    const Outcome outcome = run_program({"bench", "--rounds", "2", "--json", path("bench.json")});
    ASSERT_EQ(outcome.exit_code, 0) << outcome.errors;
    EXPECT_THAT(outcome.output, HasSubstr("portable"));
    const auto timings = nlohmann::json::parse(read("bench.json"));
    ASSERT_TRUE(timings.is_array());
    std::set<std::string> seen;
    for (const auto& timing : timings) {
        EXPECT_GE(timing["median_us"], 0.0);
        EXPECT_LE(timing["median_us"], timing["p99_us"]);
        EXPECT_LE(timing["p99_us"], timing["max_us"]);
        EXPECT_TRUE(timing["cache"] == "hot" || timing["cache"] == "cold") << timing;
        const auto text = [&](const char* key) { return timing[key].get<std::string>(); };
        EXPECT_TRUE(
            seen.insert(text("what") + " " + text("precision") + " " + text("kernel") + " " + text("cache"))
                .second)
            << timing;
    }
    for (const char* precision : {"fp32", "bf16", "int8"}) {
        for (const char* what : {"dnn", "update", "answer"}) {
            EXPECT_TRUE(seen.contains(std::string(what) + " " + precision + " portable hot"))
                << what << " " << precision;
        }
        EXPECT_TRUE(seen.contains("read_floor " + std::string(precision) + " read hot"));
    }
    EXPECT_TRUE(seen.contains("eigen fp32 eigen hot"));
    for (const char* precision : {"fp32", "int8"}) {
        EXPECT_TRUE(seen.contains(fmt::format("batch {} {} hot", precision, best_kernels().name)));
    }
}

TEST_F(BenchCommand, TimesAModelOfOnesOwn) {
    ASSERT_EQ(run_program({"train", "--config", tiny_config(), "--out", path("model")}).exit_code, 0);
    const Outcome outcome =
        run_program({"bench", "--model", path("model"), "--rounds", "1", "--json", path("bench.json")});
    ASSERT_EQ(outcome.exit_code, 0) << outcome.errors;
    for (const auto& timing : nlohmann::json::parse(read("bench.json"))) {
        EXPECT_THAT(timing["what"].get<std::string>(), testing::Not(HasSubstr("transformer")));
    }
}

TEST_F(BenchCommand, WrongUsageIsTwo) {
    EXPECT_EQ(run_program({"bench", "--rounds", "0"}).exit_code, 2);
    EXPECT_EQ(run_program({"bench", "--rounds", "many"}).exit_code, 2);
    EXPECT_EQ(run_program({"bench", "--kernel", "fast"}).exit_code, 2);
}

TEST_F(BenchCommand, UnusableModelIsOneInOneLine) {
    const std::string text = write("text", "not a model\n");
    for (const std::string& file : {text, path("none")}) {
        const Outcome outcome = run_program({"bench", "--model", file});
        EXPECT_EQ(outcome.exit_code, 1);
        EXPECT_TRUE(is_one_line(outcome.errors)) << outcome.errors;
    }
}

}  // namespace
}  // namespace footfall::cli
