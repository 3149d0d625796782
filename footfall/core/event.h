// The moments at which a foot goes from one phase to the next.
#pragma once

#include <optional>
#include <string_view>

#include "footfall/core/imu_sample.h"

namespace footfall {

/// In the order of a gait cycle: heel-strike, foot-flat, heel-off, toe-off.
enum class EventKind : unsigned char { initial_contact, foot_flat, heel_off, final_contact };

struct Event {
    EventKind kind = EventKind::initial_contact;
    Nanoseconds time = 0;

    friend constexpr bool operator==(const Event&, const Event&) = default;
};

[[nodiscard]] constexpr std::string_view to_string(EventKind kind) noexcept {
    switch (kind) {
        case EventKind::initial_contact: return "initial_contact";
        case EventKind::foot_flat: return "foot_flat";
        case EventKind::heel_off: return "heel_off";
        case EventKind::final_contact: return "final_contact";
    }
    return "";
}

[[nodiscard]] constexpr std::optional<EventKind> event_kind_from(std::string_view name) noexcept {
    for (const EventKind kind :
         {EventKind::initial_contact, EventKind::foot_flat, EventKind::heel_off, EventKind::final_contact}) {
        if (to_string(kind) == name) {
            return kind;
        }
    }
    return std::nullopt;
}

}  // namespace footfall
