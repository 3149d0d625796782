// The inner loops of inference, one set for each kind of processor, chosen when the program runs.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

namespace footfall {

/// In which order blocks of outputs are computed. Each output's own sum is the same either way. Alternating
/// from call to call leaves the half of the weights that came last in the cache for the half that comes
/// first.
enum class Walk : unsigned char { forwards, backwards };

/// All matrices are laid out as network_spec.h (fp32) and packed_layer.h (bf16, int8) say. Nothing is read
/// beyond the sizes given, nor need anything be aligned. `start` may be `sums`.
struct Kernels {
    const char* name;

    /// sums = start + weight (rows, columns) * input (columns), one input after the other: a multiply-add
    /// each, fused on processors that can.
    void (*dense_fp32)(const float* weight, std::size_t rows, const float* input, std::size_t columns,
                       const float* start, float* sums, Walk walk) noexcept;

    /// The same, of weights (padded rows, columns) in bf16. Rows are a multiple of kOutputBlock. A kernel may
    /// round the inputs to bf16 too, where only that is fast.
    void (*dense_bf16)(const std::uint16_t* weight, std::size_t rows, const float* input, std::size_t columns,
                       const float* start, float* sums, Walk walk) noexcept;

    /// sums = start + weight (padded rows, columns) * input (columns), exact in integers. Rows are a multiple
    /// of kOutputBlock.
    void (*dense_int8)(const std::int8_t* weight, std::size_t rows, const std::uint8_t* input,
                       std::size_t columns, const std::int32_t* start, std::int32_t* sums,
                       Walk walk) noexcept;

    /// values = max(values, 0)
    void (*relu)(float* values, std::size_t count) noexcept;

    /// out = max(float(sums) * scale + bias, 0), rounded after each operation. Rows are a multiple of
    /// kOutputBlock.
    void (*scale_relu)(const std::int32_t* sums, const float* scale, const float* bias, std::size_t rows,
                       float* out) noexcept;

    /// The same and then out = clamp(round to nearest even(that * inverse_step), 0, 255).
    void (*scale_relu_quantise)(const std::int32_t* sums, const float* scale, const float* bias,
                                std::size_t rows, float inverse_step, std::uint8_t* out) noexcept;
};

extern const Kernels kPortable;  ///< plain C++; every processor has these

[[nodiscard]] inline const Kernels& portable_kernels() noexcept { return kPortable; }

/// Those that this processor can run, the best last, portable_kernels() first.
[[nodiscard]] std::span<const Kernels* const> available_kernels() noexcept;

[[nodiscard]] inline const Kernels& best_kernels() noexcept { return *available_kernels().back(); }

}  // namespace footfall
