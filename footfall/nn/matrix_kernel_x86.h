// The matrix kernels that only some x86 processors can run; ask the processor first.
#pragma once

#include "footfall/nn/matrix_kernel.h"

namespace footfall {

[[nodiscard]] const MatrixKernel& matrix_kernel_avx2() noexcept;
[[nodiscard]] const MatrixKernel& matrix_kernel_avx512() noexcept;

}  // namespace footfall
