// Memory that a model can be used from in place.
#pragma once

#include <cstddef>
#include <new>
#include <vector>

#include "footfall/nn/model.h"

namespace footfall {

template <class T>
struct ModelAllocator {
    using value_type = T;

    [[nodiscard]] T* allocate(std::size_t count) {
        return static_cast<T*>(::operator new (count * sizeof(T), std::align_val_t{kModelAlignment}));
    }
    void deallocate(T* memory, std::size_t /*count*/) noexcept {
        ::operator delete (memory, std::align_val_t{kModelAlignment});
    }
    friend constexpr bool operator==(const ModelAllocator&, const ModelAllocator&) = default;
};

/// Bytes that begin at a multiple of kModelAlignment. Moving them does not change where they lie, so that a
/// Model parsed from them stays valid; copying or resizing does.
using AlignedBytes = std::vector<std::byte, ModelAllocator<std::byte>>;

}  // namespace footfall
