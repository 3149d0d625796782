// Fixed scaling of a network's input channels, learnt from training data and kept with the model.
#pragma once

#include <array>

#include "footfall/core/imu_sample.h"

namespace footfall {

/// Network input = (channel - mean) * inverse_sd.
struct Normalization {
    std::array<float, kChannels> mean{};
    std::array<float, kChannels> inverse_sd{1.0F, 1.0F, 1.0F, 1.0F, 1.0F, 1.0F};

    friend bool operator==(const Normalization&, const Normalization&) = default;
};

}  // namespace footfall
