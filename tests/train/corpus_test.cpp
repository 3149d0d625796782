// A corpus takes every foot that can be prepared, names the others, and knows whose they are.
#include "train/corpus.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "simulate/cohort.h"

namespace footfall::train {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

Corpus empty_corpus() {
    Corpus corpus;
    corpus.phases = phase_set_named("stance_swing");
    return corpus;
}

std::vector<Recording> two_people() {
    simulate::CohortOptions options;
    options.people = 2;
    options.recordings_per_person = 2;
    options.seconds = 15.0;
    return simulate_cohort(options);
}

TEST(Corpus, HoldsPeopleOnceAndTheirFeetInOrder) {
    Corpus corpus = empty_corpus();
    for (const Recording& recording : two_people()) {
        EXPECT_THAT(corpus.add(recording), ElementsAre());
    }
    ASSERT_EQ(corpus.people.size(), 2U);
    ASSERT_EQ(corpus.feet.size(), 8U);
    EXPECT_EQ(corpus.feet[3].person, 0U);
    EXPECT_EQ(corpus.feet[4].person, 1U);
    EXPECT_EQ(corpus.feet[4].recording, "P02-1");
    EXPECT_EQ(corpus.people[1].key, corpus.people[1].data_set + ":P02");
    EXPECT_EQ(corpus.people[1].split_key, corpus.people[1].key);
    EXPECT_TRUE(corpus.people[1].age_years);
    EXPECT_EQ(corpus.label_definition, label_definition::kSimulated);
    EXPECT_THAT(corpus.people_of(""), ElementsAre(0, 1));
    EXPECT_THAT(corpus.people_of(corpus.people[0].data_set), ElementsAre(0, 1));
    EXPECT_THAT(corpus.people_of("another"), ElementsAre());
    for (const CorpusFoot& foot : corpus.feet) {
        EXPECT_GT(foot.signal.cycles.size(), 3U);
    }
}

TEST(Corpus, KeepsDataSetsApart) {
    Corpus corpus = empty_corpus();
    Recording recording = two_people().front();
    (void)corpus.add(recording);
    recording.data_set = "another";
    (void)corpus.add(recording);
    ASSERT_EQ(corpus.people.size(), 2U);
    EXPECT_NE(corpus.people[0].key, corpus.people[1].key);
    EXPECT_NE(corpus.people[0].split_key, corpus.people[1].split_key);
}

TEST(Corpus, LeavesOutAFootThatNeverMoves) {
    Corpus corpus = empty_corpus();
    Recording recording = two_people().front();
    for (ImuSample& sample : recording.feet[0].samples) {
        sample.imu = {{0.0F, 0.0F, 9.81F}, {1e-6F * static_cast<float>(sample.time % 7), 0.0F, 0.0F}};
    }
    EXPECT_THAT(corpus.add(recording), ElementsAre(HasSubstr(recording.id)));
    EXPECT_EQ(corpus.feet.size(), 1U);

    recording.person.id = recording.person.split_key = "never seen";
    recording.feet.resize(1);
    EXPECT_EQ(corpus.add(recording).size(), 1U);
    EXPECT_EQ(corpus.people.size(), 1U);  // nobody without a signal
}

TEST(Corpus, SaysWhenLabelDefinitionsDiffer) {
    std::vector<Recording> recordings = two_people();
    recordings[1].label_definition = label_definition::kNone;
    for (const bool unlabelled_first : {false, true}) {
        Corpus corpus = empty_corpus();
        (void)corpus.add(recordings[unlabelled_first ? 1 : 0]);
        (void)corpus.add(recordings[unlabelled_first ? 0 : 1]);
        EXPECT_EQ(corpus.label_definition, label_definition::kSimulated);
        recordings[2].label_definition = label_definition::kEventPairs;
        (void)corpus.add(recordings[2]);
        EXPECT_EQ(corpus.label_definition, "mixed");
    }
}

}  // namespace
}  // namespace footfall::train
