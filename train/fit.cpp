// One stage of training.
#include "train/fit.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

#include "footfall/core/random.h"
#include "footfall/recording/error.h"
#include "train/loss.h"
#include "train/schedule.h"

namespace footfall::train {
namespace {

/// Enough for a loss known to a per cent; looking at every window of two people would cost as much as
/// training.
constexpr std::size_t kMostWatched = 4096;

/// Goes through places in an order shuffled anew each round.
class Rounds {
public:
    explicit Rounds(const std::vector<WindowPlace>& places) : places_(places), order_(places.size()) {
        std::iota(order_.begin(), order_.end(), std::size_t{0});
        next_ = order_.size();
    }

    [[nodiscard]] bool empty() const noexcept { return order_.empty(); }

    std::size_t next(Random& random) {
        if (next_ == order_.size()) {
            for (std::size_t i = order_.size(); i > 1; --i) {
                std::swap(order_[i - 1], order_[random.below(i)]);
            }
            next_ = 0;
        }
        return order_[next_++];
    }

    const WindowPlace& next_place(Random& random) { return places_[next(random)]; }

private:
    const std::vector<WindowPlace>& places_;
    std::vector<std::size_t> order_;
    std::size_t next_ = 0;
};

/// Evenly spaced, at most `most`.
std::vector<WindowPlace> thinned(const std::vector<WindowPlace>& places, std::size_t most) {
    if (places.size() <= most) {
        return places;
    }
    std::vector<WindowPlace> some;
    for (std::size_t i = 0; i < most; ++i) {
        some.push_back(places[i * places.size() / most]);
    }
    return some;
}

struct Loss {
    Matrix<float> d_cycle;
    Matrix<float> d_phase;

