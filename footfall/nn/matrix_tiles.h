// The matrix kernels, written once over the vectors of a processor: products in tiles that are summed in
// registers, softmax, layer norm.
//
// A Lanes type says what a vector is: Vector, Mask, kLanes, kTileVectors (rows of the largest tile),
// columns(n, together) (of a tile of n vectors), and load, store, multiply_add ... The file that has one
// defines FOOTFALL_LANES_TARGET, the function attribute which allows its instructions, before it includes
// this.
#pragma once

#include <cmath>
#include <cstddef>

#include "footfall/nn/matrix_kernel.h"
#include "footfall/nn/network_spec.h"

#ifndef FOOTFALL_LANES_TARGET
#define FOOTFALL_LANES_TARGET
#endif

// The sums of a tile are in registers only if every loop over them is unrolled.
#if defined(__clang__)
#define FOOTFALL_UNROLL _Pragma("clang loop unroll(full)")
#elif defined(__GNUC__)
#define FOOTFALL_UNROLL _Pragma("GCC unroll 16")
#else
#define FOOTFALL_UNROLL
#endif

namespace footfall {

template <class Lanes>
struct MatrixTiles {
    using Vector = typename Lanes::Vector;
    using Mask = typename Lanes::Mask;
    using Together = MatrixProduct::Together;
    static constexpr std::size_t kLanes = Lanes::kLanes;

    FOOTFALL_LANES_TARGET static void multiply(const MatrixProduct& product) noexcept {
        if (product.b_together == Together::depth) {
            rows<Together::depth>(product);
        } else {
            rows<Together::columns>(product);
        }
    }

    FOOTFALL_LANES_TARGET static void softmax(float* scores, std::size_t keys, std::size_t queries,
                                              float* inverse_sum) noexcept {
        std::size_t query = 0;
        for (; query + 2 * kLanes < queries; query += 3 * kLanes) {
            softmax_of<3>(scores + query, keys, inverse_sum + query);
        }
        for (; query < queries; query += kLanes) {
            softmax_of<1>(scores + query, keys, inverse_sum + query);
        }
    }

    FOOTFALL_LANES_TARGET static void layer_norm(const float* x, const float* scale, const float* shift,
                                                 std::size_t width, std::size_t columns,
                                                 float* out) noexcept {
        const std::size_t whole = width / kLanes * kLanes;
        const Mask rest = Lanes::first(width - whole);
        const auto count = static_cast<float>(width);
        for (std::size_t column = 0; column < columns; ++column, x += width, out += width) {
            Vector sum = Lanes::load(x + whole, rest);
            for (std::size_t row = 0; row < whole; row += kLanes) {
                sum = Lanes::add(sum, Lanes::load(x + row));
            }
            const Vector mean = Lanes::broadcast(Lanes::sum(sum) / count);
            // Where there is no row, the distance must not count.
            const Vector last = Lanes::keep(Lanes::subtract(Lanes::load(x + whole, rest), mean), rest);
            Vector squares = Lanes::multiply(last, last);
            for (std::size_t row = 0; row < whole; row += kLanes) {
                const Vector distance = Lanes::subtract(Lanes::load(x + row), mean);
                squares = Lanes::multiply_add(distance, distance, squares);
            }
            const float variance = Lanes::sum(squares) / count;
            const Vector inverse =
                Lanes::broadcast(1.0F / std::sqrt(variance + static_cast<float>(kLayerNormEpsilon)));
            for (std::size_t row = 0; row < whole; row += kLanes) {
                const Vector normalised =
                    Lanes::multiply(Lanes::subtract(Lanes::load(x + row), mean), inverse);
                Lanes::store(out + row, Lanes::multiply_add(normalised, Lanes::load(scale + row),
                                                            Lanes::load(shift + row)));
            }
            if (whole < width) {
                const Vector normalised = Lanes::multiply(last, inverse);
                Lanes::store(out + whole,
                             Lanes::multiply_add(normalised, Lanes::load(scale + whole, rest),
                                                 Lanes::load(shift + whole, rest)),
                             rest);
            }
        }
    }

    static constexpr MatrixKernel kernel(const char* name) noexcept {
        return {name, &multiply, &softmax, &layer_norm};
    }

private:
    static_assert(kQueryBlock % (3 * kLanes) == 0);

    /// Several vectors at once, as each waits for its own last result.
    template <std::size_t vectors>
    FOOTFALL_LANES_TARGET static void softmax_of(float* scores, std::size_t keys,
                                                 float* inverse_sum) noexcept {
        Vector largest[vectors];
        Vector sum[vectors];
        FOOTFALL_UNROLL
        for (std::size_t v = 0; v < vectors; ++v) {
            largest[v] = Lanes::load(scores + v * kLanes);
            sum[v] = Lanes::broadcast(0.0F);
        }
        for (std::size_t key = 1; key < keys; ++key) {
            FOOTFALL_UNROLL
            for (std::size_t v = 0; v < vectors; ++v) {
                largest[v] = Lanes::max(largest[v], Lanes::load(scores + key * kQueryBlock + v * kLanes));
            }
        }
        for (std::size_t key = 0; key < keys; ++key) {
            FOOTFALL_UNROLL
            for (std::size_t v = 0; v < vectors; ++v) {
                float* const score = scores + key * kQueryBlock + v * kLanes;
                const Vector share = Lanes::exp2(Lanes::subtract(Lanes::load(score), largest[v]));
                Lanes::store(score, share);
                sum[v] = Lanes::add(sum[v], share);
            }
        }
        FOOTFALL_UNROLL
        for (std::size_t v = 0; v < vectors; ++v) {
            Lanes::store(inverse_sum + v * kLanes, Lanes::divide(Lanes::broadcast(1.0F), sum[v]));
        }
    }

