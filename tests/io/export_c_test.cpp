// A model as C source holds the file's very bytes, and compilers take it.
#include "io/export_c.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <regex>
#include <sstream>
#include <string>
#include <vector>

#include "footfall/recording/error.h"
#include "tests/nn/tiny_model.h"

namespace footfall::io {
namespace {

class ExportC : public testing::Test {
protected:
    ExportC() : weights_(counted_weights(model_.network)) {
        std::filesystem::remove_all(folder_);
        model_.weights = weights_;
    }
    ~ExportC() override { std::filesystem::remove_all(folder_); }

    [[nodiscard]] std::string read(const std::string& name) const {
        std::ostringstream text;
        text << std::ifstream(folder_ / name).rdbuf();
        return text.str();
    }

    const std::filesystem::path folder_ = std::filesystem::path(testing::TempDir()) /
                                          testing::UnitTest::GetInstance()->current_test_info()->name();
    Model model_ = tiny_dnn();
    std::vector<float> weights_;
};

TEST_F(ExportC, HoldsTheFilesBytes) {
    export_c(folder_ / "my-model", model_);
    const std::string source = read("my-model.c");
    EXPECT_THAT(source, testing::HasSubstr("#include \"my-model.h\""));
    const std::string array = source.substr(source.find("my_model[MY_MODEL_SIZE] = {"));
    std::vector<std::byte> bytes;
    static const std::regex number("([0-9]+),");
    for (std::sregex_iterator at(array.begin(), array.end(), number), end; at != end; ++at) {
        bytes.push_back(static_cast<std::byte>(std::stoi((*at)[1])));
    }
    EXPECT_EQ(bytes, serialise(model_));
    EXPECT_THAT(read("my-model.h"),
                testing::AllOf(testing::HasSubstr("#define MY_MODEL_SIZE " + std::to_string(bytes.size())),
                               testing::HasSubstr("#define MY_MODEL_ALIGNMENT 64"),
                               testing::HasSubstr(model_.provenance)));
}

TEST_F(ExportC, LeavesOutAnEnding) {
    export_c(folder_ / "model.c", model_);
    EXPECT_FALSE(read("model.h").empty());
    EXPECT_FALSE(read("model.c").empty());
}

TEST_F(ExportC, IsCAndCpp) {
    model_.provenance = R"(a comment that would go on \)";
    export_c(folder_ / "7 model", model_);
    for (const char* compiler : {"cc -std=c11 -x c", "c++ -std=c++11 -x c++"}) {
        const std::string command = std::string(compiler) + " -Wall -Wextra -Wpedantic -Werror -c '" +
                                    (folder_ / "7 model.c").string() + "' -o '" +
                                    (folder_ / "model.o").string() + "'";
        EXPECT_EQ(std::system(command.c_str()), 0) << command;
    }
}

TEST_F(ExportC, SaysWhereItCannotWrite) {
    std::filesystem::create_directories(folder_ / "taken.h");
    EXPECT_THROW(export_c(folder_ / "taken", model_), Error);
}

}  // namespace
}  // namespace footfall::io
