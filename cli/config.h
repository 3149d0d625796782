// What `train` and `study` do, from a TOML file or a preset's name. docs/config.md lists the keys.
#pragma once

#include <string>
#include <vector>

#include "footfall/core/phase_set.h"
#include "footfall/core/preprocessing.h"
#include "simulate/cohort.h"
#include "train/study.h"

namespace footfall::cli {

struct Config {
    std::string name;   ///< the preset's, or the file's without folder and ending
    std::string text;   ///< as read, for provenance
    std::string notes;  ///< free text for the model's card: what the data are, their licence, what to cite
    PhaseSet phases;
    Preprocessing preprocessing;
    simulate::CohortOptions cohort;  ///< learnt from when no data is named
    train::TransferMode transfer = train::TransferMode::model_transfer;  ///< of the model that `train` makes
    Precision precision = Precision::fp32;                               ///< of the model that `train` makes
    train::StudyPlan study;  ///< its main point is the model that `train` makes
};

/// @param name_or_file a preset ("quick", "paper", "reference") or a file's path
/// Throws footfall::Error naming file and line, what was expected and found, and the nearest right key.
[[nodiscard]] Config read_config(const std::string& name_or_file);

/// Names of the configurations built into the program (configs/*.toml).
[[nodiscard]] std::vector<std::string> preset_names();

}  // namespace footfall::cli
