// The corpus a command learns from or is judged on: named data, or the configuration's simulated cohort.
#pragma once

#include <functional>
#include <set>

#include "cli/config.h"
#include "cli/data_selection.h"
#include "footfall/report/findings.h"
#include "train/corpus.h"

namespace footfall::cli {

struct LoadedCorpus {
    train::Corpus corpus;
    std::vector<report::DataSummary> data;  ///< one a data set
    std::set<std::string> gravity_removed;  ///< data sets whose accelerometers' signals lack gravity
    std::size_t left_out = 0;               ///< recordings and feet, each named on standard error
};

/// Told of each recording once its feet are in the corpus, from `first_foot` on.
using OnRecording =
    std::function<void(const Recording& recording, const train::Corpus& corpus, std::size_t first_foot)>;

/// Shows its progress. Throws footfall::Error when nothing can be used, train::Cancelled after Ctrl-C.
[[nodiscard]] LoadedCorpus load_corpus(const Config& config, const DataSelection& selection,
                                       const OnRecording& on_recording = {});

/// Tells corpora apart: who is in them and how much of it is labelled.
[[nodiscard]] std::string fingerprint_of(const train::Corpus& corpus);

}  // namespace footfall::cli
