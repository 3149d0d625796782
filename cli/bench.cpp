// Measures how long this machine takes to answer, and how near that is to what its memory allows.
#include "cli/bench.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <deque>
#include <functional>
#include <memory>
#include <optional>
#include <utility>

#include <nlohmann/json.hpp>

#include "cli/exit_code.h"
#include "cli/interrupt.h"
#include "cli/loaded_contender.h"
#include "cli/progress.h"
#include "cli/shipped_model.h"
#include "cli/stopwatch.h"
#include "footfall/core/random.h"
#include "footfall/nn/inference.h"
#include "footfall/nn/memory_pass.h"
#include "footfall/nn/window_batch.h"
#include "footfall/recording/error.h"
#include "io/model_file.h"
#include "io/write_file.h"
#include "train/eigen_dnn.h"
#include "train/fit.h"
#include "train/network.h"
#include "train/quantise.h"

namespace footfall::cli {
namespace {

constexpr std::uint64_t kSeed = 1;
constexpr std::size_t kBatch = 96;  // windows, as analyze answers them

struct BenchOptions {
    std::string json_file;
    std::string model;  ///< empty: the shipped one and a transformer
    int rounds = 300;
};

/// Values as walking has them by and large; the time does not depend on what they are.
std::vector<float> signal_for(const Model& model) {
    Random random(kSeed);
    std::vector<float> signal(static_cast<std::size_t>(model.network.inputs()));
    for (std::size_t i = 0; i < signal.size(); ++i) {
        const std::size_t channel = i % kChannels;
        signal[i] = model.normalization.mean[channel] +
                    static_cast<float>(random.normal()) / model.normalization.inverse_sd[channel];
    }
    return signal;
}

/// The spans that an answer reads.
std::vector<std::span<const std::byte>> weights_of(const Model& model) {
    std::vector<std::span<const std::byte>> spans = {std::as_bytes(model.weights),
                                                     std::as_bytes(model.heads)};
    for (const PackedLayer& layer : model.layers) {
        for (const auto bytes : {std::as_bytes(layer.bf16), std::as_bytes(layer.int8),
                                 std::as_bytes(layer.bias), std::as_bytes(layer.scale)}) {
            spans.push_back(bytes);
        }
    }
    std::erase_if(spans, [](std::span<const std::byte> bytes) { return bytes.empty(); });
    return spans;
}

/// Everything that is timed, and what it works on.
class Bench {
public:
    Bench() = default;
    Bench(const Bench&) = delete;
    Bench& operator=(const Bench&) = delete;
    Bench(Bench&&) = delete;
    Bench& operator=(Bench&&) = delete;
    ~Bench() = default;

    /// A model as it is and, if it is an fp32 DNN, in the other precisions, by Eigen and by what other
    /// libraries there are modules for. Throws Error when it can't be run.
    void add(const Model& model) {
        add_as_it_is(model);
        if (model.network.kind != NetworkKind::dnn || model.precision != Precision::fp32) {
            return;
        }
        const std::vector<float>& signal = signals_.back();
        train::EigenDnn& eigen = eigens_.emplace_back(model);
        contenders_.push_back({"eigen",
                               "fp32",
                               "eigen",
                               {},
                               [this, &eigen, &signal] { keep(eigen.whole(signal)); },
                               flusher(model)});
        for (const auto& module : contender_modules()) {
            LoadedContender& loaded = loaded_.emplace_back(module, model);
            refuse_wrong(loaded, inferences_.front(), signal);
            contenders_.push_back({loaded.name(),
                                   "fp32",
                                   loaded.name(),
                                   {},
                                   [this, &loaded, &signal] { keep(loaded.whole(signal)); },
                                   {}});
        }
        const train::Matrix<float> calibration = train::Matrix<float>::Random(model.network.inputs(), 100);
        for (const Precision precision : {Precision::bf16, Precision::int8}) {
            add_as_it_is(quantised_.emplace_back(model, precision, calibration).model());
        }
    }

    /// Random weights: the time does not depend on what they are.
    void add_transformer() {
        NetworkSpec spec = compact_transformer(100, 5, 2);
        spec.patch = 1;
        const train::Network<float>& network = networks_.emplace_back(spec, kSeed);
        Model& model = models_.emplace_back();
        model.network = spec;
        model.phases = {"stance_swing",
                        {{"stance", EventKind::initial_contact}, {"swing", EventKind::final_contact}}};
        const auto& parameters = network.parameters();
        model.weights = {parameters.data(), static_cast<std::size_t>(parameters.size())};
        if (Inference::make(model)) {
            add(model);
        }
    }

