// What footfall analyze finds and writes, and what it says to input it can't use.
#include <gmock/gmock.h>

#include <cmath>
#include <csignal>
#include <fstream>
#include <nlohmann/json.hpp>
#include <sstream>

#include "tests/cli/program.h"

namespace footfall::cli {
namespace {

using testing::HasSubstr;
using testing::Not;

using Row = std::vector<std::string>;

std::vector<Row> rows_of(const std::string& csv) {
    std::vector<Row> rows;
    std::istringstream lines(csv);
    for (std::string line; std::getline(lines, line);) {
        Row row(1);
        for (const char c : line) {
            if (c == ',') {
                row.emplace_back();
            } else {
                row.back() += c;
            }
        }
        rows.push_back(std::move(row));
    }
    return rows;
}

class Analyze : public ProgramTest {
protected:
    /// The shipped model's answers about a simulated data set.
    [[nodiscard]] Outcome analyze(const std::string& data, const std::vector<std::string>& more = {}) const {
        std::vector<std::string> command = {"analyze", "--out", path("out"), data};
        command.insert(command.end(), more.begin(), more.end());
        return run_program(command);
    }
    [[nodiscard]] nlohmann::json summary() const { return nlohmann::json::parse(read("out/summary.json")); }
    [[nodiscard]] bool nothing_written() const {
        for (const char* name : {"phases.csv", "events.csv", "strides.csv", "summary.json", "report.html",
                                 "phases.csv.partial", "events.csv.partial", "strides.csv.partial"}) {
            if (std::filesystem::exists(path(std::string("out/") + name))) {
                return false;
            }
        }
        return true;
    }
};

TEST_F(Analyze, WritesPhasesOfEverySampleEventsAndStrides) {
    std::vector<std::pair<std::size_t, std::size_t>> truth;  // samples and contacts of each foot
    const std::string data = tiny_data_set([&](Recording& recording) {
        for (const FootTrack& track : recording.feet) {
            std::size_t contacts = 0;
            for (const Event& event : track.reference) {
                contacts += event.kind == EventKind::initial_contact ? 1 : 0;
            }
            truth.emplace_back(track.samples.size(), contacts);
        }
    });
    const Outcome outcome = analyze(data);
    ASSERT_EQ(outcome.exit_code, 0) << outcome.errors;
    EXPECT_THAT(outcome.output, HasSubstr("cadence"));

    const std::vector<Row> phases = rows_of(read("out/phases.csv"));
    EXPECT_EQ(phases.front(), (Row{"recording", "foot", "time_s", "cycle", "phase", "confidence"}));
    std::size_t unknown = 0;
    std::size_t none = 0;
    std::size_t gait = 0;
    double last_s = -1.0;
    for (std::size_t i = 1; i < phases.size(); ++i) {
        const Row& row = phases[i];
        ASSERT_EQ(row.size(), 6U);
        const bool same_foot = i > 1 && phases[i - 1][0] == row[0] && phases[i - 1][1] == row[1];
        const double time_s = std::stod(row[2]);
        EXPECT_TRUE(!same_foot || time_s > last_s) << i;
        last_s = time_s;
        if (row[4].empty()) {
            EXPECT_EQ(row[3] + row[5], "");
            ++unknown;
        } else if (row[4] == "none") {
            EXPECT_EQ(row[3] + row[5], "");
            ++none;
        } else {
            EXPECT_TRUE(row[4] == "stance" || row[4] == "swing") << row[4];
            EXPECT_GE(std::stod(row[3]), 0.0);
            EXPECT_LT(std::stod(row[3]), 1.0);
            EXPECT_GE(std::stod(row[5]), 0.5);
            EXPECT_LE(std::stod(row[5]), 1.0);
            ++gait;
        }
    }
    std::size_t samples = 0;
    std::size_t contacts = 0;
    for (const auto& [of_foot, of_reference] : truth) {
        samples += of_foot;
        contacts += of_reference;
    }
    EXPECT_GE(phases.size(), samples + 1);
    EXPECT_LE(phases.size(), samples + samples / 20) << "lost samples besides";
    EXPECT_GT(gait, samples / 3);
    EXPECT_GT(none, samples / 10);
    EXPECT_LT(unknown, samples / 10);

    const std::vector<Row> events = rows_of(read("out/events.csv"));
    EXPECT_EQ(events.front(), (Row{"recording", "foot", "time_s", "event"}));
    std::size_t found = 0;
    bool between_samples = false;
    for (std::size_t i = 1; i < events.size(); ++i) {
        EXPECT_TRUE(events[i][3] == "initial_contact" || events[i][3] == "final_contact") << events[i][3];
        found += events[i][3] == "initial_contact" ? 1 : 0;
        const double in_samples = 100.0 * std::stod(events[i][2]);
        between_samples = between_samples || std::abs(in_samples - std::round(in_samples)) > 0.1;
    }
    EXPECT_GT(found, contacts * 8 / 10);
    EXPECT_LT(found, contacts * 11 / 10);
    EXPECT_TRUE(between_samples);

    const std::vector<Row> strides = rows_of(read("out/strides.csv"));
    EXPECT_EQ(strides.front(), (Row{"recording",
                                    "foot",
                                    "start_s",
                                    "final_contact_s",
                                    "end_s",
                                    "stride_time_s",
                                    "stance_time_s",
                                    "swing_time_s",
                                    "stance_percent",
                                    "stride_length_m",
                                    "stride_length_sd_m",
                                    "speed_m_s",
                                    "speed_sd_m_s",
                                    "step_time_s",
                                    "double_support_s",
                                    "rise_m",
                                    "turn_deg",
                                    "clearance_m",
                                    "outward_m",
                                    "initial_contact_angle_deg",
                                    "final_contact_angle_deg",
                                    "bout",
                                    "turning",
                                    "edge",
                                    "confidence"}));
    ASSERT_GT(strides.size(), 20U);
    for (std::size_t i = 1; i < strides.size(); ++i) {
        const Row& row = strides[i];
        const double stride_s = std::stod(row[5]);
        EXPECT_NEAR(std::stod(row[4]) - std::stod(row[2]), stride_s, 2e-6);
        EXPECT_NEAR(std::stod(row[6]) + std::stod(row[7]), stride_s, 2e-6);
        EXPECT_NEAR(std::stod(row[8]), 100.0 * std::stod(row[6]) / stride_s, 1e-2);
        ASSERT_EQ(row.size(), strides.front().size());
        EXPECT_EQ(row[9].empty(), row[11].empty()) << "length and speed";
        if (!row[11].empty()) {
            EXPECT_NEAR(std::stod(row[11]), std::stod(row[9]) / stride_s, 2e-4);
        }
        EXPECT_GE(std::stoi(row[21]), 1);
        EXPECT_TRUE(row[22] == "true" || row[22] == "false") << row[22];
    }

    const nlohmann::json all = summary();
    EXPECT_EQ(all["recordings"].size(), 3U);
    EXPECT_EQ(all["all"]["strides"], strides.size() - 1);
    std::int64_t said = 0;
    for (const auto& recording : all["recordings"]) {
        EXPECT_EQ(recording["feet"].size(), 2U);
        EXPECT_FALSE(recording["bouts"].empty());
        EXPECT_GT(recording["all"]["walking_s"], 1.0);
        EXPECT_TRUE(recording["all"].contains("speed_m_s"));
        for (const auto& foot : recording["feet"]) {
            said += foot["samples"].get<std::int64_t>();
            EXPECT_GT(foot["walking_share"], 0.4);
            if (foot["strides"].get<int>() - foot["turning_strides"].get<int>() -
                    foot["edge_strides"].get<int>() >=
                10) {
                EXPECT_NEAR(foot["cadence_steps_per_min"]["mean"].get<double>(),
                            120.0 / foot["stride_time_s"]["mean"].get<double>(), 1e-6);
                EXPECT_LT(foot["stride_time_s"]["ci95"][0], foot["stride_time_s"]["mean"]);
            } else {
                EXPECT_TRUE(foot["stride_time_s"]["mean"].is_null());
            }
            EXPECT_GT(foot["confidence"], 0.8);
        }
    }
    EXPECT_EQ(said, static_cast<std::int64_t>(samples));
    const std::string report = read("out/report.html");
    EXPECT_THAT(report, HasSubstr("<svg"));
    EXPECT_THAT(report, HasSubstr("Lost (%)"));
    EXPECT_THAT(report, HasSubstr("</html>"));
    EXPECT_THAT(report, Not(HasSubstr("href=\"h")));
    EXPECT_THAT(report, HasSubstr("href=\"#walk-3\""));
    EXPECT_THAT(report, Not(HasSubstr("<script")));
}

TEST_F(Analyze, NeedsNoLabels) {
    const std::string data = tiny_data_set([](Recording& recording) {
        recording.label_definition = label_definition::kNone;
        for (FootTrack& track : recording.feet) {
            track.reference.clear();
        }
    });
    const Outcome outcome = analyze(data, {"--people", "P02"});
    ASSERT_EQ(outcome.exit_code, 0) << outcome.errors;
    EXPECT_EQ(summary()["recordings"].size(), 1U);
    EXPECT_EQ(summary()["recordings"][0]["recording"], "P02-1");
}

TEST_F(Analyze, NamesWhatItLeavesOutAndGoesOn) {
    const std::string data = tiny_data_set([](Recording& recording) {
        if (recording.person.id == "P03") {  // gravity taken out of what is said to hold it
            for (ImuSample& sample : recording.feet[0].samples) {
                sample.imu.acceleration_mps2 = sample.imu.acceleration_mps2 * 0.01F;
            }
        }
    });
    std::ofstream(data + "/P02-1.csv", std::ios::app) << "cut off";
    const Outcome outcome = analyze(data);
    EXPECT_EQ(outcome.exit_code, 3);
    EXPECT_THAT(outcome.errors, HasSubstr("left out walkers P02-1: "));
    EXPECT_THAT(outcome.errors, HasSubstr("left out walkers P03-1, left foot: no gravity"));
    EXPECT_EQ(summary()["left_out"].size(), 2U);
    EXPECT_EQ(summary()["recordings"].size(), 2U);
    EXPECT_THAT(read("out/phases.csv"), Not(HasSubstr("P02-1,")));
    EXPECT_THAT(read("out/phases.csv"), Not(HasSubstr("P03-1,left")));
    EXPECT_THAT(read("out/phases.csv"), HasSubstr("P03-1,right"));
    EXPECT_THAT(read("out/report.html"), HasSubstr("P02-1"));
}

TEST_F(Analyze, SaysOfStandingThatItIsNoWalking) {
    const std::string data = tiny_data_set([](Recording& recording) {
        for (FootTrack& track : recording.feet) {
            track.samples.resize(200);
        }
        recording.label_definition = label_definition::kNone;
        recording.walk.reset();
        recording.turns.clear();
    });
    const Outcome outcome = analyze(data);
    EXPECT_EQ(outcome.exit_code, 0) << outcome.errors;
    EXPECT_THAT(read("out/phases.csv"), HasSubstr(",,none,\n"));
    EXPECT_THAT(read("out/phases.csv"), Not(HasSubstr("stance")));
    EXPECT_EQ(rows_of(read("out/events.csv")).size(), 1U);
    EXPECT_EQ(summary()["all"]["strides"], 0);
    EXPECT_TRUE(summary()["all"]["cadence_steps_per_min"].is_null());
    EXPECT_TRUE(summary()["all"]["walking_s"].is_null());
    EXPECT_TRUE(summary()["all"]["distance_m"].is_null());
    EXPECT_EQ(rows_of(read("out/strides.csv")).size(), 1U);
    EXPECT_THAT(outcome.errors, HasSubstr("does not walk"));
}

TEST_F(Analyze, LeavesNothingBehindWhenInterrupted) {
    const std::string data = path("long");
    ASSERT_EQ(
        run_program({"simulate", "--out", data, "--people", "1", "--recordings", "1", "--seconds", "600"})
            .exit_code,
        0);
    const Outcome outcome = run_program({"analyze", "--out", path("out"), data}, SIGINT);
    if (outcome.exit_code == 0) {
        GTEST_SKIP() << "it was done before the signal came";
    }
    EXPECT_EQ(outcome.exit_code, 130) << outcome.errors;
    EXPECT_THAT(outcome.errors, HasSubstr("nothing was written"));
    EXPECT_TRUE(nothing_written());
}

TEST_F(Analyze, RefusesWhatItCannotUse) {
    const std::string data = tiny_data_set();
    const auto expect_refused = [&](const std::vector<std::string>& arguments, const std::string& says) {
        std::vector<std::string> command = {"analyze", "--out", path("out")};
        command.insert(command.end(), arguments.begin(), arguments.end());
        const Outcome outcome = run_program(command);
        EXPECT_EQ(outcome.exit_code, 1) << outcome.errors;
        EXPECT_TRUE(is_one_line(outcome.errors)) << outcome.errors;
        EXPECT_THAT(outcome.errors, HasSubstr(says));
        EXPECT_TRUE(nothing_written());
    };
    expect_refused({data, "--people", "P09"}, "P09");
    expect_refused({path("nowhere")}, path("nowhere"));
    expect_refused({data, "--model", path("nothing")}, path("nothing"));
    EXPECT_EQ(run_program({"analyze", data}).exit_code, 2);
}

}  // namespace
}  // namespace footfall::cli
