// How many windows a second a whole training step takes: forward, both losses, backward, AdamW.
//
// One job is one thread with a network of its own, as `study` runs its folds; `threads:2` is two jobs side by
// side. "windows/s" is the sum over jobs and counts real time. The rate per job is what one gets alone; two
// jobs on two free cores should reach at least 1.8 times it together.
#include <benchmark/benchmark.h>

#include <cstdint>
#include <vector>

#include "footfall/nn/network_spec.h"
#include "train/adamw.h"
#include "train/loss.h"
#include "train/network.h"
#include "train/random.h"

namespace footfall::train {
namespace {

constexpr Eigen::Index kBatch = 256;
constexpr int kBatches = 8;  // different ones in turn, as when an epoch passes over its windows

struct Batch {
    Matrix<float> input;
    Matrix<float> cycle;
    std::vector<int> phase;
};

std::vector<Batch> random_batches(const NetworkSpec& spec) {
    Random random(7);
    std::vector<Batch> batches(kBatches);
    for (Batch& batch : batches) {
        batch.input.resize(spec.inputs(), kBatch);
        batch.cycle.resize(2, kBatch);
        for (float& value : batch.input.reshaped()) {
            value = static_cast<float>(random.normal());
        }
        for (float& value : batch.cycle.reshaped()) {
            value = static_cast<float>(random.uniform(-1.0, 1.0));
        }
        for (Eigen::Index i = 0; i < kBatch; ++i) {
            batch.phase.push_back(static_cast<int>(random.below(static_cast<std::uint64_t>(spec.phases))));
        }
    }
    return batches;
}

void training_step(benchmark::State& state, const NetworkSpec& spec) {
    const std::vector<Batch> batches = random_batches(spec);
    const Vector<float> weight = Vector<float>::Ones(kBatch);
    Network<float> network(spec, 1);
    AdamW<float> optimizer(network.layout(), network.ranges().all);
    Matrix<float> d_cycle;
    Matrix<float> d_phase;
    std::size_t next = 0;
    for (auto _ : state) {
        const Batch& batch = batches[next++ % batches.size()];
        const auto& output = network.forward(batch.input);
        double loss = mean_squared_error<float>(output.cycle, batch.cycle, weight, d_cycle);
        loss += cross_entropy<float>(output.phase, batch.phase, weight, 0.0, d_phase);
        network.backward(d_cycle, d_phase);
        optimizer.step(network.parameters(), network.gradient(), 1e-4);
        benchmark::DoNotOptimize(loss);
    }
    state.counters["windows/s"] =
        benchmark::Counter(static_cast<double>(state.iterations() * kBatch), benchmark::Counter::kIsRate);
    state.counters["parameters"] =
        benchmark::Counter(static_cast<double>(parameter_count(spec)), benchmark::Counter::kAvgThreads);
}

void dnn(benchmark::State& state) {
    training_step(state, compact_dnn(static_cast<int>(state.range(0)), 5, 2));
}

void transformer(benchmark::State& state) {
    training_step(state, compact_transformer(static_cast<int>(state.range(0)), 5, 2));
}

BENCHMARK(dnn)->ArgName("window")->Arg(50)->Arg(200)->Threads(1)->Threads(2)->UseRealTime();
BENCHMARK(transformer)->ArgName("window")->Arg(50)->Arg(200)->Threads(1)->Threads(2)->UseRealTime();

}  // namespace
}  // namespace footfall::train

BENCHMARK_MAIN();
