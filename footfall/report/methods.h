// How every figure of an analysis is measured and how far to trust it, in plain words.
#pragma once

#include "footfall/report/html.h"

namespace footfall::report {

[[nodiscard]] std::vector<Term> methods();

}  // namespace footfall::report
