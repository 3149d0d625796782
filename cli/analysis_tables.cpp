// phases.csv, events.csv and strides.csv, written as the answers come.
#include "cli/analysis_tables.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace footfall::cli {
namespace {

constexpr int kTimeDecimals = 6;   // a microsecond
constexpr int kCycleDecimals = 4;  // a hundredth of a percent
constexpr int kPercentDecimals = 3;

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
        "stance_percent\n");
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

void AnalysisTables::add(const Stride& stride) {
    strides_.text(row_start_);
    for (const Nanoseconds time : {stride.start, stride.final_contact, stride.end, stride.stride_time(),
                                   stride.stance_time(), stride.swing_time()}) {
        strides_.number(seconds(time), kTimeDecimals);
        strides_.text(",");
    }
    strides_.number(100.0 * stride.stance_share(), kPercentDecimals);
    strides_.text("\n");
}

void AnalysisTables::finish() {
    phases_.finish();
    events_.finish();
    strides_.finish();
}

}  // namespace footfall::cli
