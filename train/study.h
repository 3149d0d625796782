// A study: networks x windows x transfer modes x splits, as independent jobs whose results add up to tables.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "train/answers.h"
#include "train/transfer.h"

namespace footfall::train {

struct AgeProtocol {
    double older_from_years = 55.0;
    double younger_to_years = 45.0;
};

/// A split by name, as a configuration may state one. People by key ("voisard2023:7").
struct StatedSplit {
    std::string name;
    std::vector<std::string> train;
    std::vector<std::string> test;
};

/// What a study does. The grid is networks x windows; everything else is done at its main point.
struct StudyPlan {
    std::string name;
    std::uint64_t seed = 1;
    std::vector<NetworkKind> networks = {NetworkKind::dnn};
    std::vector<int> windows = {50};
    std::vector<int> transformer_windows;  ///< where they differ; empty: the same
    std::vector<TransferMode> modes = {TransferMode::model_transfer, TransferMode::feature_transfer,
                                       TransferMode::scratch};
    int look_ahead = 5;
    int folds = 5;
    NetworkKind main_network = NetworkKind::dnn;
    int main_window = 50;
    std::vector<int> look_aheads;    ///< curve of model transfer over the look-ahead
    std::vector<int> budget_people;  ///< label-budget curve: phase labels of so many people
    int budget_draws = 5;            ///< of those people, in each fold
    bool leave_one_out = false;
    std::optional<AgeProtocol> ages;
    std::vector<std::pair<std::string, std::string>> across_data_sets;  ///< trained on, tested on
    std::vector<StatedSplit> stated_splits;
    std::vector<int> hidden;    ///< widths of every DNN; empty: those of compact_dnn
    std::string main_data_set;  ///< folds, ages and budget are of its people; empty: of everybody's
    TrainingPlan dnn;
    TrainingPlan transformer;
    Precision precision = Precision::fp32;  ///< another: each model is judged at it too
    /// Stage-2 budgets of label-budget draws: the first for every number of people, the others for the
    /// smallest number alone.
    std::vector<int> budget_windows = {250'000};

    [[nodiscard]] const std::vector<int>& windows_of(NetworkKind kind) const noexcept {
        return kind == NetworkKind::dnn || transformer_windows.empty() ? windows : transformer_windows;
    }
    [[nodiscard]] NetworkSpec spec_of(NetworkKind kind, int window, int ahead, int phases) const {
        NetworkSpec spec = compact_network(kind, window, ahead, phases);
        if (kind == NetworkKind::dnn && !hidden.empty()) {
            spec.hidden = hidden;
        }
        return spec;
    }
    [[nodiscard]] const TrainingPlan& training_of(NetworkKind kind) const noexcept {
        return kind == NetworkKind::dnn ? dnn : transformer;
    }
};

/// Which part of a report a job's result belongs to.
enum class StudySection : unsigned char {
    grid,
    look_ahead,
    label_budget,
    leave_one_out,
    ages,
    data_sets,
    stated
};
[[nodiscard]] std::string_view to_string(StudySection section) noexcept;

/// One pretraining and what is transferred from it. Its result depends on the plan's seed and on `key` alone.
struct StudyJob {
    std::string key;  ///< unique in a study; names its result
    StudySection section = StudySection::grid;
    NetworkSpec spec;
    Split split;
    std::vector<TransferMode> modes;
    std::vector<int> budgets;  ///< label-budget jobs only
    bool details = false;      ///< keep what the report's figures need
    double cost = 0.0;         ///< relative, for the order and the time left
};

/// One trained model's marks on the people of a job's test side.
struct StudyCell {
    TransferMode mode = TransferMode::model_transfer;
    int labelled_people = 0;       ///< 0: all that were learnt from
    int draw = 0;                  ///< of a label budget
    std::int64_t windows = 0;      ///< stage-2 budget
    bool offsets_allowed = false;  ///< borders moved by offsets estimated on the other test people
    std::vector<PersonTally> people;
    Precision precision = Precision::fp32;  ///< of the weights it answered with
};

struct StudyResult {
    std::string key;
    std::vector<StudyCell> cells;
    std::optional<StudyDetails> details;
    double seconds = 0.0;
};

/// All jobs of a plan, most costly first. Throws footfall::Error for a plan that would leak or can't be run
/// on this corpus.
[[nodiscard]] std::vector<StudyJob> jobs_of(const StudyPlan& plan, const Corpus& corpus);

/// Runs one job. Throws Cancelled.
[[nodiscard]] StudyResult run_job(const StudyPlan& plan, const StudyJob& job, const Corpus& corpus,
                                  const CancelCheck& cancelled);

/// Runs jobs on `threads` threads; `done` is called once a job, never two at a time. The first exception of
/// any job, or of `done`, cancels the rest and is thrown on; `done` is not called after it, and `cancelled`
/// must bear being asked by several threads.
void run_jobs(const StudyPlan& plan, const std::vector<StudyJob>& jobs, const Corpus& corpus, int threads,
              const CancelCheck& cancelled, const std::function<void(const StudyJob&, StudyResult)>& done);

/// Numbers of a string that are the same everywhere (FNV-1a, 64 bits).
[[nodiscard]] std::uint64_t hash_of(std::string_view text) noexcept;

}  // namespace footfall::train
