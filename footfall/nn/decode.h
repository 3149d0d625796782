// From what a network says to what is said of a sample.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <numbers>
#include <span>

#include "footfall/core/phase_sample.h"

namespace footfall {

/// @param cosine,sine of the cycle position's angle, of any length
/// @param logits one a phase, at least one and at most kMaxPhases
[[nodiscard]] inline PhaseSample decode(float cosine, float sine, std::span<const float> logits,
                                        SampleIndex index) noexcept {
    PhaseSample answer;
    answer.index = index;
    const float turns = std::atan2(sine, cosine) / (2.0F * std::numbers::pi_v<float>);
    answer.cycle = turns < 0.0F ? turns + 1.0F : turns;
    if (answer.cycle >= 1.0F) {
        answer.cycle = 0.0F;
    }
    const auto largest = std::max_element(logits.begin(), logits.end());
    answer.phase = static_cast<int>(largest - logits.begin());
    float sum = 0.0F;
    for (std::size_t k = 0; k < logits.size(); ++k) {
        answer.probability[k] = std::exp(logits[k] - *largest);
        sum += answer.probability[k];
    }
    for (std::size_t k = 0; k < logits.size(); ++k) {
        answer.probability[k] /= sum;
    }
    return answer;
}

}  // namespace footfall
