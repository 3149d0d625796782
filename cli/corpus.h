// The corpus a command learns from or is judged on: named data, or the configuration's simulated cohort.
#pragma once

#include "cli/config.h"
#include "cli/data_selection.h"
#include "footfall/report/findings.h"
#include "train/corpus.h"

namespace footfall::cli {

struct LoadedCorpus {
    train::Corpus corpus;
    std::vector<report::DataSummary> data;  ///< one a data set
    std::size_t left_out = 0;               ///< recordings and feet, each named on standard error
};

/// Throws footfall::Error when nothing can be used.
[[nodiscard]] LoadedCorpus load_corpus(const Config& config, const DataSelection& selection);

/// Tells corpora apart: who is in them and how much of it is labelled.
[[nodiscard]] std::string fingerprint_of(const train::Corpus& corpus);

}  // namespace footfall::cli
