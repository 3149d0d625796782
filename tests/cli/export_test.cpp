// What footfall export writes for firmware, and what it says to wrong use.
#include <gmock/gmock.h>

#include "tests/cli/program.h"

namespace footfall::cli {
namespace {

using testing::HasSubstr;

class Export : public ProgramTest {};

TEST_F(Export, WritesTheShippedModelAsC) {
    const Outcome outcome = run_program({"export", "--format", "c", "--out", path("shipped")});
    ASSERT_EQ(outcome.exit_code, 0) << outcome.errors;
    EXPECT_THAT(read("shipped.h"), HasSubstr("extern const unsigned char shipped[SHIPPED_SIZE];"));
    EXPECT_THAT(read("shipped.h"), HasSubstr("config reference"));
    EXPECT_THAT(read("shipped.c"), HasSubstr("70,79,79,84,70,65,76,76,")) << "FOOTFALL";
}

TEST_F(Export, SaysWhatIsWrongWithItsUse) {
    EXPECT_EQ(run_program({"export", "--format", "c"}).exit_code, 2) << "without --out";
    EXPECT_EQ(run_program({"export", "--format", "pdf", "--out", path("model")}).exit_code, 2);
    const Outcome none =
        run_program({"export", "--format", "c", "--model", path("none"), "--out", path("model")});
    EXPECT_EQ(none.exit_code, 1);
    EXPECT_TRUE(is_one_line(none.errors)) << none.errors;
    EXPECT_THAT(none.errors, HasSubstr(path("none")));
}

}  // namespace
}  // namespace footfall::cli
