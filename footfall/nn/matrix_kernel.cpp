// The portable matrix kernels, and the choice among those that a processor can run.
#include "footfall/nn/matrix_kernel.h"

#include <array>
#include <bit>
#include <cstdint>
#include <cstring>
#include <numeric>
#include <string_view>

#include "footfall/nn/exp2_polynomial.h"
#include "footfall/nn/matrix_kernel_x86.h"
#include "footfall/nn/matrix_tiles.h"

#if defined(__aarch64__)
#include <arm_neon.h>
#endif

namespace footfall {
namespace {

// Vectors that GCC and clang put into whatever the processor has; without any, single floats.
#if defined(__SSE2__) || defined(__ARM_NEON) || defined(__wasm_simd128__)
using PortableVector = float __attribute__((vector_size(16)));
using PortableBits = std::uint32_t __attribute__((vector_size(16)));
#else
using PortableVector = float;
using PortableBits = std::uint32_t;
#endif

struct PortableLanes {
    using Vector = PortableVector;
    using Bits = PortableBits;
    using Mask = std::size_t;  // how many lanes, from the first
    static constexpr std::size_t kLanes = sizeof(Vector) / sizeof(float);
    static constexpr std::size_t kTileVectors = 2;
    /// 12 sums, and the loads that feed them, in 16 registers.
    static constexpr std::size_t columns(std::size_t /*vectors*/,
                                         MatrixProduct::Together /*together*/) noexcept {
        return 6;
    }

    static Mask first(std::size_t lanes) noexcept { return lanes; }
    static Vector broadcast(float value) noexcept { return Vector{} + value; }
    static Vector load(const float* from) noexcept { return load(from, kLanes); }
    static Vector load(const float* from, Mask mask) noexcept {
        Vector result{};
        std::memcpy(&result, from, mask * sizeof(float));
        return result;
    }
    static void store(float* to, Vector value) noexcept { store(to, value, kLanes); }
    static void store(float* to, Vector value, Mask mask) noexcept {
        std::memcpy(to, &value, mask * sizeof(float));
    }
    static Vector keep(Vector value, Mask mask) noexcept {
        Vector result{};
        std::memcpy(&result, &value, mask * sizeof(float));
        return result;
    }
    static Vector add(Vector a, Vector b) noexcept { return a + b; }
    static Vector subtract(Vector a, Vector b) noexcept { return a - b; }
    static Vector multiply(Vector a, Vector b) noexcept { return a * b; }
    static Vector divide(Vector a, Vector b) noexcept { return a / b; }
    static Vector max(Vector a, Vector b) noexcept { return a > b ? a : b; }
    static Vector multiply_add(Vector a, Vector b, Vector c) noexcept {
#if defined(__aarch64__)
        return vfmaq_f32(c, a, b);
#else
        return a * b + c;
#endif
    }
    static float sum(Vector a) noexcept {
        std::array<float, kLanes> lanes{};
        store(lanes.data(), a);
        return std::accumulate(lanes.begin(), lanes.end(), 0.0F);
    }
    static Vector exp2(Vector x) noexcept {
        // Added to a small number, 1.5 * 2^23 rounds it and leaves it, whole, in the lowest bits.
        constexpr float kRounder = 12'582'912.0F;
        const Vector bounded = max(x, broadcast(kExp2Smallest));
        const Vector rounded = bounded + kRounder;
        const Vector part = bounded - (rounded - kRounder);
        Vector result = broadcast(kExp2Polynomial[0]);
        for (std::size_t i = 1; i < kExp2Terms; ++i) {
            result = result * part + kExp2Polynomial[i];
        }
        return std::bit_cast<Vector>(std::bit_cast<Bits>(result) + (std::bit_cast<Bits>(rounded) << 23U));
    }
};

constexpr MatrixKernel kPortable = MatrixTiles<PortableLanes>::kernel("portable");

#if defined(__x86_64__)
/// Found out once, so that a span of it can be given out.
struct Available {
    std::array<const MatrixKernel*, 3> kernels{};
    std::size_t count = 0;

    Available() noexcept {
        kernels[count++] = &kPortable;
        if (__builtin_cpu_supports("avx2") != 0 && __builtin_cpu_supports("fma") != 0) {
            kernels[count++] = &matrix_kernel_avx2();
            if (__builtin_cpu_supports("avx512f") != 0 && __builtin_cpu_supports("avx512dq") != 0) {
                kernels[count++] = &matrix_kernel_avx512();
            }
        }
    }
};
#endif

}  // namespace

std::span<const MatrixKernel* const> matrix_kernels() noexcept {
#if defined(__x86_64__)
    static const Available available;
    return {available.kernels.data(), available.count};
#else
    static constexpr std::array<const MatrixKernel*, 1> kOnly{&kPortable};
    return kOnly;
#endif
}

const MatrixKernel& matrix_kernel_of(std::string_view kernels) noexcept {
    const MatrixKernel* found = &kPortable;
    for (const MatrixKernel* kernel : matrix_kernels()) {
        if (kernels.starts_with(kernel->name)) {  // "avx512_vnni" has what "avx512" needs
            found = kernel;
        }
    }
    return *found;
}

}  // namespace footfall
