// A trained fp32 model's bf16 and int8 versions.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "footfall/nn/model.h"
#include "train/corpus.h"
#include "train/matrix.h"
#include "train/split.h"

namespace footfall::train {

/// A model and the memory its weights lie in. Moves, so that the weights stay where they are; copies would
/// not.
class QuantisedModel {
public:
    /// @param fp32 a valid fp32 DNN
    /// @param precision bf16 or int8
    /// @param calibration windows as the network takes them (inputs, windows), normalised; at least one for
    ///        int8, whose layers' inputs are scaled by what these windows make of them
    /// Throws footfall::Error for a model that can't have this precision.
    QuantisedModel(const Model& fp32, Precision precision, const Matrix<float>& calibration);
    QuantisedModel(QuantisedModel&&) noexcept = default;
    QuantisedModel& operator=(QuantisedModel&&) noexcept = default;
    QuantisedModel(const QuantisedModel&) = delete;
    QuantisedModel& operator=(const QuantisedModel&) = delete;
    ~QuantisedModel() = default;

    [[nodiscard]] const Model& model() const noexcept { return model_; }

private:
    struct Memory {
        std::vector<std::uint16_t> bf16;
        std::vector<std::int8_t> int8;
        std::vector<float> bias;
        std::vector<float> scale;
    };

    Model model_;
    std::vector<float> heads_;
    std::vector<Memory> layers_;
};

/// Windows to calibrate a network on, spread evenly over those of these people that have a phase label.
[[nodiscard]] Matrix<float> calibration_windows(const Corpus& corpus, const People& people,
                                                const NetworkSpec& spec, const Normalization& normalization);

/// The step that loses least of these values, in squares, when they become round(value / step) between `low`
/// and `high`: it cuts off rare large values where that makes the many small ones finer. Positive also for no
/// values or zeros alone.
[[nodiscard]] float best_step(std::span<const float> values, int low, int high);

}  // namespace footfall::train
