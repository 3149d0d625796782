// Every matrix kernel that this processor can run, against sums written out in double.
#include "footfall/nn/matrix_kernel.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

#include "footfall/core/random.h"
#include "footfall/nn/kernels.h"
#include "footfall/nn/network_spec.h"

namespace footfall {
namespace {

using Together = MatrixProduct::Together;

std::vector<float> noise(std::size_t count, Random& random) {
    std::vector<float> values(count);
    for (float& value : values) {
        value = static_cast<float>(random.normal());
    }
    return values;
}

struct Shape {
    std::size_t rows;
    std::size_t columns;
    std::size_t depth;
};

/// Every tail of every kernel: rows around multiples of 4, 8, 16 and 64, columns around multiples of 6,
/// 8, 16.
std::vector<Shape> shapes() {
    std::vector<Shape> all;
    for (const std::size_t rows : {1U, 2U, 3U, 5U, 8U, 15U, 16U, 17U, 31U, 48U, 63U, 64U, 65U, 130U}) {
        for (const std::size_t columns : {1U, 2U, 3U, 6U, 7U, 17U, 31U}) {
            all.push_back({rows, columns, 1 + (rows * 7 + columns) % 37});
        }
    }
    return all;
}

void expect_product(const MatrixKernel& kernel, const Shape& shape, Together together, bool more) {
    constexpr std::size_t kGap = 3;
    constexpr float kUntouched = 77.0F;
    Random random(shape.rows * 1000 + shape.columns);
    const auto [rows, columns, depth] = shape;
    const bool by_depth = together == Together::depth;
    // Exactly as large as they must be: the sanitizers see it when a kernel reads beyond.
    const std::vector<float> a = noise((depth - 1) * (rows + kGap) + rows, random);
    const std::size_t b_stride = (by_depth ? depth : columns) + kGap;
    const std::vector<float> b =
        noise(((by_depth ? columns : depth) - 1) * b_stride + b_stride - kGap, random);
    const std::vector<float> bias = noise(rows, random);
    const std::vector<float> scale = noise(columns, random);
    std::vector<float> c((columns - 1) * (rows + kGap) + rows, kUntouched);

    MatrixProduct product;
    product.a = a.data();
    product.a_stride = rows + kGap;
    product.b = b.data();
    product.b_stride = b_stride;
    product.b_together = together;
    product.c = c.data();
    product.c_stride = rows + kGap;
    product.rows = rows;
    product.columns = columns;
    product.depth = depth;
    if (more) {
        product.bias = bias.data();
        product.column_scale = scale.data();
        product.relu = true;
        product.add = true;
    }
    kernel.multiply(product);

    for (std::size_t column = 0; column < columns; ++column) {
        for (std::size_t row = 0; row < rows; ++row) {
            double sum = more ? static_cast<double>(bias[row]) : 0.0;
            for (std::size_t k = 0; k < depth; ++k) {
                const float other = by_depth ? b[column * b_stride + k] : b[k * b_stride + column];
                sum += static_cast<double>(a[k * (rows + kGap) + row]) * static_cast<double>(other);
            }
            if (more) {
                sum =
                    static_cast<double>(kUntouched) + std::max(sum * static_cast<double>(scale[column]), 0.0);
            }
            ASSERT_NEAR(c[column * (rows + kGap) + row], sum, 3e-5)
                << kernel.name << " " << rows << "x" << columns << "x" << depth << " at " << row << ","
                << column;
        }
        for (std::size_t row = rows; row < rows + kGap && column + 1 < columns; ++row) {
            ASSERT_EQ(c[column * (rows + kGap) + row], kUntouched) << kernel.name << " wrote between columns";
        }
    }
}

TEST(MatrixKernel, ThePortableOneIsAlwaysThereAndFirst) {
    EXPECT_STREQ(matrix_kernels().front()->name, "portable");
    EXPECT_EQ(&best_matrix_kernel(), matrix_kernels().back());
}

TEST(MatrixKernel, OneGoesWithEverySetOfKernels) {
    EXPECT_STREQ(matrix_kernel_of("portable").name, "portable");
    EXPECT_STREQ(matrix_kernel_of("neon").name, "portable");
    for (const MatrixKernel* kernel : matrix_kernels()) {
        EXPECT_EQ(&matrix_kernel_of(kernel->name), kernel);
    }
    EXPECT_EQ(&matrix_kernel_of(std::string(best_matrix_kernel().name) + "_more"), &best_matrix_kernel());
    EXPECT_EQ(&matrix_kernel_of(best_kernels().name), &best_matrix_kernel());
}

TEST(MatrixKernel, MultipliesMatricesOfEveryShape) {
    for (const MatrixKernel* kernel : matrix_kernels()) {
        for (const Shape& shape : shapes()) {
            for (const Together together : {Together::depth, Together::columns}) {
                expect_product(*kernel, shape, together, false);
                expect_product(*kernel, shape, together, true);
            }
        }
    }
}

TEST(MatrixKernel, AColumnIsTheSameInEveryBitWhereverItStands) {
    Random random(4);
    const std::vector<float> a = noise(70 * 20, random);
    const std::vector<float> one = noise(20, random);
    std::vector<float> b;
    for (int column = 0; column < 29; ++column) {
        b.insert(b.end(), one.begin(), one.end());
    }
    for (const MatrixKernel* kernel : matrix_kernels()) {
        std::vector<float> c(70 * 29);
        MatrixProduct product;
        product.a = a.data();
        product.a_stride = 70;
        product.b = b.data();
        product.b_stride = 20;
        product.c = c.data();
        product.c_stride = 70;
        product.rows = 70;
        product.columns = 29;
        product.depth = 20;
        kernel->multiply(product);
        for (std::size_t column = 1; column < 29; ++column) {
            EXPECT_TRUE(std::equal(c.begin(), c.begin() + 70, c.begin() + static_cast<long>(70 * column)))
                << kernel->name << " column " << column;
        }
    }
}

TEST(MatrixKernel, SoftmaxSharesAddUpToOneAndAreRightWhateverTheScores) {
    for (const MatrixKernel* kernel : matrix_kernels()) {
        for (const std::size_t queries : {1U, 5U, 16U, 31U, 33U, 48U}) {
            for (const float spread : {0.0F, 1.0F, 30.0F, 1e4F, 1e30F}) {
                constexpr std::size_t kKeys = 11;
                Random random(queries);
                std::vector<float> scores = noise(kKeys * kQueryBlock, random);
                for (float& score : scores) {
                    score *= spread;
                }
                const std::vector<float> given = scores;
                std::vector<float> inverse(kQueryBlock);
                kernel->softmax(scores.data(), kKeys, queries, inverse.data());
                for (std::size_t query = 0; query < queries; ++query) {
                    const auto score = [&](std::size_t key) {
                        return static_cast<double>(given[key * kQueryBlock + query]);
                    };
                    double largest = score(0);
                    for (std::size_t key = 1; key < kKeys; ++key) {
                        largest = std::max(largest, score(key));
                    }
                    double sum = 0.0;
                    for (std::size_t key = 0; key < kKeys; ++key) {
                        sum += std::exp2(score(key) - largest);
                    }
                    for (std::size_t key = 0; key < kKeys; ++key) {
                        // The difference of two scores is rounded before its power is taken.
                        const double difference = score(key) - largest;
                        const double expected = std::exp2(difference) / sum;
                        const double tolerance = expected * (4e-7 + 6e-8 * std::abs(difference)) + 1e-37;
                        ASSERT_NEAR(scores[key * kQueryBlock + query] * inverse[query], expected, tolerance)
                            << kernel->name << " spread " << spread << " query " << query;
                    }
                }
            }
        }
    }
}

TEST(MatrixKernel, LayerNormOfEveryWidth) {
    for (const MatrixKernel* kernel : matrix_kernels()) {
        for (const std::size_t width : {1U, 3U, 4U, 8U, 15U, 16U, 17U, 40U, 64U, 67U}) {
            constexpr std::size_t kColumns = 3;
            Random random(width);
            std::vector<float> x = noise(width * kColumns, random);
            std::fill_n(x.begin(), width, 5.0F);  // one column without any variance
            const std::vector<float> scale = noise(width, random);
            const std::vector<float> shift = noise(width, random);
            std::vector<float> out(width * kColumns);
            kernel->layer_norm(x.data(), scale.data(), shift.data(), width, kColumns, out.data());
            for (std::size_t column = 0; column < kColumns; ++column) {
                const float* const from = x.data() + column * width;
                const auto count = static_cast<double>(width);
                double mean = 0.0;
                double variance = 0.0;
                for (std::size_t row = 0; row < width; ++row) {
                    mean += static_cast<double>(from[row]) / count;
                }
                for (std::size_t row = 0; row < width; ++row) {
                    variance += std::pow(static_cast<double>(from[row]) - mean, 2) / count;
                }
                for (std::size_t row = 0; row < width; ++row) {
                    const double expected = (static_cast<double>(from[row]) - mean) /
                                                std::sqrt(variance + kLayerNormEpsilon) *
                                                static_cast<double>(scale[row]) +
                                            static_cast<double>(shift[row]);
                    ASSERT_NEAR(out[column * width + row], expected, 1e-5) << kernel->name << " " << width;
                }
            }
        }
    }
}

}  // namespace
}  // namespace footfall
