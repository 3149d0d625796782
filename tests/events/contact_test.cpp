// Which onsets the detector reports, where exactly, and which it does not.
#include "footfall/events/contact.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <vector>

#include "footfall/core/random.h"

namespace footfall {
namespace {

/// A two-phase sample whose log-odds of phase 1 against phase 0 are these.
PhaseSample with_odds(SampleIndex index, double odds) {
    const double one = 1.0 / (1.0 + std::exp(-odds));
    PhaseSample sample;
    sample.index = index;
    sample.phase = odds > 0.0 ? 1 : 0;
    sample.probability[0] = static_cast<float>(1.0 - one);
    sample.probability[1] = static_cast<float>(one);
    return sample;
}

PhaseSample surely(SampleIndex index, int phase) {
    PhaseSample sample;
    sample.index = index;
    sample.phase = phase;
    sample.probability[static_cast<std::size_t>(phase)] = 1.0F;
    return sample;
}

std::vector<PhaseOnset> onsets(ContactDetector& detector, const std::vector<PhaseSample>& samples) {
    std::vector<PhaseOnset> found;
    for (const PhaseSample& sample : samples) {
        if (const auto onset = detector.update(sample)) {
            found.push_back(*onset);
        }
    }
    return found;
}

/// Phases of these lengths in turn, from phase 0 on and certain.
std::vector<PhaseSample> stretches(const std::vector<int>& lengths, int phases, SampleIndex first = 0) {
    std::vector<PhaseSample> samples;
    int phase = 0;
    for (const int length : lengths) {
        for (int i = 0; i < length; ++i) {
            samples.push_back(surely(first++, phase));
        }
        phase = (phase + 1) % phases;
    }
    return samples;
}

TEST(ContactDetector, PhasesAlternateAndBeginWhereTheirFirstSampleIs) {
    ContactDetector detector({});
    const auto found = onsets(detector, stretches({60, 40, 60, 40, 60}, 2));
    ASSERT_EQ(found.size(), 4U);
    for (std::size_t i = 0; i < found.size(); ++i) {
        constexpr double kFirst[] = {60.0, 100.0, 160.0, 200.0};
        EXPECT_EQ(found[i].phase, i % 2 == 0 ? 1 : 0);
        EXPECT_NEAR(found[i].position, kFirst[i], 1e-6);
    }
}

TEST(ContactDetector, CrossesBetweenSamplesByTheLogOdds) {
    ContactDetector detector({.phases = 2, .hold = 2, .shortest_stride = 1});
    // From -1 at sample 1 to 3 at sample 2: zero at 1.25, and half a sample on.
    const auto found =
        onsets(detector, {with_odds(0, -4.0), with_odds(1, -1.0), with_odds(2, 3.0), with_odds(3, 4.0)});
    ASSERT_EQ(found.size(), 1U);
    EXPECT_NEAR(found[0].position, 1.75, 1e-5);
}

TEST(ContactDetector, EvenOddsAreTheCrossing) {
    ContactDetector detector({.phases = 2, .hold = 1, .shortest_stride = 1});
    const auto found = onsets(detector, {with_odds(0, -4.0), with_odds(1, 0.0), with_odds(2, 3.0)});
    ASSERT_EQ(found.size(), 1U);
    EXPECT_NEAR(found[0].position, 1.5, 1e-5);
}

TEST(ContactDetector, ReportsOnceThePhaseHasLedForTheHold) {
    for (const int hold : {1, 2, 6}) {
        ContactDetector detector({.phases = 2, .hold = hold, .shortest_stride = 40});
        for (const PhaseSample& sample : stretches({50, 50}, 2)) {
            EXPECT_EQ(detector.update(sample).has_value(), sample.index == 50 + hold - 1) << hold;
        }
    }
}

TEST(ContactDetector, AFlickerShorterThanTheHoldMakesNoEvent) {
    ContactDetector detector({});
    const auto found = onsets(detector, stretches({60, 5, 30, 4, 30, 40, 3, 37, 60}, 2));
    // Phase 1 flickers at 60 and 95, begins at 129; phase 0 flickers at 169, begins at 209.
    ASSERT_EQ(found.size(), 2U);
    EXPECT_NEAR(found[0].position, 129.0, 1e-6);
    EXPECT_NEAR(found[1].position, 209.0, 1e-6);
}

TEST(ContactDetector, APhaseBeginsAtMostOnceInTheShortestStride) {
    ContactDetector detector({});
    const auto found = onsets(detector, stretches({50, 10, 10, 10, 60, 30, 60}, 2));
    // 1 at 50, 0 at 60, then 1 at 70 comes 20 after its last onset: too soon.
    ASSERT_EQ(found.size(), 4U);
    EXPECT_NEAR(found[0].position, 50.0, 1e-6);
    EXPECT_NEAR(found[1].position, 60.0, 1e-6);
    EXPECT_NEAR(found[2].position, 140.0, 1e-6);
    EXPECT_NEAR(found[3].position, 170.0, 1e-6);
}

TEST(ContactDetector, AfterAGapItStartsAnewButKeepsTheShortestStride) {
    ContactDetector detector({});
    (void)onsets(detector, stretches({60, 20}, 2));  // 1 at 60
    const auto soon = onsets(detector, stretches({10, 30, 50, 40}, 2, 81));
    // After the gap phase 0 without an onset, 1 at 91 too soon after 60, 1 at 171.
    ASSERT_EQ(soon.size(), 1U);
    EXPECT_EQ(soon[0].phase, 1);
    EXPECT_NEAR(soon[0].position, 171.0, 1e-6);
    // A stream that starts over owes nothing to the one before.
    const auto again = onsets(detector, stretches({10, 30}, 2));
    ASSERT_EQ(again.size(), 1U);
    EXPECT_NEAR(again[0].position, 10.0, 1e-6);
}

TEST(ContactDetector, FourPhasesComeInOrder) {
    ContactDetector detector({.phases = 4, .hold = 3, .shortest_stride = 40});
    std::vector<int> lengths;
    for (int cycle = 0; cycle < 5; ++cycle) {
        lengths.insert(lengths.end(), {12, 33, 20, 40});
    }
    const auto found = onsets(detector, stretches(lengths, 4));
    ASSERT_EQ(found.size(), 19U);
    for (std::size_t i = 0; i < found.size(); ++i) {
        EXPECT_EQ(found[i].phase, static_cast<int>((i + 1) % 4));
    }
    EXPECT_NEAR(found[3].position, 105.0, 1e-6);

    // From phase 0 none but phase 1 can begin, however sure another one looks.
    ContactDetector strict({.phases = 4, .hold = 3, .shortest_stride = 40});
    std::vector<PhaseSample> skipping;
    for (SampleIndex i = 0; i < 60; ++i) {
        skipping.push_back(surely(i, i < 30 ? 0 : 2));
    }
    EXPECT_TRUE(onsets(strict, skipping).empty());
}

TEST(ContactDetector, ProbabilitiesThatAreNoNumbersMakeNoEvent) {
    ContactDetector detector({});
    auto samples = stretches({60, 40, 60}, 2);
    for (std::size_t i = 20; i < 30; ++i) {
        samples[i].probability.fill(std::numeric_limits<float>::quiet_NaN());
    }
    const auto found = onsets(detector, samples);
    ASSERT_EQ(found.size(), 2U);
    EXPECT_NEAR(found[0].position, 60.0, 1e-6);
    EXPECT_NEAR(found[1].position, 100.0, 1e-6);
}

TEST(ContactDetector, AtAnyProbabilitiesOrderAndShortestStrideHold) {
    for (std::uint64_t seed = 0; seed < 30; ++seed) {
        Random random(seed);
        const int phases = seed % 2 == 0 ? 2 : 4;
        ContactDetector detector({.phases = phases, .hold = 2, .shortest_stride = 40});
        std::array<double, kMaxPhases> last{};
        last.fill(-1e9);
        double before = -1e9;
        int events = 0;
        SampleIndex index = 0;
        double wandering = 0.0;
        for (int i = 0; i < 5000; ++i) {
            index += random.uniform() < 0.002 ? 1 + static_cast<SampleIndex>(random.below(30)) : 1;
            wandering = 0.9 * wandering + random.normal();
            PhaseSample sample;
            sample.index = index;
            for (int phase = 0; phase < phases; ++phase) {
                const double height = wandering * std::cos(0.1 * i - 1.57 * phase) + random.normal();
                sample.probability[static_cast<std::size_t>(phase)] =
                    random.uniform() < 0.05 ? 0.0F
                                            : static_cast<float>(1.0 / (1.0 + std::exp(-3.0 * height)));
                if (sample.probability[static_cast<std::size_t>(phase)] >
                    sample.probability[static_cast<std::size_t>(sample.phase)]) {
                    sample.phase = phase;
                }
            }
            if (const auto onset = detector.update(sample)) {
                ++events;
                EXPECT_GE(onset->position, before);
                EXPECT_LE(onset->position, static_cast<double>(index) + 0.5);
                EXPECT_GE(onset->position - last[static_cast<std::size_t>(onset->phase)], 40.0);
                before = onset->position;
                last[static_cast<std::size_t>(onset->phase)] = onset->position;
            }
        }
        EXPECT_GT(events, 20);
    }
}

}  // namespace
TEST(ContactDetector, NoPhaseIsShorterThanTheShortest) {
    // Swing begins at 20; for samples 26-45 stance leads again; then swing goes on.
    const auto onsets_with = [](int shortest_phase) {
        ContactDetector detector(
            {.phases = 2, .hold = 3, .shortest_stride = 1, .shortest_phase = shortest_phase});
        int onsets = 0;
        for (SampleIndex i = 0; i < 80; ++i) {
            const bool swing = i >= 20 && (i < 26 || i >= 46);
            PhaseSample sample;
            sample.index = i;
            sample.phase = swing ? 1 : 0;
            sample.probability[0] = swing ? 0.1F : 0.9F;
            sample.probability[1] = swing ? 0.9F : 0.1F;
            onsets += detector.update(sample) ? 1 : 0;
        }
        return onsets;
    };
    EXPECT_EQ(onsets_with(5), 3);
    EXPECT_EQ(onsets_with(10),
              1);  // a swing of 6 samples is none, so stance can't begin: it goes on swinging
}

TEST(ContactDetector, LimitsFollowTheRate) {
    const auto two = ContactDetector::options_for(2, 100.0);
    EXPECT_EQ(two.hold, 6);
    EXPECT_EQ(two.shortest_stride, 40);
    EXPECT_EQ(two.shortest_phase, 10);
    const auto four = ContactDetector::options_for(4, 200.0);
    EXPECT_EQ(four.hold, 6);
    EXPECT_EQ(four.shortest_stride, 80);
    EXPECT_EQ(four.shortest_phase, 10);
}

}  // namespace footfall
