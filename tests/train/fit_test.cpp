// A stage of training learns, stops in time, keeps its best weights, and is the same for the same seed.
#include "train/fit.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "footfall/recording/error.h"
#include "tests/train/toy_corpus.h"
#include "train/loss.h"

namespace footfall::train {
namespace {

NetworkSpec small_network() {
    NetworkSpec spec;
    spec.window = 20;
    spec.look_ahead = 5;
    spec.hidden = {48, 24};
    return spec;
}

class Fit : public testing::Test {
protected:
    [[nodiscard]] std::vector<WindowPlace> places(const People& people) const {
        return labelled_windows(corpus_, people, spec_, Labelled::phase);
    }

    [[nodiscard]] FitHistory run(Network<float>& network, const FitData& data, std::uint64_t seed = 1,
                                 const CancelCheck& cancelled = {}) const {
        return fit(network, batches_, data, options_, {}, seed, {cancelled, {}});
    }

    /// Share of right phases, mean squared error of the cycle, both as recorded.
    [[nodiscard]] std::pair<double, double> quality(Network<float>& network, const People& people) const {
        const std::vector<WindowPlace> asked = places(people);
        Random unused(0);
        Batch batch;
        batches_.make(asked, nullptr, unused, asked.size(), batch);
        const auto& output = network.forward(batch.input);
        double right = 0.0;
        for (Eigen::Index i = 0; i < output.phase.cols(); ++i) {
            const int found = output.phase(1, i) > output.phase(0, i) ? 1 : 0;
            right += found == batch.phase[static_cast<std::size_t>(i)] ? 1.0 : 0.0;
        }
        Matrix<float> gradient;
        const double error =
            mean_squared_error<float>(output.cycle, batch.cycle, batch.cycle_weight, gradient);
        return {right / static_cast<double>(asked.size()), error};
    }

    void invert_phases(std::size_t person) {
        for (CorpusFoot& foot : corpus_.feet) {
            for (SampleLabel& label : foot.signal.segments[0].labels) {
                if (foot.person == person && label.phase != SampleLabel::kNoPhase) {
                    label.phase = static_cast<std::int8_t>(1 - label.phase);
                }
            }
        }
    }

