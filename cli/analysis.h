// What an analysis of recordings came to.
#pragma once

#include <string>
#include <vector>

#include "footfall/report/walk_result.h"

namespace footfall::cli {

struct LeftOut {
    std::string recording;
    std::string foot;  ///< empty: all of it
    std::string reason;
};

struct Analysis {
    std::vector<report::WalkResult> walks;  ///< one a recording
    std::vector<LeftOut> left_out;
};

}  // namespace footfall::cli
