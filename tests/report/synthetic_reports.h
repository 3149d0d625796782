// Made-up but plausible findings, with every part of a report filled: no number in them was measured.
#pragma once

#include "footfall/report/evaluation_report.h"
#include "footfall/report/study_report.h"

namespace footfall::report {

[[nodiscard]] StudyReport synthetic_study();
[[nodiscard]] EvaluationReport synthetic_evaluation();

}  // namespace footfall::report
