// Strides from the events of one foot: initial contact, final contact, initial contact.
#pragma once

#include <optional>

#include "footfall/core/event.h"
#include "footfall/core/stride.h"

namespace footfall {

/// Feed the events of one foot in time order, and say when they don't follow from those before. Foot-flat and
/// heel-off are passed over. Constant memory; never allocates, blocks or throws.
class StrideDetector {
public:
    /// A stride that lasts longer holds a pause.
    static constexpr Nanoseconds kLongest = 3 * kNanosecondsPerSecond;

    /// The stride that ends with this event.
    [[nodiscard]] std::optional<Stride> update(const Event& event) noexcept;

    /// Forgets the stride under way: after a gap, or when the person has stopped walking.
    void interrupt() noexcept;

private:
    std::optional<Nanoseconds> initial_contact_;
    std::optional<Nanoseconds> final_contact_;
};

}  // namespace footfall
