// The matrix kernels for AVX-512.
#include "footfall/nn/matrix_kernel_x86.h"

#if defined(__x86_64__)

#include <immintrin.h>

#define FOOTFALL_LANES_TARGET __attribute__((target("avx512f,avx512dq,fma")))
#include "footfall/nn/exp2_polynomial.h"
#include "footfall/nn/matrix_tiles.h"

namespace footfall {
namespace {

struct Avx512Lanes {
    using Vector = __m512;
    using Mask = __mmask16;
    static constexpr std::size_t kLanes = 16;
    static constexpr std::size_t kTileVectors = 4;
    /// 24 sums, and the loads that feed them, in 32 registers; of stretches of b no more than addresses have.
    static constexpr std::size_t columns(std::size_t vectors, MatrixProduct::Together together) noexcept {
        if (vectors == 1 && together == MatrixProduct::Together::columns) {
            return 16;
        }
        return vectors == 4 ? 6 : 8;
    }

    FOOTFALL_LANES_TARGET static Mask first(std::size_t lanes) noexcept {
        return static_cast<Mask>((1U << lanes) - 1U);
    }
    FOOTFALL_LANES_TARGET static Vector broadcast(float value) noexcept { return _mm512_set1_ps(value); }
    FOOTFALL_LANES_TARGET static Vector load(const float* from) noexcept { return _mm512_loadu_ps(from); }
    FOOTFALL_LANES_TARGET static Vector load(const float* from, Mask mask) noexcept {
        return _mm512_maskz_loadu_ps(mask, from);
    }
    FOOTFALL_LANES_TARGET static void store(float* to, Vector value) noexcept { _mm512_storeu_ps(to, value); }
    FOOTFALL_LANES_TARGET static void store(float* to, Vector value, Mask mask) noexcept {
        _mm512_mask_storeu_ps(to, mask, value);
    }
    FOOTFALL_LANES_TARGET static Vector keep(Vector value, Mask mask) noexcept {
        return _mm512_maskz_mov_ps(mask, value);
    }
    FOOTFALL_LANES_TARGET static Vector add(Vector a, Vector b) noexcept { return _mm512_add_ps(a, b); }
    FOOTFALL_LANES_TARGET static Vector subtract(Vector a, Vector b) noexcept { return _mm512_sub_ps(a, b); }
    FOOTFALL_LANES_TARGET static Vector multiply(Vector a, Vector b) noexcept { return _mm512_mul_ps(a, b); }
    FOOTFALL_LANES_TARGET static Vector divide(Vector a, Vector b) noexcept { return _mm512_div_ps(a, b); }
    FOOTFALL_LANES_TARGET static Vector max(Vector a, Vector b) noexcept { return _mm512_max_ps(a, b); }
    FOOTFALL_LANES_TARGET static Vector multiply_add(Vector a, Vector b, Vector c) noexcept {
        return _mm512_fmadd_ps(a, b, c);
    }
    FOOTFALL_LANES_TARGET static float sum(Vector a) noexcept { return _mm512_reduce_add_ps(a); }
    FOOTFALL_LANES_TARGET static Vector exp2(Vector x) noexcept {
        const Vector whole = _mm512_roundscale_ps(x, _MM_FROUND_TO_NEAREST_INT | _MM_FROUND_NO_EXC);
        const Vector part = _mm512_sub_ps(x, whole);
        Vector result = broadcast(kExp2Polynomial[0]);
        for (std::size_t i = 1; i < kExp2Terms; ++i) {
            result = _mm512_fmadd_ps(result, part, broadcast(kExp2Polynomial[i]));
        }
        return _mm512_scalef_ps(result, whole);
    }
};

constexpr MatrixKernel kKernel = MatrixTiles<Avx512Lanes>::kernel("avx512");

}  // namespace

const MatrixKernel& matrix_kernel_avx512() noexcept { return kKernel; }

}  // namespace footfall

#endif
