// Which jobs a study's plan makes.
#include <algorithm>
#include <numeric>
#include <set>

#include "footfall/recording/error.h"
#include "train/study.h"

namespace footfall::train {
namespace {

class JobList {
public:
    JobList(const StudyPlan& plan, const Corpus& corpus) : plan_(plan), corpus_(corpus) {}

    /// @param transfers stage-2 budgets that each mode uses
    StudyJob& add(StudySection section, NetworkKind kind, int window, int look_ahead, const Split& split,
                  std::vector<TransferMode> modes, double transfers = 1.0) {
        refuse_leaks(corpus_, split);
        StudyJob job;
        job.section = section;
        job.spec = plan_.spec_of(kind, window, look_ahead, static_cast<int>(corpus_.phases.phases.size()));
        if (const auto failure = validate(job.spec)) {
            throw Error("study",
                        "window " + std::to_string(window) + ", look-ahead " + std::to_string(look_ahead),
                        "a possible network", failure->reason);
        }
        job.key = std::string(to_string(section)) + "/" + std::string(to_string(kind)) + "/window " +
                  std::to_string(window) + "/look-ahead " + std::to_string(look_ahead) + "/" + split.name;
        if (!keys_.insert(job.key).second) {
            throw Error("study", "", "every job once", job.key + " twice");
        }
        job.split = split;
        job.modes = std::move(modes);
        const TrainingPlan& training = plan_.training_of(kind);
        const auto full_stages = std::count_if(job.modes.begin(), job.modes.end(), [](TransferMode mode) {
            return mode != TransferMode::feature_transfer;
        });
        // Measured: a transformer's window costs as much as about eight of a DNN's.
        job.cost =
            (static_cast<double>(training.pretraining.windows) +
             transfers * static_cast<double>(full_stages) * static_cast<double>(training.transfer.windows)) *
            (kind == NetworkKind::dnn ? 1.0 : 8.0 * window / 50.0);
        jobs_.push_back(std::move(job));
        return jobs_.back();
    }

    StudyJob& add_main(StudySection section, const Split& split, std::vector<TransferMode> modes,
                       double transfers = 1.0) {
        return add(section, plan_.main_network, plan_.main_window, plan_.look_ahead, split, std::move(modes),
                   transfers);
    }

    /// A curve of phase labels of so many people, which the training side must have.
    void add_budgets(const Split& split) {
        const People learn =
            hold_out(corpus_, split.train, plan_.training_of(plan_.main_network).watch_share, plan_.seed)
                .learn;
        std::set<std::string> different;
        for (const std::size_t person : learn) {
            different.insert(corpus_.people[person].split_key);
        }
        const int most = *std::max_element(plan_.budget_people.begin(), plan_.budget_people.end());
        if (most > static_cast<int>(different.size())) {
            throw Error("label budget", split.name,
                        "at most the " + std::to_string(different.size()) + " people to learn from",
                        std::to_string(most));
        }
        const double windows =
            std::accumulate(plan_.budget_windows.begin(), plan_.budget_windows.end(), 0.0) +
            plan_.budget_windows.front() * static_cast<double>(plan_.budget_people.size() - 1);
        const auto full = static_cast<double>(plan_.training_of(plan_.main_network).transfer.windows);
        add_main(StudySection::label_budget, split, plan_.modes, windows / full * plan_.budget_draws)
            .budgets = plan_.budget_people;
    }

    [[nodiscard]] std::vector<StudyJob> take() {
        std::stable_sort(jobs_.begin(), jobs_.end(),
                         [](const StudyJob& a, const StudyJob& b) { return a.cost > b.cost; });
        return std::move(jobs_);
    }

private:
    const StudyPlan& plan_;
    const Corpus& corpus_;
    std::set<std::string> keys_;
    std::vector<StudyJob> jobs_;
};

People people_named(const Corpus& corpus, const std::vector<std::string>& keys, const std::string& where) {
    People people;
    for (const std::string& key : keys) {
        const auto found = std::find_if(corpus.people.begin(), corpus.people.end(),
                                        [&](const CorpusPerson& person) { return person.key == key; });
        if (found == corpus.people.end()) {
            throw Error(where, "", "people of the data, as in " + corpus.people.front().key,
                        "\"" + key + "\"");
        }
        people.push_back(static_cast<std::size_t>(found - corpus.people.begin()));
    }
    return people;
}

}  // namespace

std::string_view to_string(StudySection section) noexcept {
    switch (section) {
        case StudySection::grid: return "grid";
        case StudySection::look_ahead: return "look-ahead";
        case StudySection::label_budget: return "label-budget";
        case StudySection::leave_one_out: return "leave-one-out";
        case StudySection::ages: return "ages";
        case StudySection::data_sets: return "data-sets";
        case StudySection::stated: return "stated";
    }
    return "";
}

std::vector<StudyJob> jobs_of(const StudyPlan& plan, const Corpus& corpus) {
    const People people = corpus.people_of(plan.main_data_set);
    JobList jobs(plan, corpus);
    const std::vector<Split> folds = grouped_folds(corpus, people, plan.folds, plan.seed);
    for (const Split& fold : folds) {
        for (const NetworkKind kind : plan.networks) {
            for (const int window : plan.windows_of(kind)) {
                StudyJob& job = jobs.add(StudySection::grid, kind, window, plan.look_ahead, fold, plan.modes);
                job.details = kind == plan.main_network && window == plan.main_window;
            }
        }
        for (const int look_ahead : plan.look_aheads) {
            jobs.add(StudySection::look_ahead, plan.main_network, plan.main_window, look_ahead, fold,
                     {TransferMode::model_transfer});
        }
        if (!plan.budget_people.empty()) {
            jobs.add_budgets(fold);
        }
    }
    if (plan.leave_one_out) {
        for (const Split& split : leave_one_out(corpus, people)) {
            jobs.add_main(StudySection::leave_one_out, split, {TransferMode::model_transfer});
        }
    }
    if (plan.ages) {
        for (const Split& split :
             across_ages(corpus, people, plan.ages->older_from_years, plan.ages->younger_to_years)) {
            jobs.add_main(StudySection::ages, split, plan.modes);
        }
    }
    for (const auto& [train_set, test_set] : plan.across_data_sets) {
        jobs.add_main(StudySection::data_sets, across_data_sets(corpus, train_set, test_set), plan.modes);
    }
    for (const StatedSplit& stated : plan.stated_splits) {
        const std::string where = "split \"" + stated.name + "\"";
        jobs.add_main(StudySection::stated,
                      {stated.name, people_named(corpus, stated.train, where),
                       people_named(corpus, stated.test, where)},
                      plan.modes);
    }
    return jobs.take();
}

std::uint64_t hash_of(std::string_view text) noexcept {
    std::uint64_t hash = 0xCBF29CE484222325U;
    for (const char c : text) {
        hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001B3U;
    }
    return hash;
}

}  // namespace footfall::train
