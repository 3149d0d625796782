// A model goes into its file and comes back the same; the file's bytes are what the format says.
#include "footfall/nn/model.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <limits>
#include <string>

#include "footfall/nn/aligned_bytes.h"
#include "tests/nn/tiny_model.h"

namespace footfall {
namespace {

AlignedBytes aligned(const std::vector<std::byte>& bytes) { return {bytes.begin(), bytes.end()}; }

void expect_same(const Model& a, const Model& b) {
    EXPECT_EQ(a.network, b.network);
    EXPECT_EQ(a.preprocessing, b.preprocessing);
    EXPECT_EQ(a.normalization, b.normalization);
    EXPECT_EQ(a.phases, b.phases);
    EXPECT_EQ(a.event_offsets, b.event_offsets);
    EXPECT_EQ(a.label_definition, b.label_definition);
    EXPECT_EQ(a.provenance, b.provenance);
    EXPECT_TRUE(std::ranges::equal(a.weights, b.weights));
    EXPECT_EQ(a.precision, b.precision);
    EXPECT_TRUE(std::ranges::equal(a.heads, b.heads));
    ASSERT_EQ(a.layers.size(), b.layers.size());
    for (std::size_t i = 0; i < a.layers.size(); ++i) {
        EXPECT_EQ(a.layers[i].inputs, b.layers[i].inputs);
        EXPECT_EQ(a.layers[i].outputs, b.layers[i].outputs);
        EXPECT_EQ(a.layers[i].input_step, b.layers[i].input_step);
        EXPECT_TRUE(std::ranges::equal(a.layers[i].bf16, b.layers[i].bf16));
        EXPECT_TRUE(std::ranges::equal(a.layers[i].int8, b.layers[i].int8));
        EXPECT_TRUE(std::ranges::equal(a.layers[i].bias, b.layers[i].bias));
        EXPECT_TRUE(std::ranges::equal(a.layers[i].scale, b.layers[i].scale));
    }
}

void expect_round_trip(const Model& model) {
    const AlignedBytes bytes = aligned(serialise(model));
    const auto parsed = parse_model(bytes);
    ASSERT_TRUE(parsed) << parsed.reason();
    expect_same(*parsed, model);
    EXPECT_EQ(serialise(*parsed), serialise(model));
}

TEST(Model, DnnRoundTrips) {
    Model model = tiny_dnn();
    const auto weights = counted_weights(model.network);
    model.weights = weights;
    expect_round_trip(model);
}

TEST(Model, TransformerRoundTrips) {
    Model model = tiny_transformer();
    const auto weights = counted_weights(model.network);
    model.weights = weights;
    expect_round_trip(model);
}

TEST(Model, PackedModelsRoundTrip) {
    for (const Precision precision : {Precision::bf16, Precision::int8}) {
        Model large = tiny_dnn();
        large.network = compact_dnn(63, 5, 2);
        large.network.hidden = {100, 33, 17};
        expect_round_trip(PackedModel(tiny_dnn(), precision).model());
        expect_round_trip(PackedModel(large, precision).model());
    }
}

TEST(Model, PackedWeightsAreUsedInPlaceAndAligned) {
    for (const Precision precision : {Precision::bf16, Precision::int8}) {
        const PackedModel packed(tiny_dnn(), precision);
        const AlignedBytes bytes = aligned(serialise(packed.model()));
        const auto parsed = parse_model(bytes);
        ASSERT_TRUE(parsed) << parsed.reason();
        for (const PackedLayer& layer : parsed->layers) {
            for (const auto* const first :
                 {static_cast<const void*>(layer.bf16.data()), static_cast<const void*>(layer.int8.data()),
                  static_cast<const void*>(layer.bias.data()), static_cast<const void*>(layer.scale.data()),
                  static_cast<const void*>(parsed->heads.data())}) {
                EXPECT_EQ(reinterpret_cast<std::uintptr_t>(first) % kModelAlignment, 0U);
            }
        }
        const auto* const end =
            reinterpret_cast<const std::byte*>(parsed->heads.data() + parsed->heads.size());
        EXPECT_EQ(end + 4, bytes.data() + bytes.size());
    }
}

TEST(Model, FullSizedNetworksRoundTrip) {
    for (const NetworkSpec& network : {compact_dnn(200, 5, 2), compact_transformer(64, 0, 2)}) {
        Model model = tiny_dnn();
        model.network = network;
        const auto weights = counted_weights(network);
        model.weights = weights;
        expect_round_trip(model);
    }
}

TEST(Model, WeightsAreUsedInPlaceAndAligned) {
    Model model = tiny_dnn();
    const auto weights = counted_weights(model.network);
    model.weights = weights;
    // A provenance of any length moves the weights' place by whole alignments only.
    for (std::size_t length = 0; length < 130; ++length) {
        model.provenance.assign(length, 'p');
        const AlignedBytes bytes = aligned(serialise(model));
        const auto parsed = parse_model(bytes);
        ASSERT_TRUE(parsed) << parsed.reason();
        const auto* const first = reinterpret_cast<const std::byte*>(parsed->weights.data());
        EXPECT_EQ((first - bytes.data()) % static_cast<std::ptrdiff_t>(kModelAlignment), 0);
        EXPECT_EQ(first + parsed->weights.size_bytes() + 4, bytes.data() + bytes.size());
    }
}

TEST(Model, ExtremeWeightsKeepTheirBits) {
    using Limits = std::numeric_limits<float>;
    Model model = tiny_dnn();
    auto weights = counted_weights(model.network);
    weights[0] = -0.0F;
    weights[1] = Limits::denorm_min();
    weights[2] = Limits::max();
    weights[3] = Limits::lowest();
    model.weights = weights;
    const AlignedBytes bytes = aligned(serialise(model));
    const auto parsed = parse_model(bytes);
    ASSERT_TRUE(parsed) << parsed.reason();
    EXPECT_EQ(std::memcmp(parsed->weights.data(), weights.data(), weights.size() * sizeof(float)), 0);
}

/// Reads the file by hand: offsets and values below come from the format's description, not from its code.
class GoldenFile : public ::testing::Test {
protected:
    GoldenFile() : weights_(counted_weights(tiny_dnn().network)) {
        Model model = tiny_dnn();
        model.weights = weights_;
        bytes_ = serialise(model);
    }

