// Splits part people, never one person, and say so when they can't.
#include "train/split.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <numeric>
#include <set>

#include "footfall/recording/error.h"
#include "tests/train/toy_corpus.h"

namespace footfall::train {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

/// Nine people, of whom 3 and 5 may be one.
Corpus nine() {
    Corpus corpus = corpus_of_nobody(9);
    corpus.people[4].split_key = corpus.people[2].split_key;
    return corpus;
}

bool contains(const People& people, std::size_t person) {
    return std::find(people.begin(), people.end(), person) != people.end();
}

TEST(GroupedFolds, PartitionPeople) {
    const Corpus corpus = nine();
    for (std::uint64_t seed = 0; seed < 20; ++seed) {
        const std::vector<Split> splits = grouped_folds(corpus, corpus.people_of(""), 4, seed);
        ASSERT_EQ(splits.size(), 4U);
        std::multiset<std::size_t> tested;
        for (const Split& split : splits) {
            EXPECT_NO_THROW(refuse_leaks(corpus, split));
            EXPECT_EQ(split.train.size() + split.test.size(), 9U);
            EXPECT_EQ(contains(split.test, 2), contains(split.test, 4)) << split.name;
            EXPECT_GE(split.test.size(), 2U);
            EXPECT_LE(split.test.size(), 3U);
            tested.insert(split.test.begin(), split.test.end());
        }
        EXPECT_EQ(tested.size(), 9U);
        EXPECT_EQ(std::set(tested.begin(), tested.end()).size(), 9U);
    }
}

TEST(GroupedFolds, DependOnTheSeedAlone) {
    const Corpus corpus = nine();
    const People people = corpus.people_of("");
    EXPECT_EQ(grouped_folds(corpus, people, 3, 1)[0].test, grouped_folds(corpus, people, 3, 1)[0].test);
    std::set<People> firsts;
    for (std::uint64_t seed = 0; seed < 10; ++seed) {
        firsts.insert(grouped_folds(corpus, people, 3, seed)[0].test);
    }
    EXPECT_GT(firsts.size(), 3U);
}

TEST(GroupedFolds, OfSomePeopleLeaveTheOthersOut) {
    const Corpus corpus = nine();
    for (const Split& split : grouped_folds(corpus, {0, 1, 8}, 3, 1)) {
        EXPECT_EQ(split.train.size(), 2U);
        ASSERT_EQ(split.test.size(), 1U);
        EXPECT_TRUE(contains({0, 1, 8}, split.test[0]));
    }
}

TEST(GroupedFolds, AreRefusedWhereThereAreTooFewPeople) {
    const Corpus corpus = nine();
    const People people = corpus.people_of("");
    EXPECT_NO_THROW((void)grouped_folds(corpus, people, 8, 1));
    EXPECT_THROW((void)grouped_folds(corpus, people, 9, 1), Error);  // 3 and 5 count as one
    EXPECT_THROW((void)grouped_folds(corpus, people, 1, 1), Error);
    EXPECT_THROW((void)grouped_folds(corpus, {0}, 2, 1), Error);
    EXPECT_THROW((void)grouped_folds(corpus, {}, 2, 1), Error);
}

TEST(LeaveOneOut, LeavesEachOutOnceAndThoseWhoMayBeOneTogether) {
    const Corpus corpus = nine();
    const std::vector<Split> splits = leave_one_out(corpus, corpus.people_of(""));
    ASSERT_EQ(splits.size(), 8U);
    EXPECT_EQ(splits[0].name, "without toy:1");
    EXPECT_EQ(splits[2].name, "without toy:3+toy:5");
    EXPECT_THAT(splits[2].test, ElementsAre(2, 4));
    EXPECT_THAT(splits[2].train, ElementsAre(0, 1, 3, 5, 6, 7, 8));
}

TEST(LeaveOneOut, NeedsTwoPeople) {
    const Corpus corpus = nine();
    EXPECT_THROW((void)leave_one_out(corpus, {0}), Error);
    EXPECT_THROW((void)leave_one_out(corpus, {2, 4}), Error);
}

TEST(AcrossAges, PartsOlderFromYounger) {
    Corpus corpus = corpus_of_nobody(5);
    corpus.people[0].age_years = 55.0;
    corpus.people[1].age_years = 45.0;
    corpus.people[2].age_years = 50.0;
    corpus.people[3].age_years = 79.0;
    const std::vector<Split> splits = across_ages(corpus, corpus.people_of(""), 55.0, 45.0);
    ASSERT_EQ(splits.size(), 2U);
    EXPECT_EQ(splits[0].name, "older to younger");
    EXPECT_THAT(splits[0].train, ElementsAre(0, 3));
    EXPECT_THAT(splits[0].test, ElementsAre(1));
    EXPECT_EQ(splits[1].train, splits[0].test);
    EXPECT_EQ(splits[1].test, splits[0].train);
}

TEST(AcrossDataSets, TakesEverybodyOfEach) {
    Corpus corpus = corpus_of_nobody(2);
    corpus.people.push_back(somebody("1", "", "other"));
    const Split split = across_data_sets(corpus, "toy", "other");
    EXPECT_THAT(split.train, ElementsAre(0, 1));
    EXPECT_THAT(split.test, ElementsAre(2));
    EXPECT_NO_THROW(refuse_leaks(corpus, split));
    EXPECT_THROW(refuse_leaks(corpus, across_data_sets(corpus, "toy", "toy")), Error);
    EXPECT_THROW(refuse_leaks(corpus, across_data_sets(corpus, "toy", "unheard of")), Error);
}

TEST(RefuseLeaks, NamesWhoIsOnBothSides) {
    const Corpus corpus = nine();
    const auto reason = [&](const Split& split) -> std::string {
        try {
            refuse_leaks(corpus, split);
        } catch (const Error& error) {
            return error.what();
        }
        return "";
    };
    EXPECT_EQ(reason({"mine", {0, 1, 2}, {3, 5}}), "");
    EXPECT_THAT(reason({"mine", {0, 1}, {3, 1}}), HasSubstr("toy:2"));
    EXPECT_THAT(reason({"mine", {0, 2}, {4}}), HasSubstr("toy:5"));
    EXPECT_THAT(reason({"mine", {}, {4}}), HasSubstr("training side"));
    EXPECT_THAT(reason({"mine", {4}, {}}), HasSubstr("test side"));
}

TEST(HoldOut, TakesAShareButLeavesTwoToLearnFrom) {
    const Corpus corpus = nine();
    const People people = corpus.people_of("");
    for (std::uint64_t seed = 0; seed < 20; ++seed) {
        const HeldOut some = hold_out(corpus, people, 0.25, seed);
        EXPECT_EQ(some.learn.size() + some.watch.size(), 9U);
        EXPECT_EQ(contains(some.watch, 2), contains(some.watch, 4));
        EXPECT_NO_THROW(refuse_leaks(corpus, {"held out", some.learn, some.watch}));
        EXPECT_GE(some.watch.size(), 2U);
        EXPECT_LE(some.watch.size(), 3U);
        EXPECT_GE(hold_out(corpus, people, 1.0, seed).learn.size(), 2U);
        EXPECT_EQ(hold_out(corpus, {0, 1, 3}, 0.01, seed).watch.size(), 1U);
    }
    EXPECT_TRUE(hold_out(corpus, people, 0.0, 1).watch.empty());
    EXPECT_TRUE(hold_out(corpus, {0, 1}, 0.5, 1).watch.empty());
    EXPECT_THAT(hold_out(corpus, {0, 1}, 0.5, 1).learn, ElementsAre(0, 1));
    EXPECT_TRUE(hold_out(corpus, {0, 2, 4}, 0.5, 1).watch.empty());  // two people, as far as anyone can tell
}

}  // namespace
}  // namespace footfall::train
