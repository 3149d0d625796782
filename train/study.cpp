// Runs the jobs of a study.
#include "train/study.h"

#include <algorithm>
#include <atomic>
#include <chrono>
#include <exception>
#include <mutex>
#include <thread>
#include <utility>

#include "train/learnt_model.h"
#include "train/quantise.h"

namespace footfall::train {
namespace {

/// `count` of the people to be learnt from, those who can't be told apart together, by the luck of the draw.
People drawn_people(const Corpus& corpus, const People& learn, int count, std::uint64_t seed) {
    std::vector<std::string> keys;
    for (const std::size_t person : learn) {
        const std::string& key = corpus.people[person].split_key;
        if (std::find(keys.begin(), keys.end(), key) == keys.end()) {
            keys.push_back(key);
        }
    }
    Random random(seed);
    People drawn;
    for (int i = 0; i < count && !keys.empty(); ++i) {
        const std::size_t at = random.below(keys.size());
        const std::string key = keys[at];
        keys.erase(keys.begin() + static_cast<std::ptrdiff_t>(at));
        std::copy_if(learn.begin(), learn.end(), std::back_inserter(drawn),
                     [&](std::size_t person) { return corpus.people[person].split_key == key; });
    }
    return drawn;
}

}  // namespace

StudyResult run_job(const StudyPlan& plan, const StudyJob& job, const Corpus& corpus,
                    const CancelCheck& cancelled) {
    const auto started = std::chrono::steady_clock::now();
    const Watcher watcher{cancelled, {}};
    const std::uint64_t seed = Random(plan.seed).fork(hash_of(job.key)).next();
    const TrainingPlan& training = plan.training_of(job.spec.kind);
    const HeldOut people = hold_out(corpus, job.split.train, training.watch_share, seed);
    StudyResult result;
    result.key = job.key;

    const auto add_quantised = [&](const Learnt& learnt, TransferMode mode) {
        const QuantisedModel quantised(
            model_of(learnt, corpus, ""), plan.precision,
            calibration_windows(corpus, people.learn, job.spec, learnt.normalization));
        StudyCell cell;
        cell.mode = mode;
        cell.windows = training.transfer.windows;
        cell.precision = plan.precision;
        cell.people = mark_people(corpus, ask(quantised.model(), corpus, job.split.test), learnt.has_cycle);
        result.cells.push_back(std::move(cell));
    };
    const auto add_cell = [&](Learnt& learnt, TransferMode mode, int labelled, int draw,
                              std::int64_t windows) {
        const std::vector<FootAnswers> answered = ask(learnt, corpus, job.split.test);
        result.cells.push_back(
            {mode, labelled, draw, windows, false, mark_people(corpus, answered, learnt.has_cycle)});
        if (job.section == StudySection::data_sets) {
            const auto moved = with_offsets(corpus, answered, result.cells.back().people);
            result.cells.push_back(
                {mode, labelled, draw, windows, true, mark_people(corpus, moved, learnt.has_cycle)});
        }
        if (job.details && mode == TransferMode::model_transfer) {
            result.details = details_of(corpus, answered);
        }
    };

    const Learnt pretrained =
        pretrain(corpus, job.spec, {people.learn, {}, people.watch}, training, seed, watcher);
    if (job.budgets.empty()) {
        for (const TransferMode mode : job.modes) {
            Learnt learnt = transfer(corpus, pretrained, mode, {people.learn, people.learn, people.watch},
                                     training, seed, watcher);
            add_cell(learnt, mode, 0, 0, training.transfer.windows);
            if (plan.precision != Precision::fp32) {
                add_quantised(learnt, mode);
            }
        }
    }
    TrainingPlan small = training;
    People everybody = people.learn;
    everybody.insert(everybody.end(), people.watch.begin(), people.watch.end());
    const auto add_draw = [&](int budget, int draw, int windows) {
        small.transfer.windows = windows;
        const std::uint64_t draw_seed =
            Random(seed)
                .fork(static_cast<std::uint64_t>(budget) * 1000 + static_cast<std::uint64_t>(draw))
                .next();
        // Nobody else's phase labels may be used, so nobody is watched.
        const Teachers teachers{everybody, drawn_people(corpus, people.learn, budget, draw_seed), {}};
        for (const TransferMode mode : job.modes) {
            Learnt learnt = transfer(corpus, pretrained, mode, teachers, small, draw_seed, watcher);
            add_cell(learnt, mode, budget, draw, windows);
        }
    };
    for (const int budget : job.budgets) {
        const bool smallest = budget == *std::min_element(job.budgets.begin(), job.budgets.end());
        const std::size_t stages = smallest ? plan.budget_windows.size() : 1;
        for (std::size_t stage = 0; stage < stages; ++stage) {
            for (int draw = 0; draw < plan.budget_draws; ++draw) {
                add_draw(budget, draw, plan.budget_windows[stage]);
            }
        }
    }
    result.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - started).count();
    return result;
}

void run_jobs(const StudyPlan& plan, const std::vector<StudyJob>& jobs, const Corpus& corpus, int threads,
              const CancelCheck& cancelled, const std::function<void(const StudyJob&, StudyResult)>& done) {
    std::atomic<std::size_t> next{0};
    std::atomic<bool> stop{false};
    std::mutex one_at_a_time;
    std::exception_ptr failure;
    const CancelCheck stopped = [&] { return stop.load() || (cancelled && cancelled()); };
    const auto work = [&] {
        for (std::size_t i = next++; i < jobs.size() && !stop; i = next++) {
            try {
                StudyResult result = run_job(plan, jobs[i], corpus, stopped);
                const std::lock_guard lock(one_at_a_time);
                if (!failure) {
                    done(jobs[i], std::move(result));
                }
            } catch (...) {
                const std::lock_guard lock(one_at_a_time);
                if (!failure) {
                    failure = std::current_exception();
                }
                stop = true;
            }
        }
    };
    std::vector<std::jthread> pool;
    for (int i = 1; i < threads; ++i) {
        pool.emplace_back(work);
    }
    work();
    pool.clear();
    if (failure) {
        std::rethrow_exception(failure);
    }
}

}  // namespace footfall::train
