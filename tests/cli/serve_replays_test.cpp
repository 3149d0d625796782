// Names of data sets that are replayed together.
#include "cli/serve_replays.h"

#include <gtest/gtest.h>

namespace footfall::cli {
namespace {

using Names = std::vector<std::string>;

TEST(ServeReplays, NamesAreUnique) {
    EXPECT_EQ(unique_names({"a", "b"}, {"x/y", "z"}), (Names{"a", "b"}));
    EXPECT_EQ(unique_names({"simulated", "simulated", "other"}, {"out/data", "out/lossy/", "csv:o.toml"}),
              (Names{"data", "lossy", "other"}));
    EXPECT_EQ(unique_names({"s", "s", "s"}, {"a/data", "ipol2019:b/data", "c/data/"}),
              (Names{"data", "data 2", "data 3"}));
    EXPECT_EQ(unique_names({"s", "s", "b"}, {"a", "b", "c"}), (Names{"a", "b", "b 2"}));
    EXPECT_EQ(unique_names({}, {}), Names{});
}

}  // namespace
}  // namespace footfall::cli
