// What footfall train writes, that it writes the same twice, and what it says to input it can't use.
#include <gmock/gmock.h>

#include <cmath>
#include <csignal>
#include <string>
#include <utility>
#include <vector>

#include <nlohmann/json.hpp>

#include "io/model_file.h"
#include "tests/cli/program.h"

namespace footfall::cli {
namespace {

using testing::HasSubstr;

class Train : public ProgramTest {
protected:
    /// One line of complaint, exit code 1, and no model.
    void expect_refused(const Outcome& outcome, const std::string& says) const {
        EXPECT_EQ(outcome.exit_code, 1) << outcome.errors;
        EXPECT_TRUE(is_one_line(outcome.errors)) << outcome.errors;
        EXPECT_THAT(outcome.errors, HasSubstr(says));
        EXPECT_FALSE(std::filesystem::exists(path("model")));
        EXPECT_FALSE(std::filesystem::exists(path("model.json")));
    }
};

TEST_F(Train, WritesTheSameModelAndCardForTheSameSeed) {
    const std::string config = tiny_config();
    const std::vector<std::string> command = {"train", "--config", config, "--out", path("model")};
    ASSERT_EQ(run_program(command).exit_code, 0);
    const std::string model = read("model");
    const std::string card = read("model.json");
    ASSERT_EQ(run_program(command).exit_code, 0);
    EXPECT_EQ(read("model"), model);
    EXPECT_EQ(read("model.json"), card);
    EXPECT_FALSE(std::filesystem::exists(path("model.partial")));
}

TEST_F(Train, KeepsWhatTheModelLearnt) {
    ASSERT_EQ(run_program({"train", "--config", tiny_config(), "--out", path("model"), "--data",
                           tiny_data_set(), "--exclude-people", "P03"})
                  .exit_code,
              0);
    const io::ModelFile file(path("model"));
    EXPECT_EQ(file.model().network.window, 20);
    EXPECT_EQ(file.model().network.look_ahead, 2);
    EXPECT_EQ(file.model().phases.name, "stance_swing");
    EXPECT_EQ(file.model().label_definition, "simulated");
    EXPECT_THAT(file.model().provenance, HasSubstr("config tiny, data walkers"));

    const auto card = nlohmann::json::parse(read("model.json"));
    EXPECT_EQ(card["name"], "model");
    EXPECT_EQ(card["network"]["parameters"], file.model().weights.size());
    EXPECT_EQ(card["label_definition"], "simulated");
    EXPECT_EQ(card["notes"], "simulated");
    EXPECT_EQ(card["data"][0]["people"], 2);
    EXPECT_EQ(card["data"][0]["recordings"], 2);
    EXPECT_GT(card["data"][0]["strides"], 10);
    EXPECT_EQ(card["training"]["seed"], 5);
    EXPECT_EQ(card["training"]["people_learnt_from"], 2) << "two people are too few to leave one out";
    EXPECT_THAT(card["command"], HasSubstr("--exclude-people P03"));
    EXPECT_FALSE(card.contains("cross_validation"));
}

TEST_F(Train, WritesAQuantisedModelAndWhatThatCost) {
    for (const Precision precision : {Precision::bf16, Precision::int8}) {
        const std::string name(to_string(precision));
        std::string text = read(std::filesystem::path(tiny_config()).filename());
        const std::size_t table = text.find("[model]\n");
        ASSERT_NE(table, std::string::npos) << text;
        text.insert(table + 8, "precision = \"" + name + "\"\n");
        const Outcome outcome = run_program(
            {"train", "--config", write("quantised.toml", text), "--out", path("model"), "--cross-validate"});
        ASSERT_EQ(outcome.exit_code, 0) << outcome.errors;
        const io::ModelFile file(path("model"));
        EXPECT_EQ(file.model().precision, precision);
        const auto card = nlohmann::json::parse(read("model.json"));
        EXPECT_EQ(card["network"]["precision"], name);
        const auto& cost = card["quantisation"];
        EXPECT_EQ(cost["f1_macro"], card["cross_validation"]["metrics"]["f1_macro"]);
        EXPECT_NEAR(cost["f1_macro_fp32"].get<double>() - cost["f1_macro"].get<double>(),
                    cost["cost"].get<double>(), 1e-12);
        EXPECT_LT(std::abs(cost["cost"].get<double>()), 0.02);
        EXPECT_EQ(run_program({"evaluate", "--model", path("model"), "--out", path("out"), tiny_data_set()})
                      .exit_code,
                  0);
    }
}

TEST_F(Train, CrossValidatesAlikeWithAnyNumberOfJobs) {
    const std::string config = tiny_config();
    std::string cards[2];
    for (const int jobs : {1, 2}) {
        ASSERT_EQ(run_program({"train", "--config", config, "--out", path("model"), "--cross-validate",
                               "--jobs", std::to_string(jobs)})
                      .exit_code,
                  0);
        cards[jobs - 1] = read("model.json");
    }
    EXPECT_EQ(cards[0], cards[1]);
    const auto metrics = nlohmann::json::parse(cards[0])["cross_validation"]["metrics"];
    EXPECT_GT(metrics["accuracy"], 0.7);
    EXPECT_LE(metrics["ci95"]["accuracy"][0], metrics["accuracy"]);
    EXPECT_GE(metrics["ci95"]["accuracy"][1], metrics["accuracy"]);
}

TEST_F(Train, LearnsFromOnePersonAlone) {
    const Outcome outcome = run_program({"train", "--config", tiny_config(), "--out", path("model"), "--data",
                                         tiny_data_set(), "--people", "P01"});
    EXPECT_EQ(outcome.exit_code, 0) << outcome.errors;
    EXPECT_TRUE(
        nlohmann::json::parse(read("model.json"))["training"]["people_watched_for_early_stopping"].empty());
}

TEST_F(Train, RefusesToCrossValidateOnePerson) {
    expect_refused(run_program({"train", "--config", tiny_config(), "--out", path("model"), "--data",
                                tiny_data_set(), "--people", "P01", "--cross-validate"}),
                   "people who can be told apart (1), found 2");
}

TEST_F(Train, RefusesAnUnknownKeyNamingTheNearest) {
    expect_refused(run_program({"train", "--config", tiny_config("fold = 3\n"), "--out", path("model")}),
                   "\"folds\"");
}

TEST_F(Train, RefusesAWrongType) {
    const std::string config = write("wrong.toml", "seed = \"five\"\n");
    expect_refused(run_program({"train", "--config", config, "--out", path("model")}), "seed");
}

TEST_F(Train, RefusesWindowsLongerThanEveryRecording) {
    const std::string config = write("long.toml",
                                     "rate_hz = 10\nalign = false\n[cohort]\npeople = 2\nseconds = 12\n"
                                     "[model]\nwindow = 200\n");
    expect_refused(run_program({"train", "--config", config, "--out", path("model")}),
                   "window of 200 samples");
}

TEST_F(Train, TakesTheWidthsThatAreStated) {
    const std::string config = write("narrow.toml",
                                     "[cohort]\npeople = 3\nrecordings_per_person = 1\nseconds = 20\n"
                                     "[model]\nwindow = 20\nhidden = [12, 8]\n"
                                     "[training]\npretraining_windows = 8000\ntransfer_windows = 8000\n"
                                     "[study]\nfolds = 2\n");
    ASSERT_EQ(
        run_program({"train", "--config", config, "--out", path("model"), "--cross-validate"}).exit_code, 0);
    EXPECT_EQ(io::ModelFile(path("model")).model().network.hidden, (std::vector<int>{12, 8}));
}

TEST_F(Train, RefusesWidthsThatNoNetworkHas) {
    for (const auto& [model, says] : std::vector<std::pair<std::string, std::string>>{
             {"hidden = []", "one to sixteen widths"},
             {"hidden = [16, 2]", "whole numbers from 4 to 4096"},
             {"network = \"transformer\"\nhidden = [16]", "no hidden widths"}}) {
        const std::string config = write("odd.toml", "[model]\n" + model + "\n");
        expect_refused(run_program({"train", "--config", config, "--out", path("model")}), says);
    }
}

TEST_F(Train, RefusesScratchWhichKnowsNoCyclePosition) {
    const std::string config = write("scratch.toml", "[model]\ntransfer = \"scratch\"\n");
    expect_refused(run_program({"train", "--config", config, "--out", path("model")}), "cycle position");
}

TEST_F(Train, RefusesLabelsWithoutPhases) {
    const std::string data = tiny_data_set([](Recording& recording) {
        recording.label_definition = label_definition::kStrideBorders;
        for (FootTrack& track : recording.feet) {
            std::erase_if(track.reference,
                          [](const Event& event) { return event.kind != EventKind::initial_contact; });
        }
    });
    expect_refused(run_program({"train", "--config", tiny_config(), "--out", path("model"), "--data", data}),
                   "phase labels");
}

TEST_F(Train, RefusesPhasesThatNoModelCanHave) {
    const std::string config =
        write("phases.toml",
              "phase_set = \"odd\"\n"
              "phases = [[\"one\", \"initial_contact\"], [\"other\", \"initial_contact\"]]\n");
    expect_refused(
        run_program({"train", "--config", config, "--out", path("model"), "--data", tiny_data_set()}),
        "expected");
}

TEST_F(Train, LeavesTheModelAsItIsWhenInterrupted) {
    static_cast<void>(write("model", "an older model"));
    const std::string endless = write("endless.toml", "[training]\npretraining_windows = 10000000000\n");
    const Outcome outcome = run_program({"train", "--config", endless, "--out", path("model")}, SIGINT);
    EXPECT_EQ(outcome.exit_code, 130);
    EXPECT_THAT(outcome.errors, HasSubstr("footfall: stopped"));
    EXPECT_EQ(read("model"), "an older model");
    EXPECT_FALSE(std::filesystem::exists(path("model.json")));
    EXPECT_FALSE(std::filesystem::exists(path("model.partial")));
}

TEST_F(Train, FindsAnUnwritableOutputBeforeItTrains) {
    const std::string file = write("file", "");
    const Outcome outcome = run_program({"train", "--config", tiny_config(), "--out", file + "/model"});
    EXPECT_EQ(outcome.exit_code, 1);
    EXPECT_TRUE(is_one_line(outcome.errors)) << outcome.errors;
    EXPECT_THAT(outcome.errors, HasSubstr(file));
}

TEST_F(Train, SaysWhatIsWrongWithItsUse) {
    EXPECT_EQ(run_program({"train", "--config", "quick"}).exit_code, 2) << "without --out";
    EXPECT_EQ(
        run_program({"train", "--config", "quick", "--out", path("model"), "--people", "P01"}).exit_code, 2)
        << "people of no data";
}

}  // namespace
}  // namespace footfall::cli
