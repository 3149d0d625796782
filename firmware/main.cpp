// The example: plays a walk through a PhaseEstimator and prints what it says, once with the sensor's mounting
// given and once learning it; then through the network alone; then what all that took.
#include <bit>
#include <cstdint>
#include <optional>

#include "exported_model.h"
#include "firmware/semihosting.h"
#include "firmware/usage.h"
#include "firmware/walk.h"
#include "footfall/nn/model.h"
#include "footfall/phase/phase_estimator.h"

namespace {

using namespace footfall;
using firmware::ticks;

/// Counts what the updates took that answered.
class Counter {
public:
    void add(std::uint32_t ticks_taken) noexcept {
        sum_ += ticks_taken;
        ++count_;
        most_ = ticks_taken > most_ ? ticks_taken : most_;
    }
    void write(const char* name) const noexcept {
        firmware::write(name);
        firmware::write_number(count_ == 0 ? 0 : sum_ / count_ * firmware::kInstructionsPerTick);
        firmware::write(" most ");
        firmware::write_number(most_ * firmware::kInstructionsPerTick);
        firmware::write("\n");
    }

private:
    std::uint32_t sum_ = 0;
    std::uint32_t count_ = 0;
    std::uint32_t most_ = 0;
};

/// estimate INDEX PHASE WALKING CYCLE PROBABILITIES..., real numbers as their bits
void write_estimate(const PhaseEstimate& estimate, int phases) noexcept {
    firmware::write("estimate ");
    firmware::write_number(static_cast<std::uint32_t>(estimate.sample.index));
    firmware::write(" ");
    firmware::write_number(static_cast<std::uint32_t>(estimate.sample.phase));
    firmware::write(estimate.walking ? " 1 " : " 0 ");
    firmware::write_bits(std::bit_cast<std::uint32_t>(estimate.sample.cycle));
    for (std::size_t i = 0; i < static_cast<std::size_t>(phases); ++i) {
        firmware::write(" ");
        firmware::write_bits(std::bit_cast<std::uint32_t>(estimate.sample.probability[i]));
    }
    firmware::write("\n");
}

/// The whole chain.
bool play(const Model& model, const std::optional<Alignment>& alignment) {
    StreamOptions options;
    options.foot = Foot::left;
    options.input_rate_hz = firmware::kWalkRateHz;
    options.alignment = alignment;
    Result<PhaseEstimator> estimator = PhaseEstimator::make(model, options);
    if (!estimator) {
        firmware::write(estimator.reason());
        firmware::write("\n");
        return false;
    }
    firmware::write(alignment ? "chain given\n" : "chain learned\n");
    Counter updates;
    for (std::size_t i = 0; i < firmware::kWalkSamples; ++i) {
        const std::uint32_t before = ticks();
        const auto estimates = estimator->update(firmware::kWalk[i]);
        const std::uint32_t taken = ticks() - before;
        if (estimates.size() == 1 && estimator->alignment()) {
            updates.add(taken & firmware::kTickMask);
        }
        for (const PhaseEstimate& estimate : estimates) {
            write_estimate(estimate, model.network.phases);
        }
    }
    updates.write("instructions update ");
    return true;
}

/// The network alone: its outputs are the same in every bit wherever it runs, unlike what mathematical
/// libraries make of them.
bool play_network(const Model& model) {
    Result<Inference> inference = Inference::make(model);
    if (!inference) {
        firmware::write(inference.reason());
        firmware::write("\n");
        return false;
    }
    firmware::write("network\n");
    Counter ahead;
    Counter answers;
    for (std::size_t i = 0; i < firmware::kWalkSamples; ++i) {
        const Imu<FootFrame> imu = mirrored(firmware::kWalkAlignment.apply(firmware::kWalk[i].imu));
        const auto& a = imu.acceleration_mps2;
        const auto& w = imu.angular_rate_radps;
        const std::uint32_t before = ticks();
        inference->prepare();
        const std::uint32_t prepared = ticks();
        const auto output = inference->update({a.x, a.y, a.z, w.x, w.y, w.z});
        const std::uint32_t answered = ticks();
        if (output) {
            ahead.add((prepared - before) & firmware::kTickMask);
            answers.add((answered - prepared) & firmware::kTickMask);
            firmware::write("output");
            for (const float value :
                 {output->cycle[0], output->cycle[1], output->phase[0], output->phase[1]}) {
                firmware::write(" ");
                firmware::write_bits(std::bit_cast<std::uint32_t>(value));
            }
            firmware::write("\n");
        }
    }
    ahead.write("instructions prepare ");
    answers.write("instructions answer ");
    return true;
}

void write_usage(const char* name, std::size_t bytes) noexcept {
    firmware::write(name);
    firmware::write_number(static_cast<std::uint32_t>(bytes));
    firmware::write("\n");
}

}  // namespace

int main() {
    firmware::start_counting();
    const Result<Model> model = parse_model(std::as_bytes(std::span(exported_model)));
    if (!model) {
        firmware::write(model.reason());
        firmware::write("\n");
        return 1;
    }
    const std::size_t model_heap = firmware::heap_used();
    if (!play(*model, firmware::kWalkAlignment) || !play(*model, std::nullopt) || !play_network(*model)) {
        return 1;
    }
    write_usage("flash ", firmware::flash_used());
    write_usage("model ", sizeof(exported_model));
    write_usage("static ", firmware::static_memory());
    write_usage("heap ", firmware::heap_used());
    write_usage("stream ", sizeof(PhaseEstimator) + firmware::heap_used() - model_heap);
    write_usage("stack ", firmware::stack_used());
    return 0;
}
