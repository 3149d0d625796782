// Which phases a gait cycle is cut into, and which event each begins with: data, not code.
#pragma once

#include <string>
#include <vector>

#include "footfall/core/event.h"

namespace footfall {

/// One phase: its name and the event that opens it.
struct PhaseDefinition {
    std::string name;
    EventKind begins_with = EventKind::initial_contact;

    friend bool operator==(const PhaseDefinition&, const PhaseDefinition&) = default;
};

/// Phases in the order of the cycle; the first phase's event is where the cycle restarts.
struct PhaseSet {
    std::string name;
    std::vector<PhaseDefinition> phases;

    friend bool operator==(const PhaseSet&, const PhaseSet&) = default;
};

}  // namespace footfall
