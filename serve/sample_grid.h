// Whether floats are whole multiples of one step, as those of a sensor that counts are: whole numbers take
// less room than what is left in the last bits of their products.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace footfall::serve {

struct SampleGrid {
    double step = 0.0;
    std::vector<std::int32_t> counts;  ///< one a value
};

/// The float that a count stands for: the product rounded once, as a sensor's driver makes it.
[[nodiscard]] inline float on_grid(std::int32_t count, double step) noexcept {
    return static_cast<float>(static_cast<double>(count) * step);
}

/// A grid whose on_grid() gives every value back in every bit; nothing when none was found, such as for
/// values that were calibrated since.
[[nodiscard]] std::optional<SampleGrid> grid_of(std::span<const float> values);

}  // namespace footfall::serve
