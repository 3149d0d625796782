// What an ONNX file of ours says of itself, and which models there is none of. Whether it answers rightly is
// tried with ONNX Runtime itself, in tests/export.
#include "io/onnx_model.h"

#include <gmock/gmock.h>

#include <vector>

#include "footfall/recording/error.h"

namespace footfall::io {
namespace {

using testing::HasSubstr;
using testing::StartsWith;

struct Example {
    explicit Example(NetworkKind kind) {
        model.network = compact_network(kind, 20, 2, 2);
        model.network.width = 8;
        model.network.hidden = kind == NetworkKind::dnn ? std::vector<int>{5, 3} : std::vector<int>{};
        model.preprocessing.rate_hz = 102.4;
        model.phases = {"stance_swing",
                        {{"stance", EventKind::initial_contact}, {"swing", EventKind::final_contact}}};
        model.label_definition = "event_pairs";
        model.provenance = "tiny.toml, seed 7";
        weights.assign(parameter_count(model.network), 0.5F);
        model.weights = weights;
    }

    Model model;
    std::vector<float> weights;
};

/// A protobuf entry of two short strings.
std::string entry(const std::string& key, const std::string& value) {
    std::string bytes;
    for (const auto& [tag, text] : {std::pair('\x0a', &key), std::pair('\x12', &value)}) {
        bytes += tag;
        bytes += static_cast<char>(text->size());
        bytes += *text;
    }
    return bytes;
}

TEST(OnnxModel, SaysWhatThereIsToKnow) {
    for (const NetworkKind kind : {NetworkKind::dnn, NetworkKind::transformer}) {
        const Example example(kind);
        const std::string file = onnx_model(example.model, "tiny", "1.2.3");
        EXPECT_THAT(file, StartsWith("\x08\x07\x12\x08"
                                     "footfall\x1a\x05"
                                     "1.2.3"));  // IR version 7, by whom
        EXPECT_THAT(file, HasSubstr(entry("footfall.network", std::string(to_string(kind)))));
        EXPECT_THAT(file, HasSubstr(entry("footfall.rate_hz", "102.4")));
        EXPECT_THAT(file, HasSubstr(entry("footfall.window", "20")));
        EXPECT_THAT(file, HasSubstr(entry("footfall.look_ahead", "2")));
        EXPECT_THAT(file, HasSubstr(entry("footfall.phases", "stance,swing")));
        EXPECT_THAT(file, HasSubstr(entry("footfall.phases_begin_with", "initial_contact,final_contact")));
        EXPECT_THAT(file, HasSubstr(entry("footfall.label_definition", "event_pairs")));
        EXPECT_THAT(file, HasSubstr(entry("footfall.provenance", "tiny.toml, seed 7")));
    }
}

TEST(OnnxModel, HoldsEveryWeightOnce) {
    for (const NetworkKind kind : {NetworkKind::dnn, NetworkKind::transformer}) {
        Example example(kind);
        const std::size_t before = onnx_model(example.model, "tiny", "1").size();
        EXPECT_GT(before, example.weights.size() * sizeof(float));
        for (std::size_t i = 0; i < example.weights.size(); ++i) {
            example.weights[i] = 1000.0F + static_cast<float>(i);
        }
        const std::string file = onnx_model(example.model, "tiny", "1");
        EXPECT_EQ(file.size(), before);
        for (const float weight : example.weights) {
            const std::string_view bytes(reinterpret_cast<const char*>(&weight), sizeof(weight));
            const std::size_t found = file.find(bytes);
            ASSERT_NE(found, std::string::npos) << weight;
        }
    }
}

TEST(OnnxModel, RefusesWeightsOfOtherPrecisions) {
    Example example(NetworkKind::dnn);
    for (const Precision precision : {Precision::bf16, Precision::int8}) {
        example.model.precision = precision;
        example.model.weights = {};
        try {
            (void)onnx_model(example.model, "small.footfall", "1");
            FAIL();
        } catch (const Error& error) {
            EXPECT_THAT(error.what(), StartsWith("small.footfall: expected a model of fp32 weights"));
        }
    }
}

}  // namespace
}  // namespace footfall::io
