// phases.csv, events.csv and strides.csv, written as the answers come.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "footfall/core/event.h"
#include "footfall/core/foot.h"
#include "footfall/core/phase_set.h"
#include "footfall/recording/measured_walk.h"
#include "footfall/recording/own_samples.h"
#include "io/file_writer.h"

namespace footfall::cli {

class AnalysisTables {
public:
    /// Throws footfall::Error when a file can't be written. Without finish() no file is there.
    AnalysisTables(const std::filesystem::path& folder, const PhaseSet& phases);

    /// Rows of this foot follow.
    void begin(const std::string& recording, Foot foot);
    void add(const AnsweredSample& sample);
    void add(const Event& event);
    /// What isn't known is an empty cell; the bout counts from 1, as in the report.
    void add(const MeasuredStride& stride);

    /// Puts the files in place.
    void finish();

private:
    io::FileWriter phases_;
    io::FileWriter events_;
    io::FileWriter strides_;
    std::vector<std::string> phase_names_;  // with the commas around them
    std::string row_start_;                 // "recording,foot,"
};

}  // namespace footfall::cli
