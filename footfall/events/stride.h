// Strides from the events of one foot: initial contact, final contact, initial contact.
#pragma once

#include <optional>

#include "footfall/core/event.h"

namespace footfall {

/// One stride with the final contact within it.
struct Stride {
    Nanoseconds start = 0;
    Nanoseconds final_contact = 0;
    Nanoseconds end = 0;

    [[nodiscard]] constexpr Nanoseconds stride_time() const noexcept { return end - start; }
    [[nodiscard]] constexpr Nanoseconds stance_time() const noexcept { return final_contact - start; }
    [[nodiscard]] constexpr Nanoseconds swing_time() const noexcept { return end - final_contact; }
    /// Of the stride, in (0, 1).
    [[nodiscard]] constexpr double stance_share() const noexcept {
        return static_cast<double>(stance_time()) / static_cast<double>(stride_time());
    }
    friend constexpr bool operator==(const Stride&, const Stride&) = default;
};

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
