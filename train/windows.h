// The windows a network is trained and asked on: where they are, and batches of them.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "footfall/nn/network_spec.h"
#include "train/augmentation.h"
#include "train/certain_phases.h"
#include "train/corpus.h"
#include "train/matrix.h"
#include "train/split.h"

namespace footfall::train {

/// One window, by the sample it answers for.
struct WindowPlace {
    std::uint32_t foot = 0;     ///< index into Corpus::feet
    std::uint32_t segment = 0;  ///< of that foot's signal
    std::uint32_t target = 0;   ///< sample of that segment
};

enum class Labelled : unsigned char { cycle, phase };

/// Every full window of these people whose answered sample has that label, in the corpus' order. No window
/// spans a gap.
[[nodiscard]] std::vector<WindowPlace> labelled_windows(const Corpus& corpus, const People& people,
                                                        const NetworkSpec& spec, Labelled label);

/// Mean and standard deviation of each channel over the samples that are answered.
[[nodiscard]] Normalization normalization_of(const Corpus& corpus, std::span<const WindowPlace> places);

/// A batch with its labels; unknown ones weigh nothing.
struct Batch {
    Matrix<float> input;         ///< (window * channels, batch), normalised
    Matrix<float> cycle;         ///< (2, batch): cos and sin of the cycle position
    Vector<float> cycle_weight;  ///< (batch)
    std::vector<int> phase;      ///< (batch)
    Vector<float> phase_weight;  ///< (batch)
};

class BatchMaker {
public:
    BatchMaker(const Corpus& corpus, const NetworkSpec& spec, const Normalization& normalization);

    /// @param augmentation null for the windows as recorded
    /// @param random not used without augmentation
    /// @param first_without_phase from this place on, phase labels are taken as unknown
    /// @param certain what is then known of the phase nevertheless
    void make(std::span<const WindowPlace> places, const Augmentation* augmentation, Random& random,
              std::size_t first_without_phase, Batch& batch, const CertainPhases& certain = {}) const;

private:
    const Corpus& corpus_;
    NetworkSpec spec_;
    WindowCutter cutter_;
};

}  // namespace footfall::train
