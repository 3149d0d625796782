// How the vector kernels go through the outputs of a layer: in blocks whose sums all stay in registers.
#pragma once

#include <cstddef>

#include "footfall/nn/kernels.h"

namespace footfall {

/// Splits so many vectors of outputs into blocks of nearly equal size, none larger than `Most`, and calls
/// `block(first, count)` for each in the order of `walk`.
template <std::size_t Most, class Block>
inline void over_blocks(std::size_t vectors, Walk walk, const Block& block) noexcept {
    const std::size_t blocks = (vectors + Most - 1) / Most;
    for (std::size_t i = 0; i < blocks; ++i) {
        const std::size_t at = walk == Walk::forwards ? i : blocks - 1 - i;
        const std::size_t first = at * vectors / blocks;
        block(first, (at + 1) * vectors / blocks - first);
    }
}

}  // namespace footfall
