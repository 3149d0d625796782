// Which kernels this processor can run.
#include "footfall/nn/kernels.h"

namespace footfall {

std::span<const Kernels* const> available_kernels() noexcept {
    static const Kernels* const kAll[] = {&portable_kernels()};
    return kAll;
}

}  // namespace footfall
