// Inner loops for Cortex-M4, M7 and their like: four products of bytes in two instructions.
#pragma once

#include "footfall/nn/kernels.h"

#if defined(__arm__) && defined(__ARM_FEATURE_SIMD32)

namespace footfall {

/// Integer sums with the DSP extension, the rest as portable_kernels().
[[nodiscard]] const Kernels& cortex_m_kernels() noexcept;

}  // namespace footfall

#endif
