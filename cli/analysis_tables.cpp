// phases.csv, events.csv and strides.csv, written as the answers come.
#include "cli/analysis_tables.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numbers>
#include <string>
#include <utility>

namespace footfall::cli {
namespace {

constexpr int kTimeDecimals = 6;   // a microsecond
constexpr int kCycleDecimals = 4;  // a hundredth of a percent
constexpr int kPercentDecimals = 3;
constexpr int kLengthDecimals = 4;
constexpr int kAngleDecimals = 2;

double seconds(Nanoseconds time) {
    return static_cast<double>(time) / static_cast<double>(kNanosecondsPerSecond);
}

/// A cell as RFC 4180 has it.
std::string cell(const std::string& text) {
    if (text.find_first_of(",\"\r\n") == std::string::npos) {
        return text;
    }
    std::string quoted = "\"";
    for (const char c : text) {
        quoted += c;
        if (c == '"') {
            quoted += c;
        }
    }
    return quoted + "\"";
}

}  // namespace

AnalysisTables::AnalysisTables(const std::filesystem::path& folder, const PhaseSet& phases)
    : phases_(folder / "phases.csv"), events_(folder / "events.csv"), strides_(folder / "strides.csv") {
    for (const PhaseDefinition& phase : phases.phases) {
        phase_names_.push_back(fmt::format(",{},", cell(phase.name)));
    }
    phases_.text("recording,foot,time_s,cycle,phase,confidence\n");
    events_.text("recording,foot,time_s,event\n");
    strides_.text(
        "recording,foot,start_s,final_contact_s,end_s,stride_time_s,stance_time_s,swing_time_s,"
        "stance_percent,stride_length_m,stride_length_sd_m,speed_m_s,speed_sd_m_s,step_time_s,double_support_"
        "s,"
        "rise_m,turn_deg,clearance_m,outward_m,initial_contact_angle_deg,final_contact_angle_deg,bout,"
        "turning,edge,"
        "confidence\n");
}

void AnalysisTables::begin(const std::string& recording, Foot foot) {
    row_start_ = fmt::format("{},{},", cell(recording), to_string(foot));
}

void AnalysisTables::add(const AnsweredSample& sample) {
    phases_.text(row_start_);
    phases_.number(seconds(sample.time), kTimeDecimals);
    if (sample.state == SampleState::unknown) {
        phases_.text(",,,\n");
        return;
    }
    if (sample.state == SampleState::not_walking) {
        phases_.text(",,none,\n");
        return;
    }
    const auto phase = static_cast<std::size_t>(sample.answer.phase);
    // Below one, also when rounded.
    constexpr double kLargestCycle = 0.9999;
    phases_.text(",");
    phases_.number(std::min(static_cast<double>(sample.answer.cycle), kLargestCycle), kCycleDecimals);
    phases_.text(phase_names_[phase]);
    phases_.number(static_cast<double>(sample.answer.probability[phase]), kCycleDecimals);
    phases_.text("\n");
}

void AnalysisTables::add(const Event& event) {
    events_.text(row_start_);
    events_.number(seconds(event.time), kTimeDecimals);
    events_.text(",");
    events_.text(to_string(event.kind));
    events_.text("\n");
}

void AnalysisTables::add(const MeasuredStride& stride) {
    constexpr double kDegrees = 180.0 / std::numbers::pi;
    const Stride& time = stride.time;
    const StrideMotion& motion = stride.motion;
    strides_.text(row_start_);
    for (const Nanoseconds moment : {time.start, time.final_contact, time.end, time.stride_time(),
                                     time.stance_time(), time.swing_time()}) {
        strides_.number(seconds(moment), kTimeDecimals);
        strides_.text(",");
    }
    const auto add_known = [&](double value, int decimals) {
        if (std::isfinite(value)) {
            strides_.number(value, decimals);
        }
        strides_.text(",");
    };
    add_known(100.0 * time.stance_share(), kPercentDecimals);
    for (const double value :
         {motion.length_m.value, motion.length_m.sd, motion.speed_mps.value, motion.speed_mps.sd}) {
        add_known(value, kLengthDecimals);
    }
    add_known(stride.step_time_s, kTimeDecimals);
    add_known(stride.double_support_s, kTimeDecimals);
    add_known(motion.rise_m.value, kLengthDecimals);
    add_known(kDegrees * motion.turn_rad.value, kAngleDecimals);
    add_known(motion.clearance_m.value, kLengthDecimals);
    add_known(motion.outward_m.value, kLengthDecimals);
    add_known(kDegrees * motion.initial_contact_angle_rad.value, kAngleDecimals);
    add_known(kDegrees * motion.final_contact_angle_rad.value, kAngleDecimals);
    strides_.text(fmt::format("{},{},{},", stride.bout + 1, stride.turning ? "true" : "false",
                              stride.edge ? "true" : "false"));
    if (std::isfinite(stride.confidence)) {
        strides_.number(stride.confidence, kCycleDecimals);
    }
    strides_.text("\n");
}

void AnalysisTables::finish() {
    phases_.finish();
    events_.finish();
    strides_.finish();
}

}  // namespace footfall::cli
