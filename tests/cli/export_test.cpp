// What footfall export writes, and what it says to what it can't export.
#include <gmock/gmock.h>

#include "tests/cli/program.h"

namespace footfall::cli {
namespace {

using testing::HasSubstr;

class Export : public ProgramTest {
protected:
    const std::string model_ = FOOTFALL_SOURCE_DIR "/models/reference.footfall";
};

TEST_F(Export, WritesAnOnnxFile) {
    const Outcome outcome =
        run_program({"export", "--model", model_, "--format", "onnx", "--out", path("new/model.onnx")});
    ASSERT_EQ(outcome.exit_code, 0) << outcome.errors;
    EXPECT_TRUE(is_one_line(outcome.output)) << outcome.output;
    EXPECT_THAT(read("new/model.onnx"), HasSubstr("footfall.label_definition"));
    EXPECT_FALSE(std::filesystem::exists(path("new/model.onnx.partial")));
}

TEST_F(Export, WritesCForFirmware) {
    const Outcome outcome =
        run_program({"export", "--model", model_, "--format", "c", "--out", path("new/walker")});
    ASSERT_EQ(outcome.exit_code, 0) << outcome.errors;
    EXPECT_THAT(read("new/walker.h"), HasSubstr("extern const unsigned char walker[WALKER_SIZE];"));
    EXPECT_THAT(read("new/walker.h"), HasSubstr("config reference"));
    EXPECT_THAT(read("new/walker.c"), HasSubstr("70,79,79,84,70,65,76,76,")) << "FOOTFALL";
}

TEST_F(Export, WithoutAModelTakesTheOneThatShips) {
    ASSERT_EQ(run_program({"export", "--format", "onnx", "--out", path("shipped.onnx")}).exit_code, 0);
    EXPECT_THAT(read("shipped.onnx"), HasSubstr("footfall.label_definition"));
}

TEST_F(Export, SaysInOneLineWhatIsWrong) {
    const std::string damaged = write("damaged.footfall", "FOOTFALL");
    for (const std::vector<std::string>& arguments :
         {std::vector<std::string>{"--model", damaged, "--out", path("a.onnx")},
          {"--model", path("missing"), "--out", path("a.onnx")},
          {"--model", model_, "--out", damaged + "/below/a.onnx"}}) {
        std::vector<std::string> command = {"export", "--format", "onnx"};
        command.insert(command.end(), arguments.begin(), arguments.end());
        const Outcome outcome = run_program(command);
        EXPECT_EQ(outcome.exit_code, 1) << arguments[1];
        EXPECT_TRUE(is_one_line(outcome.errors)) << outcome.errors;
        EXPECT_FALSE(std::filesystem::exists(path("a.onnx")));
    }
}

TEST_F(Export, KnowsItsFormats) {
    const Outcome outcome =
        run_program({"export", "--model", model_, "--format", "word", "--out", path("a")});
    EXPECT_EQ(outcome.exit_code, 2);
    EXPECT_THAT(outcome.errors, HasSubstr("onnx"));
    EXPECT_EQ(run_program({"export", "--model", model_, "--format", "onnx"}).exit_code, 2);
}

}  // namespace
}  // namespace footfall::cli