    /// Cuts the rows into tiles: as high as there are, then one for the rest.
    template <Together together>
    FOOTFALL_LANES_TARGET static void rows(const MatrixProduct& product) noexcept {
        std::size_t row = 0;
        for (; row + Lanes::kTileVectors * kLanes <= product.rows; row += Lanes::kTileVectors * kLanes) {
            columns<Lanes::kTileVectors, false, together>(product, row);
        }
        if (row < product.rows) {
            rest_of_rows<Lanes::kTileVectors, together>(product, row);
        }
    }

    template <std::size_t vectors, Together together>
    FOOTFALL_LANES_TARGET static void rest_of_rows(const MatrixProduct& product, std::size_t row) noexcept {
        const std::size_t left = product.rows - row;
        if constexpr (vectors > 1) {
            if (left <= (vectors - 1) * kLanes) {
                rest_of_rows<vectors - 1, together>(product, row);
                return;
            }
        }
        if (left == vectors * kLanes) {
            columns<vectors, false, together>(product, row);
        } else {
            columns<vectors, true, together>(product, row);
        }
    }

    /// Cuts the columns: as wide as the registers allow, then by halves.
    template <std::size_t vectors, bool masked, Together together>
    FOOTFALL_LANES_TARGET static void columns(const MatrixProduct& product, std::size_t row) noexcept {
        std::size_t column = 0;
        constexpr std::size_t kWide = Lanes::columns(vectors, together);
        for (; column + kWide <= product.columns; column += kWide) {
            tile<vectors, kWide, masked, together>(product, row, column);
        }
        if constexpr (kWide > 4) {
            for (; column + 4 <= product.columns; column += 4) {
                tile<vectors, 4, masked, together>(product, row, column);
            }
        }
        if constexpr (kWide > 2) {
            for (; column + 2 <= product.columns; column += 2) {
                tile<vectors, 2, masked, together>(product, row, column);
            }
        }
        for (; column < product.columns; ++column) {
            tile<vectors, 1, masked, together>(product, row, column);
        }
    }

    template <std::size_t vectors, std::size_t wide, bool masked, Together together>
    FOOTFALL_LANES_TARGET static void tile(const MatrixProduct& product, std::size_t row,
                                           std::size_t column) noexcept {
        constexpr bool kDepth = together == Together::depth;
        const Mask mask = Lanes::first(masked ? product.rows - row - (vectors - 1) * kLanes : kLanes);
        const std::size_t b_column = kDepth ? product.b_stride : 1;
        const std::size_t b_depth = kDepth ? 1 : product.b_stride;
        const float* a = product.a + row;
        const float* b = product.b + column * b_column;
        Vector sums[wide][vectors];
        FOOTFALL_UNROLL
        for (std::size_t v = 0; v < vectors; ++v) {
            const Vector start = product.bias == nullptr ? Lanes::broadcast(0.0F)
                                                         : at<vectors, masked>(product.bias + row, v, mask);
            FOOTFALL_UNROLL
            for (std::size_t c = 0; c < wide; ++c) {
                sums[c][v] = start;
            }
        }
        for (std::size_t k = 0; k < product.depth; ++k, a += product.a_stride, b += b_depth) {
            Vector factor[vectors];
            FOOTFALL_UNROLL
            for (std::size_t v = 0; v < vectors; ++v) {
                factor[v] = at<vectors, masked>(a, v, mask);
            }
            FOOTFALL_UNROLL
            for (std::size_t c = 0; c < wide; ++c) {
                const Vector other = Lanes::broadcast(b[c * b_column]);
                FOOTFALL_UNROLL
                for (std::size_t v = 0; v < vectors; ++v) {
                    sums[c][v] = Lanes::multiply_add(factor[v], other, sums[c][v]);
                }
            }
        }
        FOOTFALL_UNROLL
        for (std::size_t c = 0; c < wide; ++c) {
            float* const out = product.c + (column + c) * product.c_stride + row;
            FOOTFALL_UNROLL
            for (std::size_t v = 0; v < vectors; ++v) {
                Vector sum = sums[c][v];
                if (product.column_scale != nullptr) {
                    sum = Lanes::multiply(sum, Lanes::broadcast(product.column_scale[column + c]));
                }
                if (product.relu) {
                    sum = Lanes::max(sum, Lanes::broadcast(0.0F));
                }
                if (product.add) {
                    sum = Lanes::add(sum, at<vectors, masked>(out, v, mask));
                }
                if (masked && v + 1 == vectors) {
                    Lanes::store(out + v * kLanes, sum, mask);
                } else {
                    Lanes::store(out + v * kLanes, sum);
                }
            }
        }
    }

    /// Vector `v` of a tile's column; the last one may have fewer rows than lanes.
    template <std::size_t vectors, bool masked>
    FOOTFALL_LANES_TARGET static Vector at(const float* column, std::size_t v, Mask mask) noexcept {
        if (masked && v + 1 == vectors) {
            return Lanes::load(column + v * kLanes, mask);
        }
        return Lanes::load(column + v * kLanes);
    }
};

}  // namespace footfall
