// What is in a recording and what is wrong with it, before anything is made of it.
#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "footfall/recording/clipping_counter.h"
#include "footfall/recording/recording.h"

namespace footfall::io {

struct FootInspection {
    Foot foot = Foot::left;
    std::size_t samples = 0;
    double duration_s = 0.0;
    double rate_hz = 0.0;       ///< as the file states it or its time column shows
    double true_rate_hz = 0.0;  ///< of samples that do not only repeat the one before
    double doubled_share = 0.0;

    std::size_t lost = 0;  ///< samples that are missing between the first and the last
    double lost_share = 0.0;
    std::size_t longest_loss = 0;  ///< samples in a row
    std::size_t gaps = 0;          ///< losses longer than kGapS (footfall/recording/loss_counter.h)

    Clipping acceleration_clipping;  ///< m/s²
    Clipping angular_rate_clipping;  ///< rad/s

    /// Mean acceleration where the foot rests, nothing when it never does. Mounting is its direction: the
    /// sensor's axes as gravity sees them.
    std::optional<double> rest_acceleration_mps2;
    std::array<double, 3> mounting{};
    double largest_angular_rate_radps = 0.0;

    std::size_t events = 0;
    std::size_t strides = 0;              ///< cycles of the reference that last plausibly long
    std::size_t implausible_strides = 0;  ///< too short, too long, or a pause between two walks

    std::vector<std::string> warnings;  ///< in plain words, without the foot's name
};

struct Inspection {
    std::string data_set;
    std::string recording;
    Person person;
    std::string label_definition;
    double duration_s = 0.0;
    Gravity gravity = Gravity::included;
    std::vector<FootInspection> feet;
    std::vector<std::string> warnings;  ///< of all feet, with the foot's name, and of the recording
};

/// What lasts longer or shorter is no stride: twice the slowest and the fastest cadence that textbooks give
/// for walking (about 0.8 to 1.8 s a stride), rounded.
inline constexpr double kShortestStrideS = 0.4;
inline constexpr double kLongestStrideS = 3.0;

[[nodiscard]] Inspection inspect(const Recording& recording);

}  // namespace footfall::io
