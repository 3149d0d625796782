// Finds recordings whose reference is that of another: two walks never have the same events.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "footfall/recording/recording.h"

namespace footfall::io {

class CopiedReferences {
public:
    /// The id of an earlier recording with the same events of one foot, of which there are at least eight.
    [[nodiscard]] std::optional<std::string> earlier_with_same(const Recording& recording);

private:
    std::map<std::vector<Nanoseconds>, std::string> recording_of_;
};

}  // namespace footfall::io
