// What a network says of one window, before it is put into words.
#pragma once

#include <array>

#include "footfall/core/phase_sample.h"

namespace footfall {

struct NetworkOutput {
    std::array<float, 2> cycle{};           ///< cos and sin of 2*pi*cycle position, not of length 1
    std::array<float, kMaxPhases> phase{};  ///< logits
};

}  // namespace footfall
