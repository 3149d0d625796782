// What tests of the stream share: a network with random weights, simulated feet, and what a stream answers.
#pragma once

#include <cmath>
#include <cstdint>
#include <vector>

#include "footfall/core/random.h"
#include "footfall/phase/phase_estimator.h"
#include "footfall/recording/recording.h"
#include "simulate/walk.h"

namespace footfall {

/// A model and its weights, random but always the same.
class SmallModel {
public:
    explicit SmallModel(int window = 20, int look_ahead = 5, double rate_hz = 100.0) {
        model_.network.window = window;
        model_.network.look_ahead = look_ahead;
        model_.network.hidden = {16, 8};
        model_.preprocessing.rate_hz = rate_hz;
        model_.normalization = {{1.0F, 0.0F, 9.0F, 0.0F, 0.5F, 0.0F}, {0.1F, 0.2F, 0.1F, 0.5F, 0.3F, 0.5F}};
        model_.phases = {"stance_swing",
                         {{"stance", EventKind::initial_contact}, {"swing", EventKind::final_contact}}};
        model_.label_definition = "simulated";
        Random random(7);
        weights_.resize(parameter_count(model_.network));
        for (float& weight : weights_) {
            weight = static_cast<float>(0.3 * random.normal());
        }
        model_.weights = weights_;
    }
    SmallModel(const SmallModel&) = delete;
    SmallModel& operator=(const SmallModel&) = delete;
    SmallModel(SmallModel&&) = delete;
    SmallModel& operator=(SmallModel&&) = delete;
    ~SmallModel() = default;

    [[nodiscard]] const Model& model() const noexcept { return model_; }

private:
    std::vector<float> weights_;
    Model model_;
};

/// Stands, walks there and back, stands; nothing is lost.
inline Recording simulated_walk(double rate_hz = 100.0, std::uint64_t seed = 21) {
    simulate::Walker walker =
        simulate::draw_walker(5, simulate::AgeGroup::younger, simulate::Mounting::any, seed);
    for (simulate::SensorSpec& sensor : walker.sensor) {
        sensor.lost_share = 0.0;
        sensor.clock_offset_s = 0.0;
    }
    simulate::WalkOptions options;
    options.rate_hz = rate_hz;
    options.course.seconds = 24.0;
    options.course.stand_before_s = 3.0;
    options.course.stand_after_s = 3.0;
    options.course.leg_m = 8.0;
    return simulate::simulate_walk(walker, options, 2).recording;
}

inline StreamOptions options_of(const FootTrack& track, const std::optional<Alignment>& alignment) {
    return {track.foot, track.rate_hz, track.gravity == Gravity::included, alignment};
}

/// All that a stream says of these samples.
inline std::vector<PhaseEstimate> answers_to(const std::vector<ImuSample>& samples, PhaseEstimator& stream) {
    std::vector<PhaseEstimate> answers;
    for (const ImuSample& sample : samples) {
        const auto now = stream.update(sample);
        answers.insert(answers.end(), now.begin(), now.end());
    }
    return answers;
}

inline bool same(const PhaseSample& a, const PhaseSample& b) {
    return a.index == b.index && a.cycle == b.cycle && a.phase == b.phase && a.probability == b.probability;
}

}  // namespace footfall
