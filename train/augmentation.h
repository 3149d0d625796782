// Makes one recorded window many: other noise, another amplitude, another tempo, a slightly other mounting.
#pragma once

#include <span>
#include <vector>

#include "footfall/core/random.h"
#include "footfall/nn/normalization.h"

namespace footfall::train {

/// Standard deviations of what is drawn anew for every window; 0 switches a part off.
struct Augmentation {
    double acceleration_noise_mps2 = 0.2;    ///< white, each sample
    double angular_rate_noise_radps = 0.05;  ///< white, each sample
    double acceleration_bias_mps2 = 0.2;     ///< each axis
    double angular_rate_bias_radps = 0.02;   ///< each axis
    double scale = 0.05;                     ///< relative, acceleration and angular rate apart
    double rotation_deg = 4.0;               ///< about each foot axis: what alignment leaves
    double time_warp = 0.05;                 ///< relative tempo about the answered sample

    friend bool operator==(const Augmentation&, const Augmentation&) = default;
};

/// Cuts normalised windows out of a segment, augmented or plain.
class WindowCutter {
public:
    /// `answered` is the position of the answered sample in the window.
    WindowCutter(int window, int answered, const Normalization& normalization);

    /// @param channels the segment's signal, (time, channel)
    /// @param target the answered sample, with a full window around it
    /// @param[out] out window * kChannels normalised values, oldest sample first
    void plain(std::span<const float> channels, std::size_t target, float* out) const noexcept;
    void augmented(std::span<const float> channels, std::size_t target, const Augmentation& how,
                   Random& random, float* out) const noexcept;

private:
    int window_;
    int answered_;
    Normalization normalization_;
    std::vector<float>
        noise_;  ///< a table of normal numbers: drawing each anew would cost more than the network
};

}  // namespace footfall::train
