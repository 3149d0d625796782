// Cadence, stance share and symmetry of the strides just made.
#pragma once

#include <array>
#include <deque>
#include <optional>

#include "serve/live_sink.h"

namespace footfall::serve {

/// Means over the latest kMost strides of each foot, none older than kOldest. Constant memory.
class LatestStrides {
public:
    static constexpr std::size_t kMost = 10;
    static constexpr Nanoseconds kOldest = 15 * kNanosecondsPerSecond;
    /// Strides of each foot from which on the feet are compared.
    static constexpr int kForSymmetry = 3;

    /// @param now on the host's clock
    void add(const LiveStride& stride, Nanoseconds now);
    /// Of a stride that was added; nothing when it is forgotten.
    void add_motion(const LiveStride& stride) noexcept;
    /// Forgets what is too old; whether there was anything to forget.
    bool forget_old(Nanoseconds now);
    [[nodiscard]] LiveGait gait() const;

private:
    struct Told {
        Nanoseconds at = 0;
        Stride stride;
        double length_m = kUnknown;
    };
    std::array<std::deque<Told>, 2> feet_;
};

}  // namespace footfall::serve
