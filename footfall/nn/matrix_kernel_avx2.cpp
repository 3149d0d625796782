// The matrix kernels for AVX2 with fused multiply-add.
#include "footfall/nn/matrix_kernel_x86.h"

#if defined(__x86_64__)

#include <immintrin.h>

#define FOOTFALL_LANES_TARGET __attribute__((target("avx2,fma")))
#include "footfall/nn/exp2_polynomial.h"
#include "footfall/nn/matrix_tiles.h"

namespace footfall {
namespace {

struct Avx2Lanes {
    using Vector = __m256;
    using Mask = __m256i;
    static constexpr std::size_t kLanes = 8;
    static constexpr std::size_t kTileVectors = 2;
    /// 12 sums, and the loads that feed them, in 16 registers.
    static constexpr std::size_t columns(std::size_t vectors, MatrixProduct::Together /*together*/) noexcept {
        return vectors == 2 ? 6 : 8;
    }

    FOOTFALL_LANES_TARGET static Mask first(std::size_t lanes) noexcept {
        return _mm256_cmpgt_epi32(_mm256_set1_epi32(static_cast<int>(lanes)),
                                  _mm256_setr_epi32(0, 1, 2, 3, 4, 5, 6, 7));
    }
    FOOTFALL_LANES_TARGET static Vector broadcast(float value) noexcept { return _mm256_set1_ps(value); }
    FOOTFALL_LANES_TARGET static Vector load(const float* from) noexcept { return _mm256_loadu_ps(from); }
    FOOTFALL_LANES_TARGET static Vector load(const float* from, Mask mask) noexcept {
        return _mm256_maskload_ps(from, mask);
    }
    FOOTFALL_LANES_TARGET static void store(float* to, Vector value) noexcept { _mm256_storeu_ps(to, value); }
    FOOTFALL_LANES_TARGET static void store(float* to, Vector value, Mask mask) noexcept {
        _mm256_maskstore_ps(to, mask, value);
    }
    FOOTFALL_LANES_TARGET static Vector keep(Vector value, Mask mask) noexcept {
        return _mm256_and_ps(value, _mm256_castsi256_ps(mask));
    }
    FOOTFALL_LANES_TARGET static Vector add(Vector a, Vector b) noexcept { return _mm256_add_ps(a, b); }
    FOOTFALL_LANES_TARGET static Vector subtract(Vector a, Vector b) noexcept { return _mm256_sub_ps(a, b); }
    FOOTFALL_LANES_TARGET static Vector multiply(Vector a, Vector b) noexcept { return _mm256_mul_ps(a, b); }
    FOOTFALL_LANES_TARGET static Vector divide(Vector a, Vector b) noexcept { return _mm256_div_ps(a, b); }
    FOOTFALL_LANES_TARGET static Vector max(Vector a, Vector b) noexcept { return _mm256_max_ps(a, b); }
    FOOTFALL_LANES_TARGET static Vector multiply_add(Vector a, Vector b, Vector c) noexcept {
        return _mm256_fmadd_ps(a, b, c);
    }
    FOOTFALL_LANES_TARGET static float sum(Vector a) noexcept {
        const __m128 four = _mm_add_ps(_mm256_castps256_ps128(a), _mm256_extractf128_ps(a, 1));
        const __m128 two = _mm_add_ps(four, _mm_movehl_ps(four, four));
        return _mm_cvtss_f32(_mm_add_ss(two, _mm_movehdup_ps(two)));
    }
    FOOTFALL_LANES_TARGET static Vector exp2(Vector x) noexcept {
        const Vector bounded = _mm256_max_ps(x, broadcast(kExp2Smallest));
        const Vector whole = _mm256_round_ps(bounded, _MM_FROUND_TO_NEAREST_INT | _MM_FROUND_NO_EXC);
        const Vector part = _mm256_sub_ps(bounded, whole);
        Vector result = broadcast(kExp2Polynomial[0]);
        for (std::size_t i = 1; i < kExp2Terms; ++i) {
            result = _mm256_fmadd_ps(result, part, broadcast(kExp2Polynomial[i]));
        }
        const __m256i exponent = _mm256_slli_epi32(_mm256_cvtps_epi32(whole), 23);
        return _mm256_castsi256_ps(_mm256_add_epi32(_mm256_castps_si256(result), exponent));
    }
};

constexpr MatrixKernel kKernel = MatrixTiles<Avx2Lanes>::kernel("avx2");

}  // namespace

const MatrixKernel& matrix_kernel_avx2() noexcept { return kKernel; }

}  // namespace footfall

#endif