    template <class T>
    [[nodiscard]] T at(std::size_t offset) const {
        T value{};
        std::memcpy(&value, bytes_.data() + offset, sizeof(T));
        return value;
    }
    [[nodiscard]] std::string text_at(std::size_t offset) const {
        return {reinterpret_cast<const char*>(bytes_.data()) + offset + 4, at<std::uint32_t>(offset)};
    }

    std::vector<float> weights_;
    std::vector<std::byte> bytes_;
};

TEST_F(GoldenFile, Numbers) {
    ASSERT_EQ(bytes_.size(), 464U);
    EXPECT_EQ(std::memcmp(bytes_.data(), "FOOTFALL", 8), 0);
    EXPECT_EQ(bytes_[8], std::byte{2});  // the version's lowest byte comes first
    EXPECT_EQ(at<std::uint32_t>(8), 2U);
    EXPECT_EQ(at<std::uint32_t>(12), 0U);
    EXPECT_EQ(at<std::uint64_t>(16), 464U);
    EXPECT_EQ(at<std::uint64_t>(24), 204U);  // 4 * ((12 + 1) * 3 + (3 + 1) * 1 + (1 + 1) * 2 + (1 + 1) * 2)
    EXPECT_EQ(at<double>(32), 50.0);
    EXPECT_EQ(at<std::uint32_t>(40), 0U);
    std::vector<std::int32_t> shape;
    for (std::size_t offset = 44; offset < 76; offset += 4) {
        shape.push_back(at<std::int32_t>(offset));
    }
    EXPECT_THAT(shape, ::testing::ElementsAre(2, 1, 6, 2, 5, 64, 4, 2));
    EXPECT_EQ(at<std::uint32_t>(76), 2U);
    EXPECT_EQ(at<float>(80), 1.0F);
    EXPECT_EQ(at<float>(100), 6.0F);
    EXPECT_EQ(at<float>(104), 0.5F);
    EXPECT_EQ(at<float>(124), 4.0F);
    EXPECT_EQ(at<float>(128), 0.015625F);
    EXPECT_EQ(at<float>(132), -0.03125F);
    EXPECT_EQ(at<std::uint32_t>(136), 0U);
    EXPECT_EQ(at<std::int32_t>(140), 3);
    EXPECT_EQ(at<std::int32_t>(144), 1);
}

TEST_F(GoldenFile, TextsAndPhases) {
    EXPECT_EQ(text_at(148), "stance_swing");
    EXPECT_EQ(bytes_[164], std::byte{0});
    EXPECT_EQ(at<std::uint32_t>(165), 2U);
    EXPECT_EQ(at<std::uint32_t>(169), 0U);
    EXPECT_EQ(text_at(173), "stance");
    EXPECT_EQ(at<std::uint32_t>(184), 3U);
    EXPECT_EQ(text_at(188), "swing");
    EXPECT_EQ(text_at(198), "event_pairs");
    EXPECT_EQ(text_at(214), "tiny.toml, seed 7");
}

TEST_F(GoldenFile, WeightsAndChecksum) {
    for (std::size_t offset = 235; offset < 256; ++offset) {
        EXPECT_EQ(bytes_[offset], std::byte{0}) << offset;
    }
    EXPECT_EQ(at<float>(256), 1.0F);
    EXPECT_EQ(at<float>(456), 26.0F);
    // zlib's crc32 of these bytes, put together by another program from the format's description.
    EXPECT_EQ(at<std::uint32_t>(460), 0x8B92A23BU);
}

}  // namespace
}  // namespace footfall