    [[nodiscard]] const std::vector<Contender>& contenders() const noexcept { return contenders_; }

private:
    void add_as_it_is(const Model& model) {
        const std::vector<float>& signal = signals_.emplace_back(signal_for(model));
        const std::string precision(to_string(model.precision));
        const std::string network(to_string(model.network.kind));
        for (const Kernels* kernels : available_kernels()) {
            Inference& whole = inference_of(model, *kernels);
            contenders_.push_back({network,
                                   precision,
                                   kernels->name,
                                   {},
                                   [this, &whole, &signal] { keep(whole.whole(signal)); },
                                   flusher(model)});
            // One stream, its samples the signal's over and over.
            Inference& stream = inference_of(model, *kernels);
            for (int i = 0; i < model.network.window; ++i) {
                (void)stream.update(sample_of(signal, static_cast<std::size_t>(i)));
            }
            const auto update = [this, &stream, &signal] {
                next_ = (next_ + 1) % (signal.size() / kChannels);
                if (const auto answer = stream.update(sample_of(signal, next_))) {
                    keep(*answer);
                }
            };
            contenders_.push_back({model.network.kind == NetworkKind::dnn ? "update" : "transformer_update",
                                   precision,
                                   kernels->name,
                                   {},
                                   [update, &stream] {
                                       update();
                                       stream.prepare();
                                   },
                                   flusher(model)});
            contenders_.push_back({model.network.kind == NetworkKind::dnn ? "answer" : "transformer_answer",
                                   precision, kernels->name, [&stream] { stream.prepare(); }, update,
                                   flusher(model)});
        }
        if (Result<WindowBatch> made = WindowBatch::make(model, kBatch)) {
            WindowBatch& batch = batches_.emplace_back(*std::move(made));
            const auto fill = [&batch, &signal, this] {
                while (batch.waiting() < batch.most()) {
                    next_ = (next_ + 1) % (signal.size() / kChannels);
                    batch.put(sample_of(signal, next_));
                }
            };
            contenders_.push_back({"batch", precision, best_kernels().name, fill,
                                   [this, &batch] { keep(batch.answer().back()); }, flusher(model),
                                   static_cast<int>(kBatch)});
        }
        const auto spans = weights_of(model);
        contenders_.push_back(
            {model.network.kind == NetworkKind::dnn ? "read_floor" : "transformer_read_floor",
             precision,
             "read",
             {},
             [this, spans] {
                 for (const auto bytes : spans) {
                     kept_bits_ = read_once(bytes);
                 }
             },
             flusher(model)});
    }

    /// What is compared must answer the same question.
    static void refuse_wrong(LoadedContender& loaded, Inference& own, const std::vector<float>& signal) {
        constexpr float kTolerance = 1e-3F;
        const NetworkOutput answer = loaded.whole(signal);
        const NetworkOutput expected = own.whole(signal);
        const auto differ = [](float a, float b) {
            return !(std::abs(a - b) <= kTolerance * (1.0F + std::abs(b)));
        };
        if (!std::equal(answer.cycle.begin(), answer.cycle.end(), expected.cycle.begin(),
                        std::not_fn(differ)) ||
            !std::equal(answer.phase.begin(), answer.phase.end(), expected.phase.begin(),
                        std::not_fn(differ))) {
            throw Error("bench", loaded.name(), "the answer that Footfall's kernels give", "another");
        }
    }

    Inference& inference_of(const Model& model, const Kernels& kernels) {
        Result<Inference> made = Inference::make(model, kernels);
        if (!made) {
            throw Error("bench", "", "a model that can be run", made.reason());
        }
        return inferences_.emplace_back(*std::move(made));
    }

    static NetworkSample sample_of(const std::vector<float>& signal, std::size_t index) {
        NetworkSample sample;
        std::copy_n(signal.begin() + static_cast<std::ptrdiff_t>(index * kChannels), kChannels,
                    sample.begin());
        return sample;
    }

    static std::function<void()> flusher(const Model& model) {
        const auto spans = weights_of(model);
        if (!flush(spans.front().first(1))) {
            return {};
        }
        return [spans] {
            for (const auto bytes : spans) {
                flush(bytes);
            }
        };
    }

    /// So that no compiler leaves the work out.
    void keep(const NetworkOutput& output) noexcept { kept_ = output.cycle[0]; }

