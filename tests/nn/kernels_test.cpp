// Every set of kernels that this processor can run against the portable one: random shapes, tails, extremes.
#include "footfall/nn/kernels.h"

#include <gtest/gtest.h>

#include <cmath>
#include <cstdint>
#include <cstring>
#include <limits>
#include <set>
#include <string>
#include <vector>

#include "footfall/core/random.h"
#include "footfall/nn/packed_layer.h"

namespace footfall {
namespace {

/// Memory of exactly this size, so that sanitizers see what is read or written beyond it.
template <class T>
using Exact = std::vector<T>;

std::vector<std::size_t> rows_to_try() {
    return {1,  2,  3,  4,  5,   7,   8,   9,   15,  16,  17,  31,  32,
            33, 63, 64, 65, 100, 192, 193, 255, 256, 257, 528, 1000};
}
constexpr std::size_t kPaddedRows[] = {16, 32, 48, 112, 192, 208, 528};
constexpr std::size_t kColumns[] = {1, 2, 3, 4, 5, 6, 7, 9, 16, 31, 64, 255, 256, 257, 360, 513};

class KernelSets : public ::testing::TestWithParam<const Kernels*> {
protected:
    const Kernels& kernels_ = *GetParam();
    const Kernels& portable_ = portable_kernels();
};

INSTANTIATE_TEST_SUITE_P(Available, KernelSets,
                         ::testing::ValuesIn(available_kernels().begin(), available_kernels().end()),
                         [](const auto& set) { return std::string(set.param->name); });

Exact<float> reals(Random& random, std::size_t count, double size) {
    Exact<float> values(count);
    for (float& value : values) {
        value = static_cast<float>(size * random.normal());
    }
    return values;
}

TEST_P(KernelSets, DenseFp32) {
    Random random(1);
    for (const std::size_t rows : rows_to_try()) {
        for (const std::size_t columns : kColumns) {
            const auto weight = reals(random, rows * columns, 1.0);
            const auto input = reals(random, columns, 1.0);
            const auto start = reals(random, rows, 1.0);
            Exact<float> expected(rows);
            Exact<float> sums(rows);
            portable_.dense_fp32(weight.data(), rows, input.data(), columns, start.data(), expected.data(),
                                 Walk::forwards);
            kernels_.dense_fp32(weight.data(), rows, input.data(), columns, start.data(), sums.data(),
                                Walk::forwards);
            const float tolerance = 1e-6F * static_cast<float>(columns + 1);
            for (std::size_t row = 0; row < rows; ++row) {
                ASSERT_NEAR(sums[row], expected[row], tolerance) << rows << " x " << columns << ": " << row;
            }
            // Backwards, in place and in two parts it gives the same bits.
            Exact<float> again = start;
            const std::size_t half = columns / 2;
            kernels_.dense_fp32(weight.data(), rows, input.data(), half, again.data(), again.data(),
                                Walk::backwards);
            kernels_.dense_fp32(weight.data() + half * rows, rows, input.data() + half, columns - half,
                                again.data(), again.data(), Walk::backwards);
            ASSERT_EQ(again, sums) << rows << " x " << columns;
        }
    }
}

TEST_P(KernelSets, DenseFp32KeepsExtremes) {
    using Limits = std::numeric_limits<float>;
    for (const std::size_t rows : {std::size_t{5}, std::size_t{48}}) {
        for (const float extreme : {Limits::max(), Limits::lowest(), Limits::infinity(), -Limits::infinity(),
                                    Limits::quiet_NaN(), 1e-30F}) {
            const Exact<float> weight(rows * 3, 0.5F);
            const Exact<float> input = {extreme, 0.0F, 1.0F};
            Exact<float> sums(rows, 0.0F);
            kernels_.dense_fp32(weight.data(), rows, input.data(), 3, sums.data(), sums.data(),
                                Walk::forwards);
            for (const float sum : sums) {
                const float expected = 0.5F * extreme + 0.5F;
                EXPECT_EQ(std::isnan(sum), std::isnan(expected));
                if (!std::isnan(expected)) {
                    EXPECT_EQ(sum, expected);
                }
            }
        }
    }
}

TEST_P(KernelSets, DenseBf16) {
    Random random(2);
    for (const std::size_t rows : kPaddedRows) {
        for (const std::size_t columns : kColumns) {
            Exact<std::uint16_t> weight(rounded_up(columns, kBf16Group) * rows);
            for (std::size_t i = 0; i < weight.size(); ++i) {
                const bool used = i / (rows * kBf16Group) * kBf16Group + i % kBf16Group < columns;
                weight[i] = used ? to_bf16(static_cast<float>(random.normal())) : std::uint16_t{0};
            }
            const auto input = reals(random, columns, 1.0);
            const auto start = reals(random, rows, 1.0);
            Exact<float> expected(rows);
            Exact<float> sums(rows);
            portable_.dense_bf16(weight.data(), rows, input.data(), columns, start.data(), expected.data(),
                                 Walk::forwards);
            kernels_.dense_bf16(weight.data(), rows, input.data(), columns, start.data(), sums.data(),
                                Walk::forwards);
            // Inputs rounded to bf16 are wrong by 1/512 of themselves at most, here about 1 each.
            const float tolerance = 0.02F * std::sqrt(static_cast<float>(columns + 1));
            for (std::size_t row = 0; row < rows; ++row) {
                ASSERT_NEAR(sums[row], expected[row], tolerance) << rows << " x " << columns << ": " << row;
            }
            Exact<float> again = start;
            const std::size_t half = columns / 2 / kBf16Group * kBf16Group;
            kernels_.dense_bf16(weight.data(), rows, input.data(), half, again.data(), again.data(),
                                Walk::backwards);
            kernels_.dense_bf16(weight.data() + half * rows, rows, input.data() + half, columns - half,
                                again.data(), again.data(), Walk::backwards);
            ASSERT_EQ(again, sums) << rows << " x " << columns;
        }
    }
}

TEST_P(KernelSets, DenseBf16OfExactNumbersIsExact) {
    Random random(3);
    const std::size_t rows = 208;
    const std::size_t columns = 37;  // whole numbers, of which bf16 holds up to 256
    Exact<std::uint16_t> weight(rounded_up(columns, kBf16Group) * rows);
    for (std::uint16_t& value : weight) {
        value = to_bf16(static_cast<float>(random.below(200)) - 100.0F);
    }
    Exact<float> input(columns);
    for (float& value : input) {
        value = static_cast<float>(random.below(200)) - 100.0F;
    }
    const Exact<float> start(rows, 3.0F);
    Exact<float> expected(rows);
    Exact<float> sums(rows);
    portable_.dense_bf16(weight.data(), rows, input.data(), columns, start.data(), expected.data(),
                         Walk::forwards);
    kernels_.dense_bf16(weight.data(), rows, input.data(), columns, start.data(), sums.data(),
                        Walk::backwards);
    EXPECT_EQ(sums, expected);
}

TEST_P(KernelSets, DenseInt8IsExact) {
    Random random(4);
    enum class Fill { any, largest, smallest, alternating };
    for (const Fill fill : {Fill::any, Fill::largest, Fill::smallest, Fill::alternating}) {
        for (const std::size_t rows : kPaddedRows) {
            for (const std::size_t columns : kColumns) {
                Exact<std::int8_t> weight(rounded_up(columns, kInt8Group) * rows);
                for (std::size_t i = 0; i < weight.size(); ++i) {
                    const int value = fill == Fill::any        ? static_cast<int>(random.below(255)) - 127
                                      : fill == Fill::largest  ? 127
                                      : fill == Fill::smallest ? -127
                                                               : (i % 2 == 0 ? 127 : -127);
                    weight[i] = static_cast<std::int8_t>(value);
                }
                Exact<std::uint8_t> input(columns);
                for (std::uint8_t& value : input) {
                    value = static_cast<std::uint8_t>(fill == Fill::any ? random.below(256) : 255);
                }
                Exact<std::int32_t> start(rows);
                for (std::int32_t& value : start) {
                    value = static_cast<std::int32_t>(random.below(1U << 30U)) - (1 << 29);
                }
                Exact<std::int32_t> expected(rows);
                Exact<std::int32_t> sums(rows);
                portable_.dense_int8(weight.data(), rows, input.data(), columns, start.data(),
                                     expected.data(), Walk::forwards);
                kernels_.dense_int8(weight.data(), rows, input.data(), columns, start.data(), sums.data(),
                                    Walk::backwards);
                ASSERT_EQ(sums, expected) << rows << " x " << columns;
            }
        }
    }
}

TEST_P(KernelSets, ReluLeavesNoNegativeAndNoNan) {
    Random random(5);
    for (std::size_t count = 0; count < 70; ++count) {
        auto values = reals(random, count, 1.0);
        if (count > 2) {
            values[0] = std::numeric_limits<float>::quiet_NaN();
            values[1] = -0.0F;
            values[2] = std::numeric_limits<float>::infinity();
        }
        auto expected = values;
        portable_.relu(expected.data(), count);
        kernels_.relu(values.data(), count);
        ASSERT_EQ(values, expected);
    }
}

TEST_P(KernelSets, ScalesAndQuantisesBitForBit) {
    Random random(6);
    constexpr float kInfinity = std::numeric_limits<float>::infinity();
    for (const std::size_t rows : {std::size_t{16}, std::size_t{48}, std::size_t{192}}) {
        for (const float inverse_step : {1.0F, 0.37F, 1e20F, 1e-20F}) {
            Exact<std::int32_t> sums(rows);
            for (std::int32_t& sum : sums) {
                sum = static_cast<std::int32_t>(static_cast<std::uint32_t>(random.next()));
            }
            sums[0] = 0;
            sums[1] = std::numeric_limits<std::int32_t>::max();
            sums[2] = std::numeric_limits<std::int32_t>::min();
            auto scale = reals(random, rows, 1e-7);
            auto bias = reals(random, rows, 10.0);
            for (std::size_t row = 3; row < 11; ++row) {  // halves, to be rounded to the even neighbour
                sums[row] = static_cast<std::int32_t>(2 * row + 1);
                scale[row] = 0.5F;
                bias[row] = 0.0F;
            }
            scale[12] = kInfinity;
            sums[12] = 0;  // NaN
            Exact<float> expected(rows);
            Exact<float> real(rows);
            portable_.scale_relu(sums.data(), scale.data(), bias.data(), rows, expected.data());
            kernels_.scale_relu(sums.data(), scale.data(), bias.data(), rows, real.data());
            EXPECT_EQ(std::memcmp(real.data(), expected.data(), rows * sizeof(float)), 0);
            Exact<std::uint8_t> expected_bytes(rows);
            Exact<std::uint8_t> bytes(rows);
            portable_.scale_relu_quantise(sums.data(), scale.data(), bias.data(), rows, inverse_step,
                                          expected_bytes.data());
            kernels_.scale_relu_quantise(sums.data(), scale.data(), bias.data(), rows, inverse_step,
                                         bytes.data());
            EXPECT_EQ(bytes, expected_bytes);
        }
    }
}

TEST(KernelList, BeginsWithThePortableOneAndNamesEachOnce) {
    const auto all = available_kernels();
    ASSERT_FALSE(all.empty());
    EXPECT_EQ(all.front(), &portable_kernels());
    EXPECT_EQ(&best_kernels(), all.back());
    std::set<std::string> names;
    for (const Kernels* kernels : all) {
        EXPECT_TRUE(names.insert(kernels->name).second) << kernels->name;
    }
}

}  // namespace
}  // namespace footfall
