// How many windows a second a whole training step takes: forward, both losses, backward, AdamW.
//
// One job is one thread with a network of its own, as `study` runs its folds. "windows/s" is the sum over the
// jobs and counts real time: two jobs on two free cores should reach at least 1.8 times what one does. Read
// the rows that end in `_max`: their windows/s is the best repetition's (their times are the worst one's).
#include <benchmark/benchmark.h>

#include <algorithm>
#include <cstdint>
#include <memory>
#include <thread>
#include <vector>

#include "footfall/core/random.h"
#include "footfall/nn/network_spec.h"
#include "train/adamw.h"
#include "train/loss.h"
#include "train/network.h"

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

/// One network in training.
class Job {
public:
    Job(const NetworkSpec& spec, const std::vector<Batch>& batches)
        : batches_(batches), network_(spec, 1), optimizer_(network_.layout(), network_.ranges().all) {}

    void steps(int count) {
        for (int step = 0; step < count; ++step) {
            const Batch& batch = batches_[next_++ % batches_.size()];
            const auto& output = network_.forward(batch.input);
            loss_ = mean_squared_error<float>(output.cycle, batch.cycle, weight_, d_cycle_) +
                    cross_entropy<float>(output.phase, batch.phase, weight_, 0.0, d_phase_);
            network_.backward(d_cycle_, d_phase_);
            optimizer_.step(network_.parameters(), network_.gradient(), 1e-4);
            benchmark::DoNotOptimize(loss_);
        }
    }

private:
    const std::vector<Batch>& batches_;
    Network<float> network_;
    AdamW<float> optimizer_;
    Vector<float> weight_ = Vector<float>::Ones(kBatch);
    Matrix<float> d_cycle_;
    Matrix<float> d_phase_;
    std::size_t next_ = 0;
    double loss_ = 0.0;
};

void train(benchmark::State& state, const NetworkSpec& spec, int steps) {
    const auto jobs_at_once = static_cast<std::size_t>(state.range(1));
    const std::vector<Batch> batches = random_batches(spec);
    std::vector<std::unique_ptr<Job>> jobs;
    for (std::size_t i = 0; i < jobs_at_once; ++i) {
        jobs.push_back(std::make_unique<Job>(spec, batches));
        jobs.back()->steps(1);  // allocates
    }
    while (state.KeepRunning()) {
        std::vector<std::jthread> threads;
        threads.reserve(jobs.size());
        for (const auto& job : jobs) {
            threads.emplace_back([&job, steps] { job->steps(steps); });
        }
    }
    const auto windows = static_cast<double>(state.iterations()) * static_cast<double>(jobs_at_once) *
                         static_cast<double>(steps) * static_cast<double>(kBatch);
    state.counters["windows/s"] = benchmark::Counter(windows, benchmark::Counter::kIsRate);
    state.counters["parameters"] = static_cast<double>(parameter_count(spec));
}

void dnn(benchmark::State& state) { train(state, compact_dnn(static_cast<int>(state.range(0)), 5, 2), 20); }

void transformer(benchmark::State& state) {
    train(state, compact_transformer(static_cast<int>(state.range(0)), 5, 2), 2);
}

/// The products of a step of the DNN, and nothing else: forward, gradient of the weights, gradient of the
/// inputs.
void products(benchmark::State& state) {
    const NetworkSpec spec = compact_dnn(static_cast<int>(state.range(0)), 5, 2);
    std::vector<Matrix<float>> activations = {Matrix<float>::Random(spec.inputs(), kBatch)};
    std::vector<Matrix<float>> weights;
    std::vector<Matrix<float>> gradients;
    std::vector<Matrix<float>> errors;
    for (const int width : spec.hidden) {
        weights.push_back(Matrix<float>::Random(width, activations.back().rows()));
        gradients.emplace_back(width, activations.back().rows());
        activations.push_back(Matrix<float>::Random(width, kBatch));
        errors.push_back(Matrix<float>::Random(width, kBatch));
    }
    while (state.KeepRunning()) {
        for (std::size_t i = 0; i < weights.size(); ++i) {
            activations[i + 1].noalias() = weights[i] * activations[i];
        }
        for (std::size_t i = weights.size(); i-- > 0;) {
            gradients[i].noalias() = errors[i] * activations[i].transpose();
            if (i > 0) {
                errors[i - 1].noalias() = weights[i].transpose() * errors[i];
            }
        }
        benchmark::ClobberMemory();
    }
    state.counters["windows/s"] = benchmark::Counter(
        static_cast<double>(state.iterations()) * static_cast<double>(kBatch), benchmark::Counter::kIsRate);
}

/// As many independent sums as hide the latency of a multiply-add, in the widest registers the compiler has.
void multiply_add(benchmark::State& state) {
    constexpr Eigen::Index kLanes = Eigen::internal::packet_traits<float>::size;
    using Packet = Eigen::internal::packet_traits<float>::type;
    constexpr std::size_t kSums = 12;
    constexpr int kRounds = 100'000;
    Packet sums[kSums];
    for (Packet& sum : sums) {
        sum = Eigen::internal::pset1<Packet>(1.0F);
    }
    const Packet factor = Eigen::internal::pset1<Packet>(0.999F);
    const Packet term = Eigen::internal::pset1<Packet>(0.001F);
    while (state.KeepRunning()) {
        for (int round = 0; round < kRounds; ++round) {
            for (Packet& sum : sums) {
                sum = Eigen::internal::pmadd(sum, factor, term);
            }
        }
        for (Packet& sum : sums) {
            benchmark::DoNotOptimize(sum);
        }
    }
    state.counters["GFLOP/s"] =
        benchmark::Counter(static_cast<double>(state.iterations()) * 2e-9 * kRounds *
                               static_cast<double>(kSums) * static_cast<double>(kLanes),
                           benchmark::Counter::kIsRate);
}

double most(const std::vector<double>& values) { return *std::max_element(values.begin(), values.end()); }

/// The best of several repetitions is what the program can do; the rest is what else the machine had to do.
void repeated(benchmark::internal::Benchmark* benchmark) {
    benchmark->UseRealTime()
        ->MeasureProcessCPUTime()
        ->MinTime(0.2)
        ->Repetitions(8)
        ->ReportAggregatesOnly()
        ->ComputeStatistics("max", most)
        ->Unit(benchmark::kMillisecond);
}

void set_up(benchmark::internal::Benchmark* benchmark) {
    benchmark->ArgNames({"window", "jobs"})->ArgsProduct({{50, 200}, {1, 2}});
    repeated(benchmark);
}

BENCHMARK(multiply_add)->Apply(repeated);
BENCHMARK(products)->ArgName("window")->Arg(50)->Arg(200)->Apply(repeated);
BENCHMARK(dnn)->Apply(set_up);
BENCHMARK(transformer)->Apply(set_up);

}  // namespace
}  // namespace footfall::train

BENCHMARK_MAIN();
