// The arithmetic a transformer is made of, as one set of functions for each kind of processor.
#pragma once

#include <cstddef>
#include <span>
#include <string_view>

namespace footfall {

/// c (rows, columns) = bias + a (rows, depth) * b (depth, columns), then what is asked for below. Elements of
/// a column of a and of c lie together; those of a column of b (Together::depth) or of a row of b
/// (Together::columns) do. Strides, in elements, lead from one such stretch to the next. Every element is
/// bias first, then one multiply-add after the other in the order of depth, however the work is cut.
struct MatrixProduct {
    enum class Together : unsigned char { depth, columns };

    const float* a = nullptr;
    std::size_t a_stride = 0;
    const float* b = nullptr;
    std::size_t b_stride = 0;
    Together b_together = Together::depth;
    float* c = nullptr;
    std::size_t c_stride = 0;
    std::size_t rows = 0;
    std::size_t columns = 0;
    std::size_t depth = 0;
    const float* bias = nullptr;  ///< (rows); null: zeros
    const float* column_scale =
        nullptr;        ///< (columns): each column is multiplied by its own; null: by nothing
    bool relu = false;  ///< negative becomes 0
    bool add = false;   ///< in the end what c held before is added
};

/// Queries whose scores are turned into shares at once: what a first-level cache has room for, and a multiple
/// of every kernel's vectors.
inline constexpr std::size_t kQueryBlock = 48;

struct MatrixKernel {
    const char* name;  ///< portable, avx2, avx512
    void (*multiply)(const MatrixProduct& product) noexcept;
    /// Softmax over keys, to the base 2 and without its division. scores (keys, kQueryBlock), row after row,
    /// in place: score -> 2^(score - the largest of its query). inverse_sum (kQueryBlock): 1 / sum over keys.
    /// Columns beyond `queries` must be finite and become meaningless.
    void (*softmax)(float* scores, std::size_t keys, std::size_t queries, float* inverse_sum) noexcept;
    /// Each column of x (width, columns), without gaps: (x - its mean) / sqrt(its variance +
    /// kLayerNormEpsilon)
    /// * scale + shift.
    void (*layer_norm)(const float* x, const float* scale, const float* shift, std::size_t width,
                       std::size_t columns, float* out) noexcept;
};

/// Those that this processor can run, the best last, the portable one first.
[[nodiscard]] std::span<const MatrixKernel* const> matrix_kernels() noexcept;

[[nodiscard]] inline const MatrixKernel& best_matrix_kernel() noexcept { return *matrix_kernels().back(); }

/// The one that goes with a set of Kernels (kernels.h), by its name: the best whose instructions that set
/// has.
[[nodiscard]] const MatrixKernel& matrix_kernel_of(std::string_view kernels) noexcept;

}  // namespace footfall