    double operator()(const Network<float>::Output& output, const Batch& batch, const FitOptions& options) {
        double loss = 0.0;
        if (options.cycle_weight > 0.0) {
            loss += options.cycle_weight *
                    mean_squared_error<float>(output.cycle, batch.cycle, batch.cycle_weight, d_cycle);
            d_cycle *= static_cast<float>(options.cycle_weight);
        } else {
            d_cycle.resize(2, 0);
        }
        if (options.phase_weight > 0.0) {
            loss += options.phase_weight * cross_entropy<float>(output.phase, batch.phase, batch.phase_weight,
                                                                options.label_smoothing, d_phase);
            d_phase *= static_cast<float>(options.phase_weight);
        } else {
            d_phase.resize(output.phase.rows(), 0);
        }
        return loss;
    }
};

double watch_loss(Network<float>& network, const BatchMaker& batches, const std::vector<WindowPlace>& watch,
                  FitOptions options) {
    options.label_smoothing = 0.0;
    Loss loss;
    Batch batch;
    Random unused(0);
    double sum = 0.0;
    for (std::size_t start = 0; start < watch.size(); start += 512) {
        const std::size_t count = std::min<std::size_t>(512, watch.size() - start);
        batches.make({watch.data() + start, count}, nullptr, unused, count, batch);
        sum += static_cast<double>(count) * loss(network.forward(batch.input), batch, options);
    }
    return sum / static_cast<double>(watch.size());
}

void refuse_nothing(std::size_t windows) {
    if (windows == 0) {
        throw Error("training", "", "windows to learn from", "none");
    }
}

/// What every stage shares: steps, schedule, averaging, checks. `forward_backward` runs one batch of the
/// given size, leaves the gradient in the network and returns the loss.
FitHistory descend(Network<float>& network, const FitOptions& options, ParameterRange range,
                   const std::function<double(int)>& forward_backward, const std::function<double()>& watch,
                   const Watcher& watcher) {
    const std::int64_t steps = std::max<std::int64_t>(1, options.windows / options.batch);
    const std::int64_t between_checks = std::max<std::int64_t>(1, steps / std::max(1, options.checks));
    const Schedule schedule{options.learning_rate, 0.01 * options.learning_rate, steps / 20, steps};
    AdamWOptions adam_options;
    adam_options.weight_decay = options.weight_decay;
    adam_options.largest_norm = options.largest_gradient_norm;
    AdamW<float> optimizer(network.layout(), range, adam_options);

    Vector<float> average = network.parameters();
    Vector<float> best;
    double best_loss = std::numeric_limits<double>::infinity();
    int without_improvement = 0;
    double loss_sum = 0.0;
    std::int64_t summed = 0;
    FitHistory history;
    for (std::int64_t step = 0; step < steps; ++step) {
        if (step % 16 == 0) {
            if (watcher.cancelled && watcher.cancelled()) {
                throw Cancelled();
            }
            if (watcher.progress) {
                watcher.progress(static_cast<double>(step) / static_cast<double>(steps));
            }
        }
        const double loss = forward_backward(options.batch);
        if (!std::isfinite(loss)) {
            throw Error("training", "step " + std::to_string(step), "a finite loss", std::to_string(loss));
        }
        loss_sum += loss;
        ++summed;
        optimizer.step(network.parameters(), network.gradient(), schedule.at(step));
        // Early on the average is over the steps there have been, so that the first weights fade quickly.
        const double keep =
            std::min(options.averaging, static_cast<double>(step + 1) / static_cast<double>(step + 10));
        average += static_cast<float>(1.0 - keep) * (network.parameters() - average);
        history.windows += options.batch;

        const bool last = step + 1 == steps;
        if ((step + 1) % between_checks != 0 && !last) {
            continue;
        }
        history.training_loss.push_back(loss_sum / static_cast<double>(summed));
        loss_sum = 0.0;
        summed = 0;
        if (!watch) {
            continue;
        }
        const Vector<float> current = network.parameters();
        network.parameters() = average;
        history.watch_loss.push_back(watch());
        network.parameters() = current;
        if (history.watch_loss.back() < best_loss) {
            best_loss = history.watch_loss.back();
            best = average;
            without_improvement = 0;
        } else if (++without_improvement >= options.patience) {
            break;
        }
    }
    if (watcher.progress) {
        watcher.progress(1.0);
    }
    network.parameters() = best.size() > 0 ? best : average;
    return history;
}

}  // namespace

FitHistory fit(Network<float>& network, const BatchMaker& batches, const FitData& data,
               const FitOptions& options, const Augmentation& augmentation, std::uint64_t seed,
               const Watcher& watcher) {
    refuse_nothing(data.with_phase.size() + data.without_phase.size());
    Random random(seed);
    Rounds with_phase(data.with_phase);
    Rounds without_phase(data.without_phase);
    Batch batch;
    Loss loss;
    std::vector<WindowPlace> places;
    const auto forward_backward = [&](int size) {
        const auto total = static_cast<std::size_t>(size);
        const std::size_t labelled = with_phase.empty() ? 0 : (without_phase.empty() ? total : total / 2);
        places.clear();
        while (places.size() < total) {
            places.push_back((places.size() < labelled ? with_phase : without_phase).next_place(random));
        }
        batches.make(places, &augmentation, random, labelled, batch, data.certain);
        const double value = loss(network.forward(batch.input), batch, options);
        network.backward(loss.d_cycle, loss.d_phase, Reach::everything);
        return value;
    };
    const std::vector<WindowPlace> watched = thinned(data.watch, kMostWatched);
    std::function<double()> watch;
    if (!watched.empty()) {
        watch = [&] { return watch_loss(network, batches, watched, options); };
    }
    return descend(network, options, network.ranges().all, forward_backward, watch, watcher);
}

FitHistory fit_phase_head(Network<float>& network, const BatchMaker& batches, const FitData& data,
                          const FitOptions& options, std::uint64_t seed, const Watcher& watcher) {
    refuse_nothing(data.with_phase.size());
    struct Embedded {
        Matrix<float> embedding;
        std::vector<int> phase;
    };
    const auto embed = [&](const std::vector<WindowPlace>& places) {
        Embedded result{Matrix<float>(network.spec().embedding(), static_cast<Eigen::Index>(places.size())),
                        {}};
        Batch batch;
        Random unused(0);
        for (std::size_t start = 0; start < places.size(); start += 512) {
            // A transformer embeds for half a minute.
            if (watcher.cancelled && watcher.cancelled()) {
                throw Cancelled();
            }
            const std::size_t count = std::min<std::size_t>(512, places.size() - start);
            batches.make({places.data() + start, count}, nullptr, unused, count, batch);
            result.embedding.middleCols(static_cast<Eigen::Index>(start), static_cast<Eigen::Index>(count)) =
                network.forward(batch.input).embedding;
            result.phase.insert(result.phase.end(), batch.phase.begin(), batch.phase.end());
        }
        return result;
    };
    // With a budget of fewer windows than there are, the rest would be embedded for nothing.
    const std::vector<WindowPlace> used =
        thinned(data.with_phase, static_cast<std::size_t>(std::max<std::int64_t>(1, options.windows)));
    const Embedded learn = embed(used);
    const Embedded watched = embed(thinned(data.watch, kMostWatched));

    Random random(seed);
    Rounds rounds(used);
    Matrix<float> input(network.spec().embedding(), options.batch);
    std::vector<int> phase(static_cast<std::size_t>(options.batch));
    Matrix<float> d_phase;
    const Matrix<float> no_cycle(2, 0);
    const auto forward_backward = [&](int size) {
        for (int i = 0; i < size; ++i) {
            const std::size_t drawn = rounds.next(random);
            input.col(i) = learn.embedding.col(static_cast<Eigen::Index>(drawn));
            phase[static_cast<std::size_t>(i)] = learn.phase[drawn];
        }
        const auto& output = network.forward_heads(input);
        const double value = cross_entropy<float>(output.phase, phase, Vector<float>::Ones(size),
                                                  options.label_smoothing, d_phase);
        network.backward(no_cycle, d_phase, Reach::heads);
        return value;
    };
    std::function<double()> watch;
    if (!watched.phase.empty()) {
        watch = [&] {
            const auto& output = network.forward_heads(watched.embedding);
            return cross_entropy<float>(output.phase, watched.phase,
                                        Vector<float>::Ones(watched.embedding.cols()), 0.0, d_phase);
        };
    }
    return descend(network, options, network.ranges().phase_head, forward_backward, watch, watcher);
}

}  // namespace footfall::train
