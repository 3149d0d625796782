// A model file that is wrong in any way is refused, and for the right reason.
#include <gtest/gtest.h>

#include <array>
#include <cmath>
#include <cstdint>
#include <cstring>
#include <functional>
#include <limits>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "footfall/core/random.h"
#include "footfall/nn/aligned_bytes.h"
#include "footfall/nn/model.h"
#include "tests/nn/reseal.h"
#include "tests/nn/tiny_model.h"

namespace footfall {
namespace {

constexpr float kInfinity = std::numeric_limits<float>::infinity();
constexpr float kNan = std::numeric_limits<float>::quiet_NaN();

using Bytes = std::vector<std::byte>;

Bytes file_of(Model model) {
    const auto weights = counted_weights(model.network);
    model.weights = weights;
    return serialise(model);
}

Bytes file_of(Precision precision) { return serialise(PackedModel(tiny_dnn(), precision).model()); }

std::vector<Bytes> all_files() {
    return {file_of(tiny_dnn()), file_of(tiny_transformer()), file_of(Precision::bf16),
            file_of(Precision::int8)};
}

/// Empty when the bytes are taken.
std::string reason_against(const Bytes& bytes) {
    const AlignedBytes aligned(bytes.begin(), bytes.end());
    const auto parsed = parse_model(aligned);
    return parsed ? "" : parsed.reason();
}

/// The tiny DNN's file with one value overwritten and a checksum that is right for it.
template <class T>
std::string reason_with(std::size_t offset, T value) {
    Bytes bytes = file_of(tiny_dnn());
    std::memcpy(bytes.data() + offset, &value, sizeof(T));
    reseal(bytes);
    return reason_against(bytes);
}

/// Both ways in: validate() before a model is written, and parse_model() after it was written all the same.
std::string reason_for(const std::function<void(Model&)>& spoil) {
    Model model = tiny_dnn();
    const auto weights = counted_weights(model.network);
    model.weights = weights;
    spoil(model);
    const auto objection = validate(model);
    std::string reason = objection ? objection->reason : "";
    EXPECT_EQ(reason_against(serialise(model)), reason);
    return reason;
}

/// Both ways in for a packed model.
std::string reason_for(Precision precision, const std::function<void(PackedModel&)>& spoil) {
    PackedModel packed(tiny_dnn(), precision);
    EXPECT_FALSE(validate(packed.model()));
    spoil(packed);
    const auto objection = validate(packed.model());
    std::string reason = objection ? objection->reason : "";
    EXPECT_EQ(reason_against(serialise(packed.model())), reason);
    return reason;
}

TEST(ModelDamage, EveryTruncationFails) {
    for (const Bytes& whole : all_files()) {
        for (std::size_t size = 0; size < whole.size(); ++size) {
            const Bytes cut(whole.begin(), whole.begin() + static_cast<std::ptrdiff_t>(size));
            EXPECT_EQ(reason_against(cut),
                      size < 8 ? "not a model: it does not begin with FOOTFALL" : "the model is cut off")
                << size;
        }
    }
}

TEST(ModelDamage, EveryTruncationFailsBehindTheChecksumToo) {
    for (const Bytes& whole : all_files()) {
        for (std::size_t size = 0; size < whole.size(); ++size) {
            Bytes cut(whole.begin(), whole.begin() + static_cast<std::ptrdiff_t>(size));
            reseal(cut);
            EXPECT_NE(reason_against(cut), "") << size;
        }
    }
}

TEST(ModelDamage, EveryFlippedBitFails) {
    for (const Bytes& whole : all_files()) {
        AlignedBytes bytes(whole.begin(), whole.end());
        ASSERT_TRUE(parse_model(bytes));
        for (std::size_t bit = 0; bit < 8 * whole.size(); ++bit) {
            std::byte& byte = bytes[bit / 8];
            byte ^= std::byte{1} << (bit % 8);
            EXPECT_FALSE(parse_model(bytes)) << "bit " << bit;
            byte ^= std::byte{1} << (bit % 8);
        }
    }
}

TEST(ModelDamage, Frame) {
    EXPECT_EQ(reason_with(0, 'f'), "not a model: it does not begin with FOOTFALL");
    EXPECT_EQ(reason_with(8, 1U), "the model's format has a version other than 2");
    EXPECT_EQ(reason_with(8, 0U), "the model's format has a version other than 2");
    Bytes bytes = file_of(tiny_dnn());
    bytes.push_back(std::byte{0});
    EXPECT_EQ(reason_against(bytes), "bytes follow the model's end");
    bytes.pop_back();
    bytes[300] ^= std::byte{1};
    EXPECT_EQ(reason_against(bytes), "the model is damaged: its checksum is wrong");
}

TEST(ModelDamage, MisalignedMemory) {
    const Bytes whole = file_of(tiny_dnn());
    AlignedBytes room(whole.size() + 1);
    std::memcpy(room.data() + 1, whole.data(), whole.size());
    const auto parsed = parse_model(std::span(room).subspan(1));
    ASSERT_FALSE(parsed);
    EXPECT_STREQ(parsed.reason(), "the model's memory does not begin at a multiple of 64 bytes");
}

// Offsets below are those of tiny_dnn(), asserted in model_test.cpp.

TEST(ModelDamage, UnknownValues) {
    EXPECT_EQ(reason_with(12, 2U), "unknown kind of network");
    EXPECT_EQ(reason_with(40, 2U), "alignment must be 0 or 1");
    EXPECT_EQ(reason_with(136, 3U), "unknown precision");
    EXPECT_EQ(reason_with(169, 4U), "unknown kind of event");
    EXPECT_EQ(reason_with(236, '\1'), "the padding before the weights is not zero");
    EXPECT_EQ(reason_with(255, '\1'), "the padding before the weights is not zero");
}

TEST(ModelDamage, Counts) {
    const std::string past_end = "a length in the model points past the model's end";
    const std::string weights = "the weights do not fill the rest of the model";
    for (const std::uint32_t huge : {0x10000U, 0x40000000U, 0x80000000U, 0xFFFFFFFFU}) {
        EXPECT_EQ(reason_with(76, huge), past_end);   // hidden widths
        EXPECT_EQ(reason_with(148, huge), past_end);  // name of the phase set
        EXPECT_EQ(reason_with(214, huge), past_end);  // provenance
        EXPECT_EQ(reason_with(165, huge), "the phase set and the network have different numbers of phases");
    }
    for (const std::uint64_t count :
         {0ULL, 203ULL, 205ULL, 1ULL << 32U, 1ULL << 63U, (1ULL << 32U) + 204, ~0ULL}) {
        EXPECT_EQ(reason_with(24, count), weights);  // 2^32 + 204 are 204 bytes modulo 2^32
    }
    for (const std::uint64_t size : {1ULL << 32U, ~0ULL}) {
        Bytes bytes = file_of(tiny_dnn());
        std::memcpy(bytes.data() + 16, &size, sizeof(size));
        EXPECT_EQ(reason_against(bytes), "the model is cut off");
    }
}

TEST(ModelDamage, TextWithoutItsEnd) {
    const std::string reason = "a text in the model does not end with a zero byte";
    EXPECT_EQ(reason_with(164, 'x'), reason);
    EXPECT_EQ(reason_with(214, 16U), reason);
}

TEST(ModelDamage, Shapes) {
    EXPECT_EQ(reason_with(44, 0), "window must be from 1 to 4096 samples");
    EXPECT_EQ(reason_with(44, -1), "window must be from 1 to 4096 samples");
    EXPECT_EQ(reason_with(48, 2), "look_ahead must be at least 0 and less than window");
    EXPECT_EQ(reason_with(44, 4096), "the number of weights does not fit the network");
    EXPECT_EQ(reason_with(140, 4097), "every hidden width must be from 1 to 4096");
}

TEST(ModelDamage, Numbers) {
    const std::string rate = "rate must be from 1 to 10000 Hz";
    for (const double rate_hz : {0.0, -100.0, 1e9, std::nan("")}) {
        EXPECT_EQ(reason_for([&](Model& model) { model.preprocessing.rate_hz = rate_hz; }), rate);
    }
    for (const float value : {kNan, kInfinity, -kInfinity}) {
        EXPECT_EQ(reason_for([&](Model& model) { model.normalization.mean[5] = value; }),
                  "a mean of the normalization is not finite");
    }
    for (const float value : {kNan, kInfinity, 0.0F, -1.0F}) {
        EXPECT_EQ(reason_for([&](Model& model) { model.normalization.inverse_sd[0] = value; }),
                  "a scale of the normalization is not finite and positive");
    }
    for (const float value : {kNan, kInfinity, 1.5F, -1.5F}) {
        EXPECT_EQ(reason_for([&](Model& model) { model.event_offsets.final_contact_s = value; }),
                  "event offsets must be within 1 s");
    }
}

TEST(ModelDamage, Weights) {
    for (const float value : {kNan, kInfinity, -kInfinity}) {
        auto weights = counted_weights(tiny_dnn().network);
        weights.back() = value;
        EXPECT_EQ(reason_for([&](Model& model) { model.weights = weights; }), "a weight is not finite");
    }
    EXPECT_EQ(reason_for([](Model& model) { model.weights = model.weights.first(50); }),
              "the number of weights does not fit the network");
    EXPECT_EQ(reason_for([](Model& model) { model.weights = {}; }),
              "the number of weights does not fit the network");
}

TEST(ModelDamage, PackedWeights) {
    const std::string finite = "a weight is not finite";
    const std::string padding = "the padding between weights is not zero";
    const std::string count = "the number of weights does not fit the network";
    EXPECT_EQ(reason_for(Precision::bf16, [](auto& packed) { packed.memory(0).bf16[5] = 0x7F80; }), finite);
    EXPECT_EQ(reason_for(Precision::bf16, [](auto& packed) { packed.memory(0).bf16[5] = 0xFFC0; }), finite);
    EXPECT_EQ(reason_for(Precision::bf16, [](auto& packed) { packed.memory(0).bf16[6] = 1; }), padding);
    EXPECT_EQ(reason_for(Precision::bf16, [](auto& packed) { packed.memory(1).bf16[33] = 1; }), padding);
    EXPECT_EQ(reason_for(Precision::bf16, [](auto& packed) { packed.memory(1).bias[0] = kNan; }), finite);
    EXPECT_EQ(reason_for(Precision::bf16, [](auto& packed) { packed.memory(1).bias[1] = 1.0F; }), padding);
    EXPECT_EQ(reason_for(Precision::int8, [](auto& packed) { packed.memory(0).int8[0] = -128; }),
              "an int8 weight is -128");
    EXPECT_EQ(reason_for(Precision::int8, [](auto& packed) { packed.memory(1).int8[3] = 1; }), padding);
    EXPECT_EQ(reason_for(Precision::int8, [](auto& packed) { packed.memory(0).scale[3] = 1.0F; }), padding);
    for (const float scale : {-1.0F, kNan, kInfinity}) {
        EXPECT_EQ(reason_for(Precision::int8, [&](auto& packed) { packed.memory(0).scale[0] = scale; }),
                  "a scale of weights is negative or not finite");
    }
    for (const float step : {0.0F, -1.0F, kNan, kInfinity}) {
        EXPECT_EQ(
            reason_for(Precision::int8, [&](auto& packed) { packed.model().layers[1].input_step = step; }),
            "the step of a layer's input is not between 1e-20 and 1e20");
    }
    for (const Precision precision : {Precision::bf16, Precision::int8}) {
        EXPECT_EQ(
            reason_for(precision, [](auto& packed) { packed.model().heads = packed.model().heads.first(7); }),
            count);
        EXPECT_EQ(reason_for(precision, [](auto& packed) { packed.model().layers[1].bias = {}; }), count);
        Model transformer = tiny_transformer();
        transformer.precision = precision;
        EXPECT_STREQ(validate(transformer)->reason, "a transformer's precision must be fp32");
        EXPECT_EQ(reason_against(serialise(transformer)), "a transformer's precision must be fp32");
    }
    EXPECT_EQ(reason_with(136, 1U), count);
}

TEST(ModelDamage, Channels) {
    EXPECT_EQ(reason_for([](Model& model) { model.network.channels = 5; }), "a model must have 6 channels");
}

TEST(ModelDamage, Phases) {
    EXPECT_EQ(reason_for([](Model& model) { model.phases.phases.pop_back(); }),
              "the phase set and the network have different numbers of phases");
    EXPECT_EQ(reason_for([](Model& model) { model.network.phases = 3; }),
              "the phase set and the network have different numbers of phases");
    EXPECT_EQ(
        reason_for([](Model& model) { model.phases.phases[1].begins_with = EventKind::initial_contact; }),
        "phases must follow the gait cycle, each opened by an event of its own");
    EXPECT_EQ(reason_for([](Model& model) { model.phases.phases[1].name.clear(); }), "a phase has no name");
    const std::string text = "a text in the model is not one line of UTF-8";
    EXPECT_EQ(reason_for([](Model& model) { model.phases.phases[1].name = std::string("sw\ting"); }), text);
    EXPECT_EQ(reason_for([](Model& model) { model.phases.name = std::string("\xFF"); }), text);
    EXPECT_EQ(reason_for([](Model& model) { model.label_definition = std::string(1, '\0'); }), text);
    EXPECT_EQ(reason_for([](Model& model) { model.provenance = std::string("two\nlines"); }), text);
}

TEST(ModelDamage, PhasesOutOfTheCyclesOrder) {
    Model model = tiny_transformer();
    const auto weights = counted_weights(model.network);
    model.weights = weights;
    ASSERT_FALSE(validate(model));
    std::swap(model.phases.phases[1], model.phases.phases[2]);
    const auto objection = validate(model);
    ASSERT_TRUE(objection);
    EXPECT_STREQ(objection->reason, "phases must follow the gait cycle, each opened by an event of its own");
}

/// Changes `bytes` in one of the ways in which files go wrong, or in which someone would have them go wrong.
void mutate(Bytes& bytes, Random& random) {
    constexpr std::array<std::uint32_t, 10> kTelling = {0,  1,          2,          3,          4,
                                                        16, 0x7F800000, 0x7FFFFFFF, 0x80000000, ~0U};
    const std::size_t at = random.below(bytes.size());
    const auto here = bytes.begin() + static_cast<std::ptrdiff_t>(at);
    switch (random.below(6)) {
        case 0: *here ^= std::byte{1} << random.below(8); break;
        case 1: *here = static_cast<std::byte>(random.below(256)); break;
        case 2: bytes.erase(here, here + static_cast<std::ptrdiff_t>(random.below(bytes.size() - at))); break;
        case 3: bytes.insert(here, 1 + random.below(8), static_cast<std::byte>(random.below(256))); break;
        default: {  // most of the description is made of four-byte fields
            const std::uint32_t value = kTelling[random.below(kTelling.size())];
            const std::size_t field = random.below(64) * 4;
            if (field + sizeof(value) <= bytes.size()) {
                std::memcpy(bytes.data() + field, &value, sizeof(value));
            }
        }
    }
}

TEST(ModelDamage, MutationsAreRefusedOrReadExactly) {
    const std::vector<Bytes> seeds = all_files();
    Random random(20'240'229);
    std::set<std::string> reasons;
    int taken = 0;
    for (int round = 0; round < 100'000; ++round) {
        Bytes bytes = seeds[static_cast<std::size_t>(round) % seeds.size()];
        for (std::uint64_t left = 1 + random.below(3); left > 0 && !bytes.empty(); --left) {
            mutate(bytes, random);
        }
        reseal(bytes);
        const AlignedBytes aligned(bytes.begin(), bytes.end());
        const auto parsed = parse_model(aligned);
        if (!parsed) {
            ASSERT_STRNE(parsed.reason(), "");
            reasons.insert(parsed.reason());
            continue;
        }
        ++taken;
        ASSERT_FALSE(validate(*parsed));
        ASSERT_EQ(serialise(*parsed), bytes) << "round " << round;
    }
    // The mutations got past the checksum: many were harmless, and the others met most of the checks.
    EXPECT_GT(taken, 1000);
    EXPECT_GT(reasons.size(), 20U);
}

}  // namespace
}  // namespace footfall
