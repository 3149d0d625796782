// Runs the jobs of a study.
#include "train/study.h"

#include <algorithm>
#include <atomic>
#include <chrono>
#include <exception>
#include <limits>
#include <mutex>
#include <thread>

#include "train/event_offsets.h"

namespace footfall::train {
namespace {

/// Answers of a model about every foot of some people.
struct Answered {
    std::size_t foot;
    std::vector<PhaseSample> answers;
};

std::vector<Answered> ask(Learnt& learnt, const Corpus& corpus, const People& people) {
    const BatchMaker batches(corpus, learnt.network.spec(), learnt.normalization);
    std::vector<Answered> answered;
    for (std::size_t foot = 0; foot < corpus.feet.size(); ++foot) {
        if (std::find(people.begin(), people.end(), corpus.feet[foot].person) != people.end()) {
            answered.push_back({foot, predict(learnt.network, batches, corpus, foot)});
        }
    }
    return answered;
}

std::vector<PersonTally> mark_people(const Corpus& corpus, const std::vector<Answered>& answered, bool has_cycle) {
    std::vector<PersonTally> people;
    for (const Answered& one : answered) {
        const CorpusFoot& foot = corpus.feet[one.foot];
        const std::string& key = corpus.people[foot.person].key;
        auto person = std::find_if(people.begin(), people.end(), [&](const PersonTally& p) { return p.person == key; });
        if (person == people.end()) {
            person = people.insert(people.end(), {key, Tally(static_cast<int>(corpus.phases.phases.size()))});
        }
        person->tally.add(mark(foot, corpus.phases, one.answers, has_cycle));
    }
    return people;
}

/// Each person's borders moved by the offsets that the other people's events show.
std::vector<Answered> with_offsets(const Corpus& corpus, const std::vector<Answered>& answered,
                                   const std::vector<PersonTally>& tallies) {
    std::vector<Answered> moved;
    for (const Answered& one : answered) {
        const CorpusFoot& foot = corpus.feet[one.foot];
        std::vector<Tally> others;
        for (const PersonTally& person : tallies) {
            if (person.person != corpus.people[foot.person].key) {
                others.push_back(person.tally);
            }
        }
        moved.push_back({one.foot, shifted(one.answers, corpus.phases, foot.signal.grid_period, offsets_from(others))});
    }
    return moved;
}

/// The first test person's foot with the longest annotated stretch, from a second before it to a second after.
std::optional<WalkExample> example_of(const Corpus& corpus, const std::vector<Answered>& answered) {
    constexpr SampleIndex kMost = 1000;
    for (const Answered& one : answered) {
        const CorpusFoot& foot = corpus.feet[one.foot];
        if (foot.signal.cycles.size() < 4) {
            continue;
        }
        const auto rate = static_cast<SampleIndex>(kNanosecondsPerSecond / foot.signal.grid_period);
        const SampleIndex walk_start = foot.signal.cycles.front().time.start / foot.signal.grid_period - rate;
        for (const SignalSegment& segment : foot.signal.segments) {
            const SampleIndex first = std::max(segment.first, walk_start);
            const SampleIndex end =
                std::min(segment.first + static_cast<SampleIndex>(segment.length()), first + kMost);
            if (end - first < 4 * rate) {
                continue;
            }
            WalkExample example;
            example.recording = foot.recording;
            example.foot = foot.signal.foot;
            example.rate_hz = static_cast<double>(rate);
            example.first = first;
            auto answer = one.answers.begin();
            for (SampleIndex index = first; index < end; ++index) {
                const auto i = static_cast<std::size_t>(index - segment.first);
                answer = std::find_if(answer, one.answers.end(), [&](const PhaseSample& a) { return a.index >= index; });
                const bool has_answer = answer != one.answers.end() && answer->index == index;
                example.pitch_rate_radps.push_back(segment.channels[i * kChannels + 4]);
                example.cycle_reference.push_back(segment.labels[i].cycle);
                example.phase_reference.push_back(segment.labels[i].phase);
                example.cycle_found.push_back(has_answer ? answer->cycle : std::numeric_limits<float>::quiet_NaN());
                example.phase_found.push_back(has_answer ? answer->phase : int{SampleLabel::kNoPhase});
            }
            return example;
        }
    }
    return std::nullopt;
}

StudyDetails details_of(const Corpus& corpus, const std::vector<Answered>& answered) {
    StudyDetails details;
    details.cycle_density.resize(std::size_t{kDensityBins} * kDensityBins);
    const auto bin = [](float cycle) {
        return static_cast<std::size_t>(std::clamp(static_cast<int>(cycle * kDensityBins), 0, kDensityBins - 1));
    };
    for (const Answered& one : answered) {
        auto answer = one.answers.begin();
        for (const SignalSegment& segment : corpus.feet[one.foot].signal.segments) {
            for (std::size_t i = 0; i < segment.length(); ++i) {
                const SampleIndex index = segment.first + static_cast<SampleIndex>(i);
                answer = std::find_if(answer, one.answers.end(), [&](const PhaseSample& a) { return a.index >= index; });
                if (answer != one.answers.end() && answer->index == index && !std::isnan(segment.labels[i].cycle)) {
                    ++details.cycle_density[bin(segment.labels[i].cycle) * kDensityBins + bin(answer->cycle)];
                }
            }
        }
    }
    details.example = example_of(corpus, answered);
    return details;
}

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

StudyResult run_job(const StudyPlan& plan, const StudyJob& job, const Corpus& corpus, const CancelCheck& cancelled) {
    const auto started = std::chrono::steady_clock::now();
    const std::uint64_t seed = Random(plan.seed).fork(hash_of(job.key)).next();
    const TrainingPlan& training = plan.training_of(job.spec.kind);
    const HeldOut people = hold_out(corpus, job.split.train, training.watch_share, seed);
    StudyResult result;
    result.key = job.key;

    const auto add_cell = [&](Learnt& learnt, TransferMode mode, int labelled, int draw) {
        const std::vector<Answered> answered = ask(learnt, corpus, job.split.test);
        result.cells.push_back({mode, labelled, draw, false, mark_people(corpus, answered, learnt.has_cycle)});
        if (job.section == StudySection::data_sets) {
            const auto moved = with_offsets(corpus, answered, result.cells.back().people);
            result.cells.push_back({mode, labelled, draw, true, mark_people(corpus, moved, learnt.has_cycle)});
        }
        if (job.details && mode == TransferMode::model_transfer) {
            result.details = details_of(corpus, answered);
        }
    };

    const Learnt pretrained =
        pretrain(corpus, job.spec, {people.learn, {}, people.watch}, training, seed, cancelled);
    if (job.budgets.empty()) {
        for (const TransferMode mode : job.modes) {
            Learnt learnt = transfer(corpus, pretrained, mode, {people.learn, people.learn, people.watch}, training,
                                     seed, cancelled);
            add_cell(learnt, mode, 0, 0);
        }
    }
    TrainingPlan small = training;
    small.transfer.windows =
        static_cast<std::int64_t>(plan.budget_share * static_cast<double>(training.transfer.windows));
    for (const int budget : job.budgets) {
        for (int draw = 0; draw < plan.budget_draws; ++draw) {
            const std::uint64_t draw_seed =
                Random(seed).fork(static_cast<std::uint64_t>(budget) * 1000 + static_cast<std::uint64_t>(draw)).next();
            // Nobody else's phase labels may be used, so nobody is watched.
            const Teachers teachers{people.learn, drawn_people(corpus, people.learn, budget, draw_seed), {}};
            for (const TransferMode mode : job.modes) {
                Learnt learnt = transfer(corpus, pretrained, mode, teachers, small, draw_seed, cancelled);
                add_cell(learnt, mode, budget, draw);
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
                done(jobs[i], std::move(result));
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