    std::deque<train::Network<float>> networks_;
    std::deque<Model> models_;
    std::deque<train::QuantisedModel> quantised_;
    std::deque<train::EigenDnn> eigens_;
    std::deque<LoadedContender> loaded_;
    std::deque<std::vector<float>> signals_;
    std::deque<Inference> inferences_;
    std::deque<WindowBatch> batches_;
    std::vector<Contender> contenders_;
    std::size_t next_ = 0;
    volatile float kept_ = 0.0F;
    volatile std::uint64_t kept_bits_ = 0;
};

nlohmann::ordered_json to_json(const std::vector<Timing>& timings) {
    nlohmann::ordered_json json = nlohmann::ordered_json::array();
    for (const Timing& timing : timings) {
        json.push_back({{"what", timing.what},
                        {"precision", timing.precision},
                        {"kernel", timing.kernel},
                        {"cache", timing.cold ? "cold" : "hot"},
                        {"median_us", timing.median_us},
                        {"p99_us", timing.p99_us},
                        {"max_us", timing.max_us}});
    }
    return json;
}

/// Of the same weights' reading, alike hot or cold; 0 where there is none.
double floor_us(const std::vector<Timing>& timings, const Timing& of) {
    const bool transformer = of.what.starts_with("transformer");
    const auto floor = std::find_if(timings.begin(), timings.end(), [&](const Timing& each) {
        return each.what == (transformer ? "transformer_read_floor" : "read_floor") &&
               each.precision == of.precision && each.cold == of.cold;
    });
    return floor == timings.end() ? 0.0 : floor->median_us;
}

void print(const std::vector<Timing>& timings) {
    fmt::print("{:<22} {:<9} {:<12} {:<5} {:>10} {:>10} {:>10} {:>9} {:>11}\n", "what", "precision", "kernel",
               "cache", "median us", "p99 us", "max us", "x reading", "a second");
    for (const Timing& timing : timings) {
        const double floor = floor_us(timings, timing);
        const bool whole_network = timing.what == "dnn" || timing.what == "transformer" ||
                                   timing.what == timing.kernel || timing.what == "batch" ||
                                   timing.what.ends_with("read_floor");
        fmt::print("{:<22} {:<9} {:<12} {:<5} {:>10.2f} {:>10.2f} {:>10.2f} {:>9} {:>11}\n", timing.what,
                   timing.precision, timing.kernel, timing.cold ? "cold" : "hot", timing.median_us,
                   timing.p99_us, timing.max_us,
                   whole_network && floor > 0.0 ? fmt::format("{:.2f}", timing.median_us / floor) : "",
                   timing.mean_us > 0.0 ? fmt::format("{:.0f}", 1e6 / timing.mean_us) : "");
    }
}

void run(const BenchOptions& options) {
    watch_for_interrupt();
    if (!options.json_file.empty()) {
        io::refuse_unwritable(options.json_file);
    }
    const io::ModelFile file(options.model.empty() ? shipped_fp32_model()
                                                   : std::filesystem::path(options.model));
    Bench bench;
    bench.add(file.model());
    if (options.model.empty()) {
        bench.add_transformer();
    }
    std::vector<Timing> timings;
    {
        Progress progress("Measuring");
        timings = time_in_turn(bench.contenders(), options.rounds, [&](double share) {
            if (interrupted()) {
                throw train::Cancelled();
            }
            progress.show(share, fmt::format("{} things in turn", bench.contenders().size()));
        });
    }
    print(timings);
    if (!options.json_file.empty()) {
        io::write_file(options.json_file, to_json(timings).dump(1) + "\n");
    }
}

}  // namespace

void add_bench(CLI::App& app) {
    CLI::App* command = app.add_subcommand(
        "bench", "How long an answer takes on this machine, beside what its memory allows");
    auto options = std::make_shared<BenchOptions>();
    command->add_option("--json", options->json_file, "Write the same as JSON")->type_name("FILE");
    command
        ->add_option("--model", options->model,
                     "The model; the one that ships with the program, and a transformer, if not given")
        ->type_name("MODEL");
    command->add_option("--rounds", options->rounds, "How often each is measured in turn; 300 if not given")
        ->check(CLI::Range(1, 1'000'000))
        ->type_name("N");
    command->footer(
        "Every set of kernels that the processor has, at each precision, hot and with the weights out of the "
        "caches.\n"
        "Example: footfall bench --json bench.json");
    command->callback([options] { run(*options); });
}

}  // namespace footfall::cli
