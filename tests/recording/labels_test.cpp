// Which reference events make a gait cycle, and the label of each sample in it.
#include "footfall/recording/labels.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "footfall/recording/error.h"
#include "footfall/recording/recording.h"

namespace footfall {
namespace {

using enum EventKind;

constexpr Nanoseconds kMs = 1'000'000;
constexpr Nanoseconds kPeriod = 10 * kMs;

Event at(EventKind kind, std::int64_t time_ms) { return {kind, time_ms * kMs}; }

const PhaseSet& stance_swing() { return phase_set_named("stance_swing"); }

/// Strides of these lengths one after the other, stance 60 %, the last initial contact included.
std::vector<Event> strides(const std::vector<std::int64_t>& lengths_ms) {
    std::vector<Event> events;
    std::int64_t start_ms = 1000;
    for (const std::int64_t length_ms : lengths_ms) {
        events.push_back(at(initial_contact, start_ms));
        events.push_back(at(final_contact, start_ms + length_ms * 6 / 10));
        start_ms += length_ms;
    }
    events.push_back(at(initial_contact, start_ms));
    return events;
}

std::vector<std::int64_t> lengths_ms(const std::vector<ReferenceCycle>& cycles) {
    std::vector<std::int64_t> lengths;
    lengths.reserve(cycles.size());
    for (const ReferenceCycle& cycle : cycles) {
        lengths.push_back(cycle.time.length() / kMs);
    }
    return lengths;
}

TEST(CyclesFrom, InitialContactToInitialContact) {
    const auto cycles =
        cycles_from({at(final_contact, 600), at(initial_contact, 1000), at(final_contact, 1620),
                     at(initial_contact, 2000), at(final_contact, 2600)},
                    stance_swing());
    ASSERT_EQ(cycles.size(), 1U);
    EXPECT_EQ(cycles[0].time, (TimeRegion{1000 * kMs, 2000 * kMs}));
    EXPECT_EQ(cycles[0].phase_starts, (std::vector<Nanoseconds>{1000 * kMs, 1620 * kMs}));
}

TEST(CyclesFrom, NothingMakesNothing) {
    EXPECT_TRUE(cycles_from({}, stance_swing()).empty());
    EXPECT_TRUE(cycles_from({at(initial_contact, 1000)}, stance_swing()).empty());
    EXPECT_TRUE(cycles_from({at(final_contact, 1000), at(final_contact, 2000)}, stance_swing()).empty());
}

TEST(CyclesFrom, TheOrderOfTheReferenceDoesNotMatter) {
    std::vector<Event> events = strides({1000, 1100, 1050});
    const auto expected = cycles_from(events, stance_swing());
    std::rotate(events.begin(), events.begin() + 3, events.end());
    std::swap(events[0], events[2]);
    const auto cycles = cycles_from(events, stance_swing());
    ASSERT_EQ(cycles.size(), 3U);
    for (std::size_t i = 0; i < 3; ++i) {
        EXPECT_EQ(cycles[i].time, expected[i].time);
        EXPECT_EQ(cycles[i].phase_starts, expected[i].phase_starts);
    }
}

TEST(CyclesFrom, AMissingFinalContactLeavesABorderedCycleWithoutPhases) {
    std::vector<Event> events = strides({1000, 1000, 1000});
    events.erase(events.begin() + 3);
    const auto cycles = cycles_from(events, stance_swing());
    ASSERT_EQ(cycles.size(), 3U);
    EXPECT_FALSE(cycles[0].phase_starts.empty());
    EXPECT_TRUE(cycles[1].phase_starts.empty());
    EXPECT_FALSE(cycles[2].phase_starts.empty());
}

TEST(CyclesFrom, ACycleWithADoubledEventIsLeftOut) {
    std::vector<Event> events = strides({1000, 1000, 1000});
    events.push_back(at(final_contact, 2650));
    EXPECT_EQ(cycles_from(events, stance_swing()).size(), 2U);
    events.push_back(at(initial_contact, 1010));  // 10 ms after the first: that cycle is too short to be one
    const auto cycles = cycles_from(events, stance_swing());
    ASSERT_EQ(cycles.size(), 2U);
    EXPECT_EQ(cycles[0].time.start, 1010 * kMs);
}

TEST(CyclesFrom, ImplausibleDurationsAreLeftOut) {
    EXPECT_TRUE(cycles_from(strides({399}), stance_swing()).empty());
    EXPECT_EQ(cycles_from(strides({400}), stance_swing()).size(), 1U);
    EXPECT_EQ(cycles_from(strides({3000}), stance_swing()).size(), 1U);
    EXPECT_TRUE(cycles_from(strides({3001}), stance_swing()).empty());
    // A phase of under 3 % of the stride.
    for (const std::int64_t contact_ms : {1029, 1971}) {
        EXPECT_TRUE(
            cycles_from({at(initial_contact, 1000), at(final_contact, contact_ms), at(initial_contact, 2000)},
                        stance_swing())
                .empty());
    }
}

TEST(CyclesFrom, DoubleStridesStandOutAgainstTheMedian) {
    const auto kept = cycles_from(strides({1000, 2000, 1040, 980, 1480, 1600, 1000, 1000}), stance_swing());
    EXPECT_EQ(lengths_ms(kept), (std::vector<std::int64_t>{1000, 1040, 980, 1480, 1000, 1000}));
    // Two can't say which of them is the odd one.
    EXPECT_EQ(cycles_from(strides({1000, 2000}), stance_swing()).size(), 2U);
}

TEST(CyclesFrom, PhasesFarFromTheirMedianAreLeftOutEvenWhereSomeCyclesHaveNone) {
    Plausibility plausibility;
    plausibility.phase_off_median = 0.25;
    std::vector<Event> events = strides({1000, 1000, 1000, 1000, 1000});
    events[3].time += 200 * kMs;  // stance 0.8 s against 0.6 s
    EXPECT_EQ(cycles_from(events, stance_swing(), plausibility).size(), 4U);
    events.erase(events.begin() + 7);  // and the fourth without a final contact
    const auto cycles = cycles_from(events, stance_swing(), plausibility);
    ASSERT_EQ(cycles.size(), 4U);
    EXPECT_EQ(cycles[1].time.start, 3000 * kMs);
    EXPECT_TRUE(cycles[2].phase_starts.empty());
}

TEST(CyclesFrom, FourPhases) {
    const PhaseSet& four = phase_set_named("four_phases");
    std::vector<Event> events;
    for (const std::int64_t start_ms : {1000, 2000, 3000, 4000}) {
        events.insert(events.end(), {at(initial_contact, start_ms), at(foot_flat, start_ms + 80),
                                     at(heel_off, start_ms + 350), at(final_contact, start_ms + 620)});
    }
    events.pop_back();
    const auto cycles = cycles_from(events, four);
    ASSERT_EQ(cycles.size(), 3U);
    EXPECT_EQ(cycles[1].phase_starts,
              (std::vector<Nanoseconds>{2000 * kMs, 2080 * kMs, 2350 * kMs, 2620 * kMs}));

    std::vector<Event> swapped = events;
    std::swap(swapped[1].kind, swapped[2].kind);
    EXPECT_EQ(cycles_from(swapped, four).size(), 2U);
    std::vector<Event> incomplete = events;
    incomplete.erase(incomplete.begin() + 5);
    EXPECT_EQ(cycles_from(incomplete, four).size(), 2U);
    // The same reference serves a set that asks for fewer kinds.
    EXPECT_EQ(cycles_from(events, stance_swing()).size(), 3U);
    const auto flat = cycles_from(events, phase_set_named("flat_active"));
    ASSERT_EQ(flat.size(), 3U);
    EXPECT_EQ(flat[0].phase_starts, (std::vector<Nanoseconds>{1080 * kMs, 1350 * kMs}));
}

TEST(CyclesFrom, StrideBordersHaveCyclesAndNoPhases) {
    const auto cycles = cycles_from(
        {at(initial_contact, 1000), at(initial_contact, 2000), at(initial_contact, 3100)}, stance_swing());
    ASSERT_EQ(cycles.size(), 2U);
    EXPECT_TRUE(cycles[0].phase_starts.empty() && cycles[1].phase_starts.empty());
}

TEST(LabelSamples, BordersAreHalfOpen) {
    const std::vector<ReferenceCycle> cycles{{{100 * kMs, 200 * kMs}, {100 * kMs, 160 * kMs}}};
    const auto labels = label_samples(cycles, 0, 30, kPeriod);
    ASSERT_EQ(labels.size(), 30U);
    for (std::size_t i = 0; i < labels.size(); ++i) {
        if (i < 10 || i >= 20) {
            EXPECT_TRUE(std::isnan(labels[i].cycle)) << i;
            EXPECT_EQ(labels[i].phase, SampleLabel::kNoPhase) << i;
        } else {
            EXPECT_FLOAT_EQ(labels[i].cycle, 0.1F * static_cast<float>(i - 10));
            EXPECT_EQ(labels[i].phase, i < 16 ? 0 : 1) << i;
        }
    }
}

TEST(LabelSamples, FractionsAreRightBetweenTheGridsSamples) {
    const std::vector<ReferenceCycle> cycles{{{103 * kMs, 187 * kMs}, {103 * kMs, 151 * kMs}}};
    const auto labels = label_samples(cycles, 0, 30, kPeriod);
    EXPECT_TRUE(std::isnan(labels[10].cycle));
    EXPECT_FLOAT_EQ(labels[11].cycle, 7.0F / 84.0F);
    EXPECT_FLOAT_EQ(labels[18].cycle, 77.0F / 84.0F);
    EXPECT_TRUE(std::isnan(labels[19].cycle));
    EXPECT_EQ(labels[15].phase, 0);
    EXPECT_EQ(labels[16].phase, 1);
}

TEST(LabelSamples, ARangeSeesItsPartOfACycle) {
    const std::vector<ReferenceCycle> cycles{{{100 * kMs, 200 * kMs}, {100 * kMs, 160 * kMs}},
                                             {{200 * kMs, 320 * kMs}, {}}};
    const auto whole = label_samples(cycles, 0, 50, kPeriod);
    for (const SampleIndex first : {0, 5, 13, 19, 25, 40}) {
        const auto part = label_samples(cycles, first, 8, kPeriod);
        for (std::size_t i = 0; i < part.size(); ++i) {
            const SampleLabel& expected = whole[static_cast<std::size_t>(first) + i];
            EXPECT_EQ(part[i].phase, expected.phase);
            EXPECT_EQ(std::isnan(part[i].cycle), std::isnan(expected.cycle));
            EXPECT_TRUE(std::isnan(part[i].cycle) || part[i].cycle == expected.cycle);
        }
    }
    EXPECT_EQ(whole[25].phase, SampleLabel::kNoPhase);
    EXPECT_FLOAT_EQ(whole[26].cycle, 0.5F);
    EXPECT_TRUE(label_samples(cycles, 0, 0, kPeriod).empty());
}

TEST(LabelSamples, TheFractionStaysBelowOne) {
    // The quotient (length - 1 ns) / length rounds to 1 in single precision.
    const Nanoseconds end = 1000 * kMs + 1;
    const auto labels = label_samples({{{0, end}, {}}}, 0, 102, kPeriod);
    EXPECT_LT(labels[100].cycle, 1.0F);
    EXPECT_GT(labels[100].cycle, 0.999F);
    EXPECT_TRUE(std::isnan(labels[101].cycle));
}

TEST(PhaseSetNamed, KnowsItsNamesAndNamesThem) {
    EXPECT_EQ(phase_set_named("flat_active").phases[1].begins_with, heel_off);
    try {
        (void)phase_set_named("stance-swing");
        FAIL();
    } catch (const Error& error) {
        EXPECT_STREQ(
            error.what(),
            "phase_set: expected one of stance_swing, flat_active, four_phases, found \"stance-swing\"");
    }
}

TEST(PlausibilityOf, PressureIsSiftedMoreStrictly) {
    const Plausibility pressure = plausibility_of(label_definition::kToeHeelPressure);
    const Plausibility pairs = plausibility_of(label_definition::kEventPairs);
    EXPECT_LT(pressure.longest_stride_s, pairs.longest_stride_s);
    EXPECT_GT(pressure.shortest_stride_s, pairs.shortest_stride_s);
    EXPECT_LT(pressure.stride_off_median, pairs.stride_off_median);
    EXPECT_LT(pressure.phase_off_median, pairs.phase_off_median);
    EXPECT_EQ(plausibility_of("").longest_stride_s, Plausibility{}.longest_stride_s);
}

}  // namespace
}  // namespace footfall
