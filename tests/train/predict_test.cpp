// Answers are the network's for every full window; marks and shifted events are what they should be.
#include "train/predict.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <numbers>

#include "tests/train/toy_corpus.h"
#include "train/event_offsets.h"

namespace footfall::train {
namespace {

using testing::Each;
using testing::FloatNear;

constexpr Nanoseconds kPeriod = 10'000'000;

/// What a network that knows everything would say: the labels, stance where there is none.
std::vector<PhaseSample> perfect(const FootSignal& signal) {
    std::vector<PhaseSample> answers;
    for (const SignalSegment& segment : signal.segments) {
        for (std::size_t i = 0; i < segment.length(); ++i) {
            PhaseSample answer;
            answer.index = segment.first + static_cast<SampleIndex>(i);
            answer.cycle = std::isnan(segment.labels[i].cycle) ? 0.0F : segment.labels[i].cycle;
            answer.phase = segment.labels[i].phase == 1 ? 1 : 0;
            answer.probability[static_cast<std::size_t>(answer.phase)] = 0.99F;
            answer.probability[static_cast<std::size_t>(1 - answer.phase)] = 0.01F;
            answers.push_back(answer);
        }
    }
    return answers;
}

TEST(Predict, ABatchIsItsWindowsOneByOne) {
    Corpus corpus = toy_corpus({.people = 1});
    for (const NetworkSpec& spec : {compact_dnn(50, 5, 2), compact_transformer(50, 5, 2)}) {
        Network<float> network(spec, 1);
        const BatchMaker batches(corpus, spec, {});
        const std::vector<PhaseSample> together = predict(network, batches, corpus, 0);
        ASSERT_EQ(together.size(), corpus.feet[0].signal.segments[0].length() - 49);
        Random unused(0);
        Batch batch;
        for (std::size_t i = 0; i < together.size(); i += 13) {
            const WindowPlace place{0, 0, static_cast<std::uint32_t>(together[i].index)};
            batches.make({&place, 1}, nullptr, unused, 1, batch);
            const auto& alone = network.forward(batch.input);
            const double turn =
                std::atan2(static_cast<double>(alone.cycle(1, 0)), static_cast<double>(alone.cycle(0, 0))) /
                2.0 / std::numbers::pi;
            const double apart =
                std::abs(static_cast<double>(together[i].cycle) - (turn < 0.0 ? turn + 1.0 : turn));
            // An angle is as sure as (cos, sin) is long; an untaught network's is short.
            EXPECT_LT(std::min(apart, 1.0 - apart) * static_cast<double>(alone.cycle.col(0).norm()), 1e-5);
            const double odds = std::exp(static_cast<double>(alone.phase(1, 0) - alone.phase(0, 0)));
            EXPECT_NEAR(static_cast<double>(together[i].probability[1]), odds / (1.0 + odds), 1e-5);
            EXPECT_EQ(together[i].phase, odds > 1.0 ? 1 : 0);
        }
    }
}

TEST(Predict, AnswersOnlyForFullWindowsOfOneSegment) {
    Corpus corpus = toy_corpus({.people = 1});
    SignalSegment& first = corpus.feet[0].signal.segments[0];
    SignalSegment second = first;
    second.first = 5000;
    for (SignalSegment* segment : {&first, &second}) {
        const std::size_t length = segment == &first ? 60 : 30;
        segment->channels.resize(length * kChannels);
        segment->labels.resize(length);
        segment->turning.resize(length);
    }
    corpus.feet[0].signal.segments.push_back(second);
    const NetworkSpec spec = compact_dnn(20, 5, 2);
    Network<float> network(spec, 1);
    const auto answers = predict(network, BatchMaker(corpus, spec, {}), corpus, 0);
    ASSERT_EQ(answers.size(), 41U + 11U);
    EXPECT_EQ(answers.front().index, 14);
    EXPECT_EQ(answers[40].index, 54);
    EXPECT_EQ(answers[41].index, 5014);
    EXPECT_EQ(answers.back().index, 5024);
}

TEST(Mark, OfPerfectAnswersIsPerfect) {
    const Corpus corpus = toy_corpus({.people = 1});
    const CorpusFoot& foot = corpus.feet[0];
    const Tally tally = mark(foot, corpus.phases, perfect(foot.signal));
    const Scores scores = scores_of(tally);
    EXPECT_EQ(scores.f1_macro, 1.0);
    EXPECT_EQ(scores.cycle_mae, 0.0);
    EXPECT_EQ(tally.unanswered, 0);
    // 12 cycles begin and the last one ends; the first begins in stance, where nothing shows.
    EXPECT_EQ(scores.initial_contact.reference, 13);
    EXPECT_EQ(scores.initial_contact.missed, 1);
    EXPECT_EQ(scores.final_contact.reference, 12);
    EXPECT_EQ(scores.final_contact.missed, 0);
    EXPECT_EQ(scores.initial_contact.extra + scores.final_contact.extra, 0);
    EXPECT_THAT(tally.initial_contact.error_ms, Each(FloatNear(0.0F, 0.1F)));
    // A label changes at the first sample not before its event.
    EXPECT_THAT(tally.final_contact.error_ms, Each(FloatNear(5.0F, 5.0F)));
}

TEST(Mark, CountsLabelsWithoutAnswerAndLeavesUnknownCyclesOut) {
    const Corpus corpus = toy_corpus({.people = 1});
    const CorpusFoot& foot = corpus.feet[0];
    std::vector<PhaseSample> answers = perfect(foot.signal);
    answers.erase(answers.begin(), answers.begin() + 150);  // half a second of them unlabelled
    const Tally tally = mark(foot, corpus.phases, answers, false);
    EXPECT_EQ(tally.unanswered, 100);
    EXPECT_EQ(tally.cycles, 0);
    EXPECT_TRUE(std::isnan(scores_of(tally).cycle_mae_circular));
}

TEST(Mark, AsksForTheContactsOfStrideBorders) {
    Corpus corpus = toy_corpus({.people = 1});
    CorpusFoot& foot = corpus.feet[0];
    const std::vector<PhaseSample> answers = perfect(foot.signal);
    for (ReferenceCycle& cycle : foot.signal.cycles) {
        cycle.phase_starts.clear();
    }
    const Tally tally = mark(foot, corpus.phases, answers);
    EXPECT_EQ(tally.initial_contact.reference, 13);
    EXPECT_EQ(tally.initial_contact.error_ms.size(), 12U);
    EXPECT_EQ(tally.initial_contact.extra, 0);
    EXPECT_EQ(tally.final_contact.reference, 0);
}

TEST(FindEvents, MeansTheSameTimesAtEveryRate) {
    for (const SampleIndex rate_hz : {25, 100, 400}) {
        std::vector<PhaseSample> answers(static_cast<std::size_t>(10 * rate_hz));
        for (std::size_t i = 0; i < answers.size(); ++i) {
            answers[i].index = static_cast<SampleIndex>(i);
            answers[i].phase =
                i % static_cast<std::size_t>(rate_hz) >= static_cast<std::size_t>(rate_hz) * 6 / 10;
            answers[i].probability[static_cast<std::size_t>(answers[i].phase)] = 1.0F;
        }
        const Nanoseconds period = kNanosecondsPerSecond / rate_hz;
        EXPECT_EQ(find_events(answers, phase_set_named("stance_swing"), period).size(), 19U) << rate_hz;
    }
}

TEST(Shifted, MovesPhasesAndEventsAlike) {
    const Corpus corpus = toy_corpus({.people = 1});
    const FootSignal& signal = corpus.feet[0].signal;
    const std::vector<PhaseSample> answers = perfect(signal);
    const std::vector<Event> before = find_events(answers, corpus.phases, kPeriod);
    const EventOffsets offsets{0.043, -0.02};
    const std::vector<PhaseSample> moved = shifted(answers, corpus.phases, kPeriod, offsets);
    const std::vector<Event> after = find_events(moved, corpus.phases, kPeriod);
    ASSERT_EQ(before.size(), 24U);
    ASSERT_EQ(after.size(), before.size());
    for (std::size_t i = 0; i < before.size(); ++i) {
        const bool contact = before[i].kind == EventKind::initial_contact;
        EXPECT_EQ(after[i].kind, before[i].kind);
        EXPECT_NEAR(static_cast<double>(after[i].time - before[i].time) / 1e6, contact ? 43.0 : -20.0, 3.0);
    }
    for (std::size_t i = 0; i < moved.size(); ++i) {
        EXPECT_EQ(moved[i].index, answers[i].index);
        EXPECT_EQ(moved[i].cycle, answers[i].cycle);
        EXPECT_EQ(moved[i].phase, moved[i].probability[1] > moved[i].probability[0] ? 1 : 0);
    }
    // The samples between an event's old place and its new one say what was said before the event.
    const auto first_swing = [](const std::vector<PhaseSample>& all) {
        return std::find_if(all.begin(), all.end(), [](const PhaseSample& a) { return a.phase == 1; }) -
               all.begin();
    };
    EXPECT_EQ(first_swing(moved), first_swing(answers) - 2);
}

TEST(Shifted, ByNothingChangesNothing) {
    const Corpus corpus = toy_corpus({.people = 1});
    const std::vector<PhaseSample> answers = perfect(corpus.feet[0].signal);
    const auto same_phases = [&](const std::vector<PhaseSample>& others) {
        return std::equal(
            answers.begin(), answers.end(), others.begin(), others.end(),
            [](const PhaseSample& a, const PhaseSample& b) { return a.probability == b.probability; });
    };
    EXPECT_TRUE(same_phases(shifted(answers, corpus.phases, kPeriod, {})));
    EXPECT_FALSE(same_phases(shifted(answers, corpus.phases, kPeriod, {0.02, 0.0})));
    EXPECT_TRUE(shifted({}, corpus.phases, kPeriod, {0.02, 0.0}).empty());
}

TEST(Shifted, CarriesNothingAcrossAGap) {
    Corpus corpus = toy_corpus({.people = 1});
    std::vector<PhaseSample> answers = perfect(corpus.feet[0].signal);
    const auto swing =
        std::find_if(answers.begin(), answers.end(), [](const PhaseSample& a) { return a.phase == 1; });
    const auto gap = swing - answers.begin() + 10;  // in the midst of the first swing
    for (auto i = static_cast<std::size_t>(gap); i < answers.size(); ++i) {
        answers[i].index += 1000;
        answers[i].phase = 0;
        answers[i].probability = {0.9F, 0.1F};
    }
    const auto moved = shifted(answers, corpus.phases, kPeriod, {0.0, 0.05});
    for (auto i = static_cast<std::size_t>(gap); i < answers.size(); ++i) {
        ASSERT_EQ(moved[i].phase, 0) << i;
    }
    EXPECT_EQ(moved[static_cast<std::size_t>(gap) - 1].phase, 1);
}

TEST(OffsetsFrom, TakeTheMedianErrorAway) {
    EXPECT_EQ(offsets_from({}).initial_contact_s, 0.0);
    Tally one;
    one.initial_contact.error_ms = {-20.0F, -30.0F};
    Tally two;
    two.initial_contact.error_ms = {-27.0F};
    const EventOffsets offsets = offsets_from({one, two, Tally()});
    EXPECT_NEAR(offsets.initial_contact_s, 0.026, 1e-9);
    two.initial_contact.error_ms.resize(100, -90.0F);  // however many of one person
    EXPECT_NEAR(offsets_from({one, two, one}).initial_contact_s, 0.025, 1e-9);
    EXPECT_EQ(offsets.final_contact_s, 0.0);

    // Allowed for, they leave no bias.
    const Corpus corpus = toy_corpus({.people = 1});
    const CorpusFoot& foot = corpus.feet[0];
    const auto late = shifted(perfect(foot.signal), corpus.phases, kPeriod, {0.031, 0.058});
    const Tally marked = mark(foot, corpus.phases, late);
    EXPECT_LT(scores_of(marked).accuracy, 0.95);
    const Tally allowed =
        mark(foot, corpus.phases, shifted(late, corpus.phases, kPeriod, offsets_from({marked})));
    EXPECT_GT(scores_of(allowed).accuracy, 0.98);
    EXPECT_NEAR(scores_of(allowed).initial_contact.bias_ms, 0.0, 3.0);
    EXPECT_NEAR(scores_of(allowed).final_contact.bias_ms, 0.0, 3.0);
}

}  // namespace
}  // namespace footfall::train
