// A group of simulated people, each recorded several times.
#include "simulate/cohort.h"

#include <array>
#include <string>
#include <utility>

#include "footfall/recording/error.h"

namespace footfall::simulate {
namespace {

void expect(bool holds, const char* option, const char* expected, const std::string& found) {
    if (!holds) {
        throw Error("simulate", option, expected, found);
    }
}

}  // namespace

Cohort::Cohort(const CohortOptions& options) : options_(options) {
    expect(options.people >= 1, "people", "at least 1", std::to_string(options.people));
    expect(options.recordings_per_person >= 1, "recordings per person", "at least 1",
           std::to_string(options.recordings_per_person));
    expect(options.seconds >= kShortestRecordingS, "seconds", "at least 11", std::to_string(options.seconds));
    expect(options.rate_hz >= 10.0 && options.rate_hz <= 10000.0, "rate", "10 to 10000 Hz",
           std::to_string(options.rate_hz));
    expect(options.lost_share >= 0.0 && options.lost_share < 0.5, "lost packets", "a share in [0, 0.5)",
           std::to_string(options.lost_share));
    walkers_.reserve(static_cast<std::size_t>(options.people));
    for (int number = 1; number <= options.people; ++number) {
        const AgeGroup age_group = number % 2 == 1 ? AgeGroup::younger : AgeGroup::older;
        walkers_.push_back(draw_walker(number, age_group, options.mounting, options.seed));
    }
}

std::size_t Cohort::size() const noexcept {
    return walkers_.size() * static_cast<std::size_t>(options_.recordings_per_person);
}

SimulatedRecording Cohort::recording(std::size_t index) const {
    const auto per_person = static_cast<std::size_t>(options_.recordings_per_person);
    const std::size_t trial = index % per_person;
    Walker walker = walkers_.at(index / per_person);
    Random random = Random(options_.seed).fork(1'000'000 + index);

    constexpr std::array<double, 4> kSpeedFactors{1.0, 0.8, 1.2, 1.0};
    WalkOptions walk;
    walk.rate_hz = options_.rate_hz;
    walk.pressure = options_.pressure;
    walk.speed_factor = kSpeedFactors[trial % kSpeedFactors.size()] * random.uniform(0.95, 1.05);
    walk.course.seconds = options_.seconds;
    // A short recording has less standing, so that there is some walking in it.
    const double most_standing_s = options_.seconds < 20.0 ? 2.5 : 5.0;
    walk.course.stand_before_s = random.uniform(0.6 * most_standing_s, most_standing_s);
    walk.course.stand_after_s = random.uniform(0.4 * most_standing_s, 0.8 * most_standing_s);
    for (SensorSpec& sensor : walker.sensor) {
        sensor.lost_share = options_.lost_share;
        sensor.gravity = options_.gravity;
    }
    walker.sensor[0].doubled = random.uniform() < options_.doubled_share;

    SimulatedRecording simulated = simulate_walk(walker, walk, random.next());
    simulated.recording.id = walker.person.id + "-" + std::to_string(trial + 1);
    return simulated;
}

std::vector<Recording> simulate_cohort(const CohortOptions& options) {
    const Cohort cohort(options);
    std::vector<Recording> recordings;
    recordings.reserve(cohort.size());
    for (std::size_t index = 0; index < cohort.size(); ++index) {
        recordings.push_back(std::move(cohort.recording(index).recording));
    }
    return recordings;
}

}  // namespace footfall::simulate
