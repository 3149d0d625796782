// summary.json and the printout of an analysis: the same numbers, null or words for what isn't known.
#include <gmock/gmock.h>

#include "cli/analysis_json.h"
#include "cli/analysis_printout.h"

namespace footfall::cli {
namespace {

using testing::HasSubstr;
using testing::Not;

constexpr Nanoseconds kMillisecond = kNanosecondsPerSecond / 1000;

/// Straight strides of 1 s, alternately 10 ms shorter and longer, standing 60 %; 1.2 m each when measured.
MeasuredFoot foot_of(Foot foot, int strides, bool spatial) {
    MeasuredFoot measured;
    measured.foot = foot;
    measured.rate_hz = 100.0;
    measured.data.samples = 4000;
    measured.data.duration_s = 40.0;
    Nanoseconds start = 0;
    for (int i = 0; i < strides; ++i) {
        MeasuredStride stride;
        const Nanoseconds length = (i % 2 == 0 ? 990 : 1010) * kMillisecond;
        stride.time = {start, start + 600 * kMillisecond, start + length};
        if (spatial) {
            stride.motion.length_m = {1.2, 0.01};
            stride.motion.speed_mps = {1.2 / (1e-9 * static_cast<double>(length)), 0.01};
        }
        measured.strides.push_back(stride);
        start += length;
    }
    return measured;
}

report::WalkResult result_of(int strides, bool spatial) {
    report::WalkResult result;
    result.walk.recording = "7-1";
    result.walk.person = {"7", "7", 64.0, ""};
    result.walk.feet = {foot_of(Foot::left, strides, spatial), foot_of(Foot::right, strides, spatial)};
    result.walk.clocks.kind = ClockRelation::Kind::unknown;
    WalkingBout bout;
    bout.time = {0, strides * kNanosecondsPerSecond};
    bout.strides = {strides, strides};
    if (spatial) {
        bout.distance_m = {1.2 * strides, 0.1};
    }
    result.walk.bouts.push_back(bout);
    result.walk.turns.push_back({{0, kNanosecondsPerSecond}, {3.14159265358979, 0.1}, 0});
    result.walk.remarks.push_back({Foot::left, true, "A remark."});
    result.summary = report::summarise(result.walk);
    return result;
}

TEST(AnalysisJson, HoldsTheNumbersOfARecording) {
    const nlohmann::ordered_json json = to_json(result_of(20, true));
    EXPECT_EQ(json["recording"], "7-1");
    EXPECT_EQ(json["age_years"], 64.0);
    EXPECT_NEAR(json["all"]["stride_time_s"]["mean"].get<double>(), 1.0, 1e-9);
    EXPECT_EQ(json["all"]["stride_time_s"]["strides"], 40);
    const nlohmann::ordered_json& left = json["feet"][0];
    EXPECT_EQ(left["foot"], "left");
    EXPECT_NEAR(left["stride_length_m"]["mean"].get<double>(), 1.2, 1e-9);
    EXPECT_LT(left["stride_time_s"]["ci95"][0].get<double>(), 1.0);
    EXPECT_GT(left["stride_time_s"]["ci95"][1].get<double>(), 1.0);
    EXPECT_EQ(json["bouts"][0]["bout"], 1);
    EXPECT_NEAR(json["bouts"][0]["distance_m"]["value"].get<double>(), 24.0, 1e-9);
    EXPECT_EQ(json["bouts"][0]["feet"].size(), 2U);
    EXPECT_NEAR(json["turns"][0]["angle_deg"]["value"].get<double>(), 180.0, 1e-6);
    EXPECT_EQ(json["clocks"]["relation"], "unknown");
    EXPECT_EQ(json["remarks"][0]["foot"], "left");
    EXPECT_NEAR(json["all"]["left_minus_right"]["stride_time_s"]["index_percent"].get<double>(), 0.0, 1e-9);
}

TEST(AnalysisJson, IsNullWhereNothingIsKnown) {
    const nlohmann::ordered_json json = to_json(result_of(20, false));
    EXPECT_TRUE(json["all"]["stride_length_m"]["mean"].is_null());
    EXPECT_TRUE(json["all"]["stride_length_m"]["ci95"].is_null());
    EXPECT_EQ(json["all"]["stride_length_m"]["strides"], 0);
    EXPECT_TRUE(json["all"]["step_time_s"]["mean"].is_null());
    EXPECT_TRUE(json["all"]["distance_m"]["value"].is_null());
    EXPECT_TRUE(json["clocks"]["right_offset_s"].is_null());
    EXPECT_TRUE(json["all"]["stride_time_s"]["sd"].is_null()) << "20 strides are too few for a spread";
    EXPECT_EQ(json.dump().find("NaN"), std::string::npos);
}

TEST(AnalysisJson, IsNullOfTooFewStrides) {
    const nlohmann::ordered_json json = to_json(result_of(report::kStridesForMean - 1, true));
    EXPECT_TRUE(json["feet"][0]["stride_time_s"]["mean"].is_null());
    EXPECT_EQ(json["feet"][0]["stride_time_s"]["strides"], report::kStridesForMean - 1);
}

TEST(AnalysisPrintout, TellsOneRecordingFootByFoot) {
    Analysis analysis;
    analysis.walks.push_back(result_of(20, true));
    const std::string text = printout_of(analysis);
    EXPECT_THAT(text, HasSubstr("7-1, person 7: 20.0 s walking, 24.0 [23.8, 24.2] m, 40 strides"));
    EXPECT_THAT(text, HasSubstr("Stride time (s)"));
    EXPECT_THAT(text, HasSubstr("1.000 [0.995, 1.005]"));
    EXPECT_THAT(text, Not(HasSubstr("Step time"))) << "not measured";
}

TEST(AnalysisPrintout, SaysWhatTooFewStridesCannotTell) {
    Analysis analysis;
    analysis.walks.push_back(result_of(5, false));
    const std::string text = printout_of(analysis);
    EXPECT_THAT(text, HasSubstr("too few strides"));
    EXPECT_THAT(text, HasSubstr("5.0 s walking, distance not measured, 10 strides"));
}

TEST(AnalysisPrintout, SaysARemarkOnce) {
    Analysis analysis;
    for (const char* recording : {"1-1", "1-2", "1-3"}) {
        analysis.walks.push_back(result_of(12, true));
        analysis.walks.back().walk.recording = recording;
    }
    analysis.walks[1].walk.remarks.push_back({std::nullopt, true, "Another."});
    analysis.walks[2].walk.remarks.push_back({std::nullopt, false, "No warning."});
    EXPECT_EQ(remarks_in(analysis), "1-1 and 2 more: A remark.\n1-2: Another.\n");
}

TEST(AnalysisPrintout, TellsManyInARowEach) {
    Analysis analysis;
    for (std::size_t i = 0; i < kRowsPrinted + 3; ++i) {
        analysis.walks.push_back(result_of(12, true));
    }
    const std::string text = printout_of(analysis);
    EXPECT_THAT(text, HasSubstr("... and 3 more"));
    EXPECT_THAT(text, HasSubstr("103 recordings of 1 person: 2472 strides"));
}

}  // namespace
}  // namespace footfall::cli
