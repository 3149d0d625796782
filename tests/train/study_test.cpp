// A study's jobs are all there, once, without leaks; their results depend on nothing but the plan.
#include "train/study.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <functional>
#include <iterator>
#include <map>
#include <set>

#include "footfall/recording/error.h"
#include "tests/train/toy_corpus.h"

namespace footfall::train {
namespace {

using testing::HasSubstr;

/// Everything a study can do, on two data sets, at next to no cost.
StudyPlan small_plan() {
    StudyPlan plan;
    plan.networks = {NetworkKind::dnn, NetworkKind::transformer};
    plan.windows = {20, 30};
    plan.main_window = 30;
    plan.folds = 3;
    plan.look_aheads = {0, 10};
    plan.budget_people = {1, 2};
    plan.budget_draws = 2;
    plan.budget_windows = {160};
    plan.leave_one_out = true;
    plan.ages = AgeProtocol{50.0, 40.0};
    plan.across_data_sets = {{"toy", "other"}, {"other", "toy"}};
    plan.stated_splits = {{"mine", {"toy:1", "toy:2"}, {"toy:3"}}};
    plan.main_data_set = "toy";
    for (TrainingPlan* training : {&plan.dnn, &plan.transformer}) {
        training->pretraining = {.windows = 640, .batch = 32, .checks = 2};
        training->transfer = training->pretraining;
        training->watch_share = 0.2;
    }
    return plan;
}

Corpus two_sets() {
    Corpus corpus = toy_corpus({.cycles = 4});
    add_toys(corpus, {.people = 3, .cycles = 4, .data_set = "other", .seed = 2});
    return corpus;
}

std::string reason(const StudyPlan& plan, const Corpus& corpus) {
    try {
        (void)jobs_of(plan, corpus);
    } catch (const Error& error) {
        return error.what();
    }
    return "";
}

std::vector<StudyJob> jobs_in(const std::vector<StudyJob>& jobs, StudySection section) {
    std::vector<StudyJob> some;
    std::copy_if(jobs.begin(), jobs.end(), std::back_inserter(some),
                 [&](const StudyJob& job) { return job.section == section; });
    return some;
}

TEST(JobsOf, AreAllThereOnceMostCostlyFirst) {
    const Corpus corpus = two_sets();
    const std::vector<StudyJob> jobs = jobs_of(small_plan(), corpus);
    std::map<StudySection, int> counts;
    std::set<std::string> keys;
    for (const StudyJob& job : jobs) {
        ++counts[job.section];
        keys.insert(job.key);
        EXPECT_THAT(job.key, HasSubstr(std::string(to_string(job.section))));
        EXPECT_NO_THROW(refuse_leaks(corpus, job.split));
        EXPECT_EQ(
            job.spec.window == 30 && job.spec.kind == NetworkKind::dnn && job.section == StudySection::grid,
            job.details);
        EXPECT_EQ(job.budgets.empty(), job.section != StudySection::label_budget);
    }
    EXPECT_EQ(keys.size(), jobs.size());
    EXPECT_EQ(counts[StudySection::grid], 3 * 2 * 2);
    EXPECT_EQ(counts[StudySection::look_ahead], 3 * 2);
    EXPECT_EQ(counts[StudySection::label_budget], 3);
    EXPECT_EQ(counts[StudySection::leave_one_out], 6);
    EXPECT_EQ(counts[StudySection::ages], 2);
    EXPECT_EQ(counts[StudySection::data_sets], 2);
    EXPECT_EQ(counts[StudySection::stated], 1);
    EXPECT_TRUE(std::is_sorted(jobs.begin(), jobs.end(),
                               [](const StudyJob& a, const StudyJob& b) { return a.cost > b.cost; }));
    for (const StudyJob& job : jobs_in(jobs, StudySection::grid)) {
        EXPECT_EQ(job.split.train.size() + job.split.test.size(), 6U);  // of the main data set
    }
}

TEST(JobsOf, RefuseLeaks) {
    Corpus corpus = two_sets();
    EXPECT_EQ(reason(small_plan(), corpus), "");
    StudyPlan plan = small_plan();
    plan.stated_splits = {{"mine", {"toy:1", "toy:2"}, {"toy:3", "toy:2"}}};
    EXPECT_THAT(reason(plan, corpus), HasSubstr("toy:2"));
    plan = small_plan();
    corpus.people[2].split_key = corpus.people[1].split_key;  // toy:3 may be toy:2
    EXPECT_THAT(reason(plan, corpus), HasSubstr("toy:3"));
    plan = small_plan();
    plan.stated_splits.clear();
    plan.across_data_sets = {{"toy", "toy"}};
    EXPECT_THAT(reason(plan, corpus), HasSubstr("both sides"));
}

TEST(JobsOf, RefuseWhatCantBeRun) {
    const Corpus corpus = two_sets();
    const auto refused = [&](const std::function<void(StudyPlan&)>& change) {
        StudyPlan plan = small_plan();
        change(plan);
        return reason(plan, corpus);
    };
    EXPECT_THAT(refused([](StudyPlan& plan) { plan.look_aheads = {30}; }), HasSubstr("look_ahead"));
    EXPECT_THAT(refused([](StudyPlan& plan) { plan.windows = {20, 20}; }), HasSubstr("twice"));
    EXPECT_THAT(refused([](StudyPlan& plan) { plan.budget_people = {1, 4}; }), HasSubstr("label budget"));
    EXPECT_THAT(refused([](StudyPlan& plan) { plan.folds = 7; }), HasSubstr("folds"));
    EXPECT_THAT(refused([](StudyPlan& plan) { plan.stated_splits[0].test = {"toy:9"}; }), HasSubstr("toy:9"));
    EXPECT_THAT(refused([](StudyPlan& plan) {
                    plan.across_data_sets = {{"toy", "unheard of"}};
                }),
                HasSubstr("nobody"));
    EXPECT_THAT(refused([](StudyPlan& plan) { plan.ages = AgeProtocol{90.0, 40.0}; }), HasSubstr("nobody"));
    EXPECT_THAT(refused([](StudyPlan& plan) { plan.main_data_set = "unheard of"; }), HasSubstr("folds"));
}

/// Results by key.
std::map<std::string, StudyResult> results_of(const StudyPlan& plan, const std::vector<StudyJob>& jobs,
                                              const Corpus& corpus, int threads) {
    std::map<std::string, StudyResult> results;
    run_jobs(plan, jobs, corpus, threads, {}, [&](const StudyJob& job, StudyResult result) {
        EXPECT_EQ(job.key, result.key);
        EXPECT_TRUE(results.emplace(job.key, std::move(result)).second) << job.key;
    });
    return results;
}

/// One job of each section, and both kinds of network.
std::vector<StudyJob> a_few(const StudyPlan& plan, const Corpus& corpus) {
    std::vector<StudyJob> few;
    std::set<std::pair<StudySection, NetworkKind>> seen;
    for (const StudyJob& job : jobs_of(plan, corpus)) {
        if (seen.insert({job.section, job.spec.kind}).second) {
            few.push_back(job);
        }
    }
    return few;
}

TEST(RunJobs, GiveTheSameWhateverTheThreadsAndTheOrder) {
    const Corpus corpus = two_sets();
    const StudyPlan plan = small_plan();
    std::vector<StudyJob> jobs = a_few(plan, corpus);
    ASSERT_EQ(jobs.size(), 8U);
    const auto alone = results_of(plan, jobs, corpus, 1);
    std::reverse(jobs.begin(), jobs.end());
    const auto together = results_of(plan, jobs, corpus, 3);
    ASSERT_EQ(alone.size(), jobs.size());
    ASSERT_EQ(together.size(), jobs.size());
    for (const auto& [key, result] : alone) {
        const StudyResult& other = together.at(key);
        ASSERT_EQ(result.cells.size(), other.cells.size());
        for (std::size_t c = 0; c < result.cells.size(); ++c) {
            ASSERT_EQ(result.cells[c].people.size(), other.cells[c].people.size());
            for (std::size_t p = 0; p < result.cells[c].people.size(); ++p) {
                EXPECT_EQ(result.cells[c].people[p].person, other.cells[c].people[p].person);
                EXPECT_TRUE(same(result.cells[c].people[p].tally, other.cells[c].people[p].tally)) << key;
            }
        }
        EXPECT_EQ(result.details.has_value(), other.details.has_value());
        if (result.details) {
            EXPECT_EQ(result.details->cycle_density, other.details->cycle_density);
        }
    }
}

TEST(RunJob, HasACellForEachModeAndEachTestPerson) {
    const Corpus corpus = two_sets();
    const StudyPlan plan = small_plan();
    for (const StudyJob& job : a_few(plan, corpus)) {
        if (job.section == StudySection::label_budget || job.spec.kind == NetworkKind::transformer) {
            continue;
        }
        const StudyResult result = run_job(plan, job, corpus, {});
        const bool across = job.section == StudySection::data_sets;
        ASSERT_EQ(result.cells.size(), job.modes.size() * (across ? 2 : 1)) << job.key;
        for (const StudyCell& cell : result.cells) {
            std::set<std::string> expected;
            for (const std::size_t person : job.split.test) {
                expected.insert(corpus.people[person].key);
            }
            std::set<std::string> found;
            for (const PersonTally& person : cell.people) {
                found.insert(person.person);
                EXPECT_EQ(person.tally.cycles == 0, cell.mode == TransferMode::scratch);
                EXPECT_GT(scores_of(person.tally).samples, 0);
            }
            EXPECT_EQ(found, expected);
        }
        // Offsets are for other label definitions, thus across data sets only.
        EXPECT_EQ(std::count_if(result.cells.begin(), result.cells.end(),
                                [](const StudyCell& cell) { return cell.offsets_allowed; }),
                  across ? static_cast<std::ptrdiff_t>(job.modes.size()) : 0);
        EXPECT_EQ(result.details.has_value(), job.details);
    }
}

TEST(RunJob, DrawsOtherPeopleForEachDrawOfALabelBudget) {
    const Corpus corpus = two_sets();
    StudyPlan plan = small_plan();
    plan.modes = {TransferMode::scratch};
    plan.budget_draws = 3;
    const StudyJob job = jobs_in(jobs_of(plan, corpus), StudySection::label_budget).front();
    const StudyResult result = run_job(plan, job, corpus, {});
    ASSERT_EQ(result.cells.size(), 2U * 3U);
    for (std::size_t a = 0; a < result.cells.size(); ++a) {
        EXPECT_EQ(result.cells[a].labelled_people, a < 3 ? 1 : 2);
        EXPECT_EQ(result.cells[a].draw, static_cast<int>(a % 3));
        for (std::size_t b = 0; b < a; ++b) {
            EXPECT_FALSE(same(result.cells[a].people[0].tally, result.cells[b].people[0].tally))
                << a << " " << b;
        }
    }
}

TEST(RunJob, TriesFurtherBudgetsOfStageTwoOnTheFewestLabels) {
    const Corpus corpus = two_sets();
    StudyPlan plan = small_plan();
    plan.modes = {TransferMode::scratch};
    plan.budget_draws = 1;
    plan.budget_windows = {160, 64};
    const StudyJob job = jobs_in(jobs_of(plan, corpus), StudySection::label_budget).front();
    const StudyResult result = run_job(plan, job, corpus, {});
    std::vector<std::pair<int, std::int64_t>> cells;
    for (const StudyCell& cell : result.cells) {
        cells.emplace_back(cell.labelled_people, cell.windows);
    }
    EXPECT_EQ(cells, (std::vector<std::pair<int, std::int64_t>>{{1, 160}, {1, 64}, {2, 160}}));
}

TEST(RunJob, DependsOnTheSeedOfThePlan) {
    const Corpus corpus = two_sets();
    StudyPlan plan = small_plan();
    const StudyJob job = jobs_in(jobs_of(plan, corpus), StudySection::stated).front();
    const Tally first = run_job(plan, job, corpus, {}).cells[0].people[0].tally;
    EXPECT_TRUE(same(first, run_job(plan, job, corpus, {}).cells[0].people[0].tally));
    plan.seed = 2;
    EXPECT_FALSE(same(first, run_job(plan, job, corpus, {}).cells[0].people[0].tally));
}

TEST(RunJobs, CancelledReportNothingHalf) {
    const Corpus corpus = two_sets();
    const StudyPlan plan = small_plan();
    const std::vector<StudyJob> jobs = jobs_in(jobs_of(plan, corpus), StudySection::leave_one_out);
    int done = 0;
    const auto count = [&](const StudyJob& job, const StudyResult& result) {
        ++done;
        EXPECT_EQ(result.cells.size(), job.modes.size());
    };
    EXPECT_THROW(run_jobs(
                     plan, jobs, corpus, 2, [] { return true; }, count),
                 Cancelled);
    EXPECT_EQ(done, 0);
    EXPECT_THROW(run_jobs(
                     plan, jobs, corpus, 1, [&] { return done == 2; }, count),
                 Cancelled);
    EXPECT_EQ(done, 2);
}

TEST(RunJobs, ThrowOnWhatAJobOrItsListenerThrows) {
    const Corpus corpus = two_sets();
    const StudyPlan plan = small_plan();
    std::vector<StudyJob> jobs = jobs_in(jobs_of(plan, corpus), StudySection::leave_one_out);
    int done = 0;
    const auto full_disk = [&](const StudyJob&, const StudyResult&) {
        ++done;
        throw Error("results", "", "room on the disk", "none");
    };
    EXPECT_THROW(run_jobs(plan, jobs, corpus, 2, {}, full_disk), Error);
    EXPECT_EQ(done, 1);
    jobs[0].spec.window = 5000;
    EXPECT_THROW(run_jobs(plan, jobs, corpus, 2, {}, [](const StudyJob&, const StudyResult&) {}), Error);
}

TEST(RunJob, DrawsAWalkAndTheCycleForTheReport) {
    const Corpus corpus = two_sets();
    const StudyPlan plan = small_plan();
    const std::vector<StudyJob> jobs = jobs_of(plan, corpus);
    const auto job = std::find_if(jobs.begin(), jobs.end(), [](const StudyJob& one) { return one.details; });
    const StudyResult result = run_job(plan, *job, corpus, {});
    ASSERT_TRUE(result.details);
    const auto model = std::find_if(result.cells.begin(), result.cells.end(), [](const StudyCell& cell) {
        return cell.mode == TransferMode::model_transfer;
    });
    std::int64_t cycles = 0;
    for (const PersonTally& person : model->people) {
        cycles += person.tally.cycles;
    }
    std::int64_t counted = 0;
    for (const std::int64_t count : result.details->cycle_density) {
        counted += count;
    }
    EXPECT_EQ(counted, cycles);
    ASSERT_TRUE(result.details->example);
    const WalkExample& example = *result.details->example;
    EXPECT_EQ(example.rate_hz, 100.0);
    EXPECT_EQ(example.cycle_found.size(), example.pitch_rate_radps.size());
    EXPECT_EQ(example.phase_reference.size(), example.pitch_rate_radps.size());
    EXPECT_GT(std::count(example.phase_found.begin(), example.phase_found.end(), 1), 20);
}

TEST(HashOf, IsFnv1a) {
    EXPECT_EQ(hash_of(""), 0xCBF29CE484222325U);
    EXPECT_EQ(hash_of("a"), 0xAF63DC4C8601EC8CU);
}

}  // namespace
}  // namespace footfall::train
