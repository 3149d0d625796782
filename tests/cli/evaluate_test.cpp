// What footfall evaluate measures and writes, what it says aloud, and what it says to input it can't use.
#include <gmock/gmock.h>

#include <nlohmann/json.hpp>

#include "tests/cli/program.h"

namespace footfall::cli {
namespace {

using testing::HasSubstr;
using testing::Not;

class Evaluate : public ProgramTest {
protected:
    /// A model of the tiny configuration's cohort.
    [[nodiscard]] std::string model() const {
        const Outcome outcome = run_program({"train", "--config", tiny_config(), "--out", path("model")});
        EXPECT_EQ(outcome.exit_code, 0) << outcome.errors;
        return path("model");
    }

    [[nodiscard]] nlohmann::json metrics() const { return nlohmann::json::parse(read("out/metrics.json")); }
};

TEST_F(Evaluate, MeasuresAModelOnPeopleItHasNotSeen) {
    const Outcome outcome =
        run_program({"evaluate", "--model", model(), "--out", path("out"), tiny_data_set()});
    ASSERT_EQ(outcome.exit_code, 0) << outcome.errors;
    EXPECT_THAT(outcome.output, HasSubstr("accuracy"));
    EXPECT_THAT(outcome.output, HasSubstr("walkers:P02"));
    EXPECT_THAT(outcome.errors, Not(HasSubstr("warning")));

    const nlohmann::json all = metrics();
    EXPECT_GT(all["accuracy"], 0.8);
    EXPECT_EQ(all["per_person"].size(), 3U);
    std::int64_t samples = 0;
    for (const auto& [person, entry] : all["per_person"].items()) {
        samples += entry["samples"].get<std::int64_t>();
        EXPECT_FALSE(entry.contains("ci95")) << person << " alone has no spread over people";
    }
    EXPECT_EQ(all["samples"], samples);
    for (const char* name : {"accuracy", "balanced_accuracy", "f1_macro", "f1_stance", "f1_swing",
                             "cycle_mae", "cycle_mae_circular"}) {
        ASSERT_TRUE(all["ci95"].contains(name)) << name;
        EXPECT_LE(all["ci95"][name][0], all[name]) << name;
        EXPECT_GE(all["ci95"][name][1], all[name]) << name;
        EXPECT_TRUE(all["per_person"]["walkers:P01"][name].is_number()) << name;
    }
    for (const char* event : {"initial_contact_error_ms", "final_contact_error_ms"}) {
        for (const char* name : {"median_abs", "p95_abs", "bias", "missed", "extra"}) {
            EXPECT_TRUE(all[event][name].is_number()) << event << " " << name;
            EXPECT_TRUE(all["ci95"][event][name].is_array()) << event << " " << name;
        }
    }
    EXPECT_LT(all["gait_called_none"], 0.05);
    EXPECT_TRUE(all["per_person"]["walkers:P02"]["standing_called_gait"].is_number());
    EXPECT_THAT(outcome.output, HasSubstr("standing called gait"));
    EXPECT_THAT(read("out/report.html"), HasSubstr("were taken for standing"));
    EXPECT_THAT(read("out/report.html"), HasSubstr("</html>"));
}

TEST_F(Evaluate, SaysThatLabelsAreOfAnotherKindAndAllowsForOffsets) {
    const std::string data = tiny_data_set(
        [](Recording& recording) { recording.label_definition = label_definition::kEventPairs; });
    const Outcome outcome = run_program({"evaluate", "--model", model(), "--out", path("out"), data});
    ASSERT_EQ(outcome.exit_code, 0) << outcome.errors;
    EXPECT_THAT(outcome.errors, HasSubstr("learnt simulated labels, but walkers has event_pairs"));
    EXPECT_THAT(read("out/report.html"), HasSubstr("two definitions"));
    EXPECT_TRUE(metrics()["with_event_offsets"]["accuracy"].is_number());
    EXPECT_GE(metrics()["warnings"].size(), 2U);
}

TEST_F(Evaluate, SaysThatGravityIsMissing) {
    const std::string data = tiny_data_set([](Recording& recording) {
        for (FootTrack& track : recording.feet) {
            track.gravity = Gravity::removed;
        }
    });
    const Outcome outcome = run_program({"evaluate", "--model", model(), "--out", path("out"), data});
    EXPECT_THAT(outcome.errors,
                HasSubstr("learnt from acceleration with gravity, but that of walkers is without"));
}

TEST_F(Evaluate, SaysThatTheModelKnowsThesePeople) {
    const std::string data = tiny_data_set();
    ASSERT_EQ(
        run_program({"train", "--config", tiny_config(), "--out", path("model"), "--data", data}).exit_code,
        0);
    const Outcome outcome =
        run_program({"evaluate", "--model", path("model"), "--out", path("out"), data, "--people", "P01"});
    EXPECT_EQ(outcome.exit_code, 0) << outcome.errors;
    EXPECT_THAT(outcome.errors, HasSubstr("learnt from 1 of these 1 people"));
    EXPECT_FALSE(metrics().contains("ci95")) << "one person has no spread";
}

TEST_F(Evaluate, NamesRecordingsItLeavesOut) {
    const std::string data = tiny_data_set();
    for (const auto& entry : std::filesystem::recursive_directory_iterator(data)) {
        if (entry.path().string().find("P02-1") != std::string::npos && entry.is_regular_file()) {
            std::filesystem::resize_file(entry.path(), 20);
        }
    }
    const Outcome outcome = run_program({"evaluate", "--model", model(), "--out", path("out"), data});
    EXPECT_EQ(outcome.exit_code, 3) << outcome.errors;
    EXPECT_THAT(outcome.errors, HasSubstr("P02-1"));
    EXPECT_EQ(metrics()["per_person"].size(), 2U);
}

TEST_F(Evaluate, RefusesWhatItCannotUse) {
    const std::string known = model();
    const std::string data = tiny_data_set();
    std::filesystem::create_directory(path("empty"));
    const auto expect_refused = [&](const std::vector<std::string>& arguments, const std::string& says) {
        std::vector<std::string> command = {"evaluate", "--out", path("out")};
        command.insert(command.end(), arguments.begin(), arguments.end());
        const Outcome outcome = run_program(command);
        EXPECT_EQ(outcome.exit_code, 1) << outcome.errors;
        EXPECT_TRUE(is_one_line(outcome.errors)) << outcome.errors;
        EXPECT_THAT(outcome.errors, HasSubstr(says));
        EXPECT_FALSE(std::filesystem::exists(path("out/metrics.json")));
        EXPECT_FALSE(std::filesystem::exists(path("out/report.html")));
    };
    expect_refused({"--model", known, path("empty")}, path("empty"));
    expect_refused({"--model", known, "voisard2023:" + data}, "voisard2023");
    expect_refused({"--model", known, data, "--people", "P09"}, "P09");
    expect_refused({"--model", path("nothing"), data}, path("nothing"));
    expect_refused({"--model", write("text", "FOOTFALL and no more"), data}, path("text"));
    const std::string whole = read("model");
    expect_refused({"--model", write("cut", whole.substr(0, whole.size() / 2)), data}, path("cut"));
}

TEST_F(Evaluate, RefusesDataWithoutLabels) {
    const std::string known = model();
    const std::string data = tiny_data_set([](Recording& recording) {
        recording.label_definition = label_definition::kNone;
        for (FootTrack& track : recording.feet) {
            track.reference.clear();
        }
    });
    const Outcome outcome = run_program({"evaluate", "--model", known, "--out", path("out"), data});
    EXPECT_EQ(outcome.exit_code, 1);
    EXPECT_TRUE(is_one_line(outcome.errors)) << outcome.errors;
    EXPECT_THAT(outcome.errors, HasSubstr("without labels"));
}

}  // namespace
}  // namespace footfall::cli
