// Picks a stretch of walking to be drawn.
#include "footfall/report/walk_finder.h"

#include <limits>
#include <utility>

namespace footfall::report {
namespace {

constexpr double kLongestS = 10.0;
constexpr double kShortestS = 2.0;

}  // namespace

WalkFinder::WalkFinder(const PhaseSet& phases) {
    for (const PhaseDefinition& phase : phases.phases) {
        phase_names_.push_back(phase.name);
    }
}

ExampleWalk WalkFinder::empty_walk() const {
    ExampleWalk walk;
    walk.name = name_;
    walk.signal_title = "Pitch rate (rad/s)";
    walk.phase_names = phase_names_;
    return walk;
}

void WalkFinder::begin(std::string name, double rate_hz) {
    keep_better();
    name_ = std::move(name);
    rate_hz_ = rate_hz;
    now_ = {empty_walk(), 0};
}

void WalkFinder::add(const AnsweredSample& sample) {
    const bool walking = sample.state == SampleState::walking;
    if (done_ || (now_.walk.time_s.empty() && !walking)) {
        return;
    }
    constexpr double kUnknownCycle = std::numeric_limits<double>::quiet_NaN();
    now_.walking += walking ? 1 : 0;
    now_.walk.time_s.push_back(static_cast<double>(sample.time) / static_cast<double>(kNanosecondsPerSecond));
    now_.walk.signal.push_back(static_cast<double>(sample.pitch_rate_radps));
    now_.walk.predicted_phase.push_back(walking ? sample.answer.phase : ExampleWalk::kNoPhase);
    now_.walk.predicted_cycle.push_back(walking ? static_cast<double>(sample.answer.cycle) : kUnknownCycle);
    if (now_.walk.time_s.back() - now_.walk.time_s.front() >= kLongestS) {
        done_ = now_.walking == now_.walk.time_s.size();
        keep_better();
        now_ = {empty_walk(), 0};
    }
}

void WalkFinder::keep_better() {
    const double walking_s = rate_hz_ > 0.0 ? static_cast<double>(now_.walking) / rate_hz_ : 0.0;
    if (walking_s > best_walking_s_) {
        best_ = std::move(now_);
        best_walking_s_ = walking_s;
    }
}

std::optional<ExampleWalk> WalkFinder::take() {
    keep_better();
    if (best_walking_s_ < kShortestS) {
        return std::nullopt;
    }
    return std::move(best_.walk);
}

}  // namespace footfall::report