    Corpus corpus_ = toy_corpus();
    NetworkSpec spec_ = small_network();
    BatchMaker batches_{corpus_, spec_, normalization_of(corpus_, places({0, 1, 2, 3, 4, 5}))};
    FitOptions options_{.windows = 12'800, .batch = 64, .learning_rate = 3e-3, .checks = 10};
};

TEST_F(Fit, LowersTheLossAndLearnsBothHeads) {
    Network<float> network(spec_, 1);
    const FitHistory history = run(network, {places({0, 1, 2, 3}), {}, {}});
    ASSERT_EQ(history.training_loss.size(), 10U);
    EXPECT_LT(history.training_loss.back(), 0.5 * history.training_loss.front());
    EXPECT_TRUE(history.watch_loss.empty());
    EXPECT_EQ(history.windows, options_.windows);
    const auto [accuracy, error] = quality(network, {4, 5});
    EXPECT_GT(accuracy, 0.93);
    EXPECT_LT(error, 0.05);
}

TEST_F(Fit, TheLossBetweenChecksIsAMeanHoweverTheStepsDivide) {
    options_.learning_rate = 1e-12;             // nothing is learnt: each mean is of the same loss
    options_.windows = std::int64_t{64} * 104;  // ten checks of ten steps, and one of the four that are left
    Network<float> network(spec_, 1);
    const FitHistory history = run(network, {places({0, 1}), {}, {}});
    ASSERT_EQ(history.training_loss.size(), 11U);
    EXPECT_NEAR(history.training_loss.back() / history.training_loss.front(), 1.0, 0.15);
}

TEST_F(Fit, StopsEarlyAndKeepsItsBest) {
    invert_phases(5);  // the better the others' phases are learnt, the worse are this person's
    options_.cycle_weight = 0.0;
    options_.patience = 3;
    options_.averaging = 0.0;
    Network<float> network(spec_, 1);
    std::vector<WindowPlace> watch = places({5});
    watch.resize(500);  // one batch
    const FitHistory history = run(network, {places({0, 1, 2, 3}), {}, watch});
    ASSERT_GE(history.watch_loss.size(), 4U);
    EXPECT_LT(history.watch_loss.size(), 10U);
    EXPECT_LT(history.windows, options_.windows);
    const auto best = std::min_element(history.watch_loss.begin(), history.watch_loss.end());
    EXPECT_EQ(history.watch_loss.end() - best - 1, options_.patience);

    Random unused(0);
    Batch batch;
    batches_.make(watch, nullptr, unused, watch.size(), batch);
    Matrix<float> gradient;
    EXPECT_NEAR(cross_entropy<float>(network.forward(batch.input).phase, batch.phase, batch.phase_weight, 0.0,
                                     gradient),
                *best, 1e-6);
}

TEST_F(Fit, AveragesTheWeightsOfItsSteps) {
    options_.windows = options_.batch;  // a single step, of which nine tenths count
    const FitData data{places({0, 1}), {}, {}};
    Network<float> stepped(spec_, 1);
    const Vector<float> start = stepped.parameters();
    options_.averaging = 0.0;
    (void)run(stepped, data);
    Network<float> averaged(spec_, 1);
    options_.averaging = 0.998;
    (void)run(averaged, data);
    EXPECT_GT((stepped.parameters() - start).norm(), 1e-3F);
    const Vector<float> expected = start + 0.9F * (stepped.parameters() - start);
    EXPECT_TRUE(averaged.parameters().isApprox(expected, 1e-6F));
}

TEST_F(Fit, SameSeedSameWeightsBitForBit) {
    const FitData data{places({0, 1, 2}), {}, places({5})};
    Network<float> one(spec_, 1);
    Network<float> two(spec_, 1);
    Network<float> other(spec_, 1);
    options_.windows = 3200;
    const FitHistory first = run(one, data, 7);
    const FitHistory second = run(two, data, 7);
    (void)run(other, data, 8);
    EXPECT_EQ(one.parameters(), two.parameters());
    EXPECT_EQ(first.training_loss, second.training_loss);
    EXPECT_EQ(first.watch_loss, second.watch_loss);
    EXPECT_NE(one.parameters(), other.parameters());
}

TEST_F(Fit, UsesNoPhasesOfThoseWhoTeachCyclesOnly) {
    for (const std::size_t person : {2U, 3U}) {
        invert_phases(person);
    }
    Network<float> network(spec_, 1);
    (void)run(network, {places({0, 1}), places({2, 3}), {}});
    const auto [accuracy, error] = quality(network, {0, 1, 4, 5});
    EXPECT_GT(accuracy, 0.93);
    EXPECT_LT(error, 0.05);

    Network<float> misled(spec_, 1);
    (void)run(misled, {places({0, 1, 2, 3}), {}, {}});
    EXPECT_LT(quality(misled, {0, 1, 4, 5}).first, 0.93);
}

TEST_F(Fit, WithoutPhasesLeavesThePhaseHeadUntaught) {
    options_.weight_decay = 0.0;
    options_.phase_weight = 0.0;
    Network<float> network(spec_, 1);
    const ParameterRange head = network.ranges().phase_head;
    const Vector<float> before = network.parameters().segment(static_cast<Eigen::Index>(head.offset),
                                                              static_cast<Eigen::Index>(head.size));
    (void)run(network, {{}, places({0, 1, 2, 3}), {}});
    EXPECT_EQ(before, network.parameters().segment(static_cast<Eigen::Index>(head.offset),
                                                   static_cast<Eigen::Index>(head.size)));
    EXPECT_LT(quality(network, {4, 5}).second, 0.05);
}

TEST_F(Fit, IsCancelled) {
    Network<float> network(spec_, 1);
    int asked = 0;
    EXPECT_THROW((void)run(network, {places({0, 1}), {}, {}}, 1, [&] { return ++asked > 2; }), Cancelled);
    EXPECT_EQ(asked, 3);
    const auto head_alone = [&] {
        (void)fit_phase_head(network, batches_, {places({0, 1}), {}, {}}, options_, 1,
                             {[] { return true; }, {}});
    };
    EXPECT_THROW(head_alone(), Cancelled);
}

TEST_F(Fit, RefusesNothingToLearnFromAndALossWithoutBounds) {
    Network<float> network(spec_, 1);
    EXPECT_THROW((void)run(network, {{}, {}, places({0})}), Error);
    EXPECT_THROW((void)fit_phase_head(network, batches_, {{}, places({0}), {}}, options_, 1), Error);
    options_.learning_rate = 1e30;
    EXPECT_THROW((void)run(network, {places({0}), {}, {}}), Error);
}

TEST_F(Fit, OfThePhaseHeadLeavesTheRestAsItIsBitForBit) {
    Network<float> network(spec_, 1);
    options_.phase_weight = 0.0;
    (void)run(network, {{}, places({0, 1, 2, 3}), {}});
    const Vector<float> before = network.parameters();
    options_.phase_weight = 1.0;
    const FitHistory history =
        fit_phase_head(network, batches_, {places({0, 1, 2, 3}), {}, places({4})}, options_, 1);
    EXPECT_LT(history.training_loss.back(), history.training_loss.front());
    EXPECT_FALSE(history.watch_loss.empty());
    const ParameterRange head = network.ranges().phase_head;
    ASSERT_EQ(head.offset + head.size, static_cast<std::size_t>(before.size()));
    const auto rest = static_cast<Eigen::Index>(head.offset);
    EXPECT_EQ(network.parameters().head(rest), before.head(rest));
    EXPECT_NE(network.parameters(), before);
    EXPECT_GT(quality(network, {5}).first, 0.8);
}

}  // namespace
}  // namespace footfall::train
