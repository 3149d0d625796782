// Everything a study learns from or is judged on: people, and their feet's prepared signals.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "footfall/recording/foot_signal.h"

namespace footfall::train {

/// A person, unique over all data sets.
struct CorpusPerson {
    std::string key;        ///< "voisard2023:13"
    std::string split_key;  ///< no split parts people who share it
    std::string data_set;
    std::optional<double> age_years;
    std::string group;
};

/// One foot of one recording.
struct CorpusFoot {
    std::size_t person = 0;  ///< index into Corpus::people
    std::string recording;   ///< id within the data set
    FootSignal signal;
};

struct Corpus {
    PhaseSet phases;
    Preprocessing preprocessing;
    std::string label_definition;  ///< of every labelled recording in it; "mixed" when they differ
    std::vector<CorpusPerson> people;
    std::vector<CorpusFoot> feet;

    /// Prepares every foot of a recording and adds it. Returns one line for each foot that had to be left
    /// out.
    std::vector<std::string> add(const Recording& recording);

    /// People's indices whose key is in `data_set`, all for an empty name.
    [[nodiscard]] std::vector<std::size_t> people_of(const std::string& data_set) const;
};

}  // namespace footfall::train
