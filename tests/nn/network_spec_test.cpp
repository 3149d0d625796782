// The layout of parameters, the compact networks' sizes, and what is no network.
#include "footfall/nn/network_spec.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace footfall {
namespace {

TEST(NetworkSpec, LayoutHasNoGapsAndEndsAtTheCount) {
    for (const NetworkSpec& spec : {NetworkSpec{}, compact_dnn(100, 5, 4), compact_transformer(40, 0, 2)}) {
        ASSERT_FALSE(validate(spec));
        std::size_t end = 0;
        for (const ParameterTensor& tensor : parameter_layout(spec)) {
            EXPECT_EQ(tensor.offset, end) << tensor.name;
            end += tensor.size();
        }
        EXPECT_EQ(end, parameter_count(spec));
    }
}

TEST(NetworkSpec, RangesBeginWhereTheHeadsLie) {
    for (const NetworkSpec& spec : {compact_dnn(50, 5, 2), compact_transformer(50, 5, 4)}) {
        const ParameterRanges ranges = parameter_ranges(spec);
        const std::vector<ParameterTensor> layout = parameter_layout(spec);
        ASSERT_GE(layout.size(), 4U);
        const ParameterTensor* head = &layout[layout.size() - 4];
        EXPECT_EQ(head[0].name, "cycle_head.weight");
        EXPECT_EQ(head[2].name, "phase_head.weight");
        EXPECT_EQ(ranges.backbone, (ParameterRange{0, head[0].offset}));
        EXPECT_EQ(ranges.cycle_head, (ParameterRange{head[0].offset, head[0].size() + head[1].size()}));
        EXPECT_EQ(ranges.phase_head, (ParameterRange{head[2].offset, head[2].size() + head[3].size()}));
        EXPECT_EQ(ranges.all, (ParameterRange{0, parameter_count(spec)}));
    }
}

TEST(NetworkSpec, CompactDnnHasAbout300000ParametersAtEveryWindow) {
    for (int window = 20; window <= 200; ++window) {
        const NetworkSpec spec = compact_dnn(window, 5, 2);
        ASSERT_FALSE(validate(spec));
        EXPECT_NEAR(static_cast<double>(parameter_count(spec)), 300'000.0, 35'000.0) << window;
        EXPECT_EQ(spec.embedding(), 64);
    }
}

TEST(NetworkSpec, CompactTransformerFitsEveryWindow) {
    for (int window = 20; window <= 200; ++window) {
        const NetworkSpec spec = compact_transformer(window, 5, 2);
        EXPECT_FALSE(validate(spec)) << window;
        EXPECT_EQ(spec.tokens() * spec.patch, window);
    }
    EXPECT_EQ(compact_transformer(50, 5, 2).patch, 5);
    EXPECT_EQ(compact_transformer(64, 5, 2).patch, 4);
}

TEST(NetworkSpec, AnsweredTokenHoldsTheAnsweredSample) {
    EXPECT_EQ(compact_transformer(50, 0, 2).answered_token(), 9);
    EXPECT_EQ(compact_transformer(50, 4, 2).answered_token(), 9);
    EXPECT_EQ(compact_transformer(50, 5, 2).answered_token(), 8);
    EXPECT_EQ(compact_transformer(50, 49, 2).answered_token(), 0);
}

TEST(NetworkSpec, RefusesWhatIsNoNetwork) {
    const auto refused = [](auto change, NetworkSpec spec) {
        change(spec);
        return validate(spec).has_value();
    };
    const NetworkSpec dnn = compact_dnn(50, 5, 2);
    const NetworkSpec transformer = compact_transformer(50, 5, 2);
    EXPECT_TRUE(refused([](NetworkSpec& s) { s.window = 0; }, dnn));
    EXPECT_TRUE(refused([](NetworkSpec& s) { s.window = 1 << 30; }, dnn));
    EXPECT_TRUE(refused([](NetworkSpec& s) { s.look_ahead = 50; }, dnn));
    EXPECT_TRUE(refused([](NetworkSpec& s) { s.look_ahead = -1; }, dnn));
    EXPECT_TRUE(refused([](NetworkSpec& s) { s.channels = 0; }, dnn));
    EXPECT_TRUE(refused([](NetworkSpec& s) { s.phases = 0; }, dnn));
    EXPECT_TRUE(refused([](NetworkSpec& s) { s.hidden = {}; }, dnn));
    EXPECT_TRUE(refused([](NetworkSpec& s) { s.hidden = {64, 0, 64}; }, dnn));
    EXPECT_TRUE(refused([](NetworkSpec& s) { s.kind = static_cast<NetworkKind>(9); }, dnn));
    EXPECT_TRUE(refused([](NetworkSpec& s) { s.patch = 4; }, transformer));
    EXPECT_TRUE(refused([](NetworkSpec& s) { s.patch = 0; }, transformer));
    EXPECT_TRUE(refused([](NetworkSpec& s) { s.heads = 5; }, transformer));
    EXPECT_TRUE(refused([](NetworkSpec& s) { s.heads = 0; }, transformer));
    EXPECT_TRUE(refused([](NetworkSpec& s) { s.layers = 0; }, transformer));
    EXPECT_TRUE(refused([](NetworkSpec& s) { s.width = -4; }, transformer));
}

}  // namespace
}  // namespace footfall
