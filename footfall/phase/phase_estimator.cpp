// Sample in, phase out.
#include "footfall/phase/phase_estimator.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "footfall/nn/decode.h"

namespace footfall {
namespace {

constexpr int kBridged = 1;
constexpr int kClipped = 2;

constexpr double kLowestRateHz = 1.0;
constexpr double kHighestRateHz = 100'000.0;

/// Three unit vectors at right angles, right-handed, within what rounding leaves.
bool is_rotation(const Alignment& alignment) noexcept {
    constexpr float kTolerance = 1e-3F;
    const auto& rows = alignment.rows;
    for (std::size_t i = 0; i < 3; ++i) {
        for (std::size_t j = 0; j <= i; ++j) {
            // The negation refuses NaN as well.
            if (!(std::abs(dot(rows[i], rows[j]) - (i == j ? 1.0F : 0.0F)) < kTolerance)) {
                return false;
            }
        }
    }
    return dot(cross(rows[0], rows[1]), rows[2]) > 0.0F;
}

AlignmentLearner mounting_for(const Model& model, const StreamOptions& options) noexcept {
    if (!model.preprocessing.align) {
        return AlignmentLearner(Alignment::identity());
    }
    return options.alignment ? AlignmentLearner(*options.alignment)
                             : AlignmentLearner(options.input_rate_hz, options.gravity_included);
}

std::size_t most_answers(const Timeline::Options& options) noexcept {
    // Both ends of the longest interpolated stretch, and one cell that was waiting for it.
    return static_cast<std::size_t>(options.longest_interpolated / options.grid_period) + 2;
}

}  // namespace

Result<PhaseEstimator> PhaseEstimator::make(const Model& model, const StreamOptions& options) {
    if (!(options.input_rate_hz >= kLowestRateHz && options.input_rate_hz <= kHighestRateHz)) {
        return Failure{"the sensor's rate is not between 1 and 100000 Hz"};
    }
    if (options.alignment && !is_rotation(*options.alignment)) {
        return Failure{"the alignment is not a rotation"};
    }
    Result<Inference> inference = Inference::make(model);
    if (!inference) {
        return Failure{inference.reason()};
    }
    std::optional<WindowBatch> batch;
    const bool never_turns = options.alignment || !model.preprocessing.align;
    if (options.batch > 1 && never_turns) {
        if (Result<WindowBatch> made = WindowBatch::make(model, options.batch)) {
            batch = std::move(*made);
        }
    }
    return PhaseEstimator(model, options, std::move(*inference), std::move(batch));
}

PhaseEstimator::PhaseEstimator(const Model& model, const StreamOptions& options, Inference inference,
                               std::optional<WindowBatch> batch)
    : model_(&model),
      foot_(options.foot),
      timeline_(Timeline::options_for(options.input_rate_hz, model.preprocessing.rate_hz)),
      mounting_(mounting_for(model, options)),
      inference_(std::move(inference)),
      gate_(model.preprocessing.rate_hz),
      ring_(static_cast<std::size_t>(model.network.window)),
      doubts_(ring_.size()),
      answers_(most_answers(Timeline::options_for(options.input_rate_hz, model.preprocessing.rate_hz)) +
               (batch ? batch->most() : 0)),
      batch_(std::move(batch)) {}

std::span<const PhaseEstimate> PhaseEstimator::update(const ImuSample& sample) noexcept {
    answered_ -= given_;
    complete_ -= given_;
    std::move(answers_.begin() + static_cast<std::ptrdiff_t>(given_),
              answers_.begin() + static_cast<std::ptrdiff_t>(given_ + answered_), answers_.begin());
    given_ = 0;
    if (!is_measurable(sample.imu)) {
        return {};
    }
    if (mounting_.update(sample)) {
        turn_again();
    }
    timeline_.push(sample);
    while (const auto on_grid = timeline_.pull()) {
        take(*on_grid);
    }
    if (!batch_) {
        complete_ = answered_;
    }
    given_ = complete_;
    return {answers_.data(), given_};
}

std::span<const PhaseEstimate> PhaseEstimator::finish() noexcept {
    if (batch_) {
        answer_batch();
    }
    const std::size_t first = std::exchange(given_, complete_);
    return {answers_.data() + first, complete_ - first};
}

void PhaseEstimator::prepare() noexcept { inference_.prepare(); }

void PhaseEstimator::take(const GridSample& sample) noexcept {
    if (sample.after_gap) {
        if (batch_) {
            answer_batch();
            batch_->reset();
        }
        inference_.reset();
        gate_.interrupt();
        known_ = 0;
        after_gap_ = true;
    }
    ring_[next_] = sample.imu;
    doubts_[next_] =
        static_cast<std::uint8_t>((sample.bridged ? kBridged : 0) | (sample.clipped ? kClipped : 0));
    next_ = (next_ + 1) % ring_.size();
    known_ = std::min(known_ + 1, ring_.size());
    const bool walking = gate_.update(sample.imu);
    std::optional<NetworkOutput> output;
    if (batch_) {
        batch_->put(as_network_takes(sample.imu));
    } else if (alignment()) {
        output = inference_.update(as_network_takes(sample.imu));
    }
    if (known_ < ring_.size()) {
        return;
    }
    PhaseEstimate& answer = answers_[std::min(answered_, answers_.size() - 1)];
    answered_ = std::min(answered_ + 1, answers_.size());
    const SampleIndex answered = sample.index - model_->network.look_ahead;
    answer = {};
    answer.sample.index = answered;
    answer.after_gap = std::exchange(after_gap_, false);
    const auto back = static_cast<std::size_t>(model_->network.look_ahead) + 1;
    const std::size_t seen = (next_ + ring_.size() - back) % ring_.size();
    answer.bridged = (doubts_[seen] & kBridged) != 0;
    answer.clipped = (doubts_[seen] & kClipped) != 0;
    answer.imu = ring_[seen];
    if (batch_) {
        answer.walking = walking;
        if (batch_->waiting() == batch_->most()) {
            answer_batch();
        }
    } else if (output) {
        answer.sample = sample_of(*output, answered);
        answer.walking = walking;
    }
}

void PhaseEstimator::answer_batch() noexcept {
    for (const NetworkOutput& output : batch_->answer()) {
        PhaseEstimate& answer = answers_[complete_++];
        answer.sample = sample_of(output, answer.sample.index);
    }
}

PhaseSample PhaseEstimator::sample_of(const NetworkOutput& output, SampleIndex index) const noexcept {
    const auto phases = static_cast<std::size_t>(model_->network.phases);
    return decode(output.cycle[0], output.cycle[1], {output.phase.data(), phases}, index);
}

/// Brings the network's window to the alignment that was just learned.
void PhaseEstimator::turn_again() noexcept {
    inference_.reset();
    // The next sample completes the window.
    const std::size_t count = std::min(known_, ring_.size() - 1);
    for (std::size_t i = 0; i < count; ++i) {
        const std::size_t slot = (next_ + ring_.size() - count + i) % ring_.size();
        (void)inference_.update(as_network_takes(ring_[slot]));
    }
}

NetworkSample PhaseEstimator::as_network_takes(const Imu<SensorFrame>& imu) const noexcept {
    Imu<FootFrame> turned = alignment()->apply(imu);
    if (foot_ == Foot::left) {
        turned = mirrored(turned);
    }
    const auto& a = turned.acceleration_mps2;
    const auto& w = turned.angular_rate_radps;
    return {a.x, a.y, a.z, w.x, w.y, w.z};
}

}  // namespace footfall
