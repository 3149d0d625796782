// The report of an evaluation: one model against the reference labels of some data.
#pragma once

#include <string>
#include <vector>

#include "footfall/report/findings.h"

namespace footfall::report {

/// Parts that are empty are left out of the report.
struct EvaluationReport {
    std::string title;
    std::string model;  ///< as people read it
    std::string
        model_label_definition;  ///< what the model learned; one that differs from the data's is said aloud
    std::vector<DataSummary> data;
    Provenance provenance;
    std::vector<std::string> warnings;  ///< sentences
    ModelFindings findings;
};

/// The whole document.
[[nodiscard]] std::string render(const EvaluationReport& report);

}  // namespace footfall::report
