// The set of kernels that every 64-bit ARM processor has.
#pragma once

#include "footfall/nn/kernels.h"

namespace footfall {

extern const Kernels kNeon;

}  // namespace footfall
