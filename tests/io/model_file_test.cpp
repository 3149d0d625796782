// A model survives the disk, and what is no model is refused by name.
#include "io/model_file.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <limits>
#include <utility>

#include "footfall/recording/error.h"
#include "io/write_file.h"
#include "tests/nn/tiny_model.h"

namespace footfall::io {
namespace {

class ModelOnDisk : public testing::Test {
protected:
    ModelOnDisk() : weights_(counted_weights(model_.network)) {
        std::filesystem::remove_all(folder_);
        model_.weights = weights_;
    }
    ~ModelOnDisk() override { std::filesystem::remove_all(folder_); }

    void expect_refused(const std::filesystem::path& file) const {
        try {
            const ModelFile read(file);
            FAIL() << "was read";
        } catch (const Error& error) {
            EXPECT_THAT(error.what(), testing::HasSubstr(file.string()));
        }
    }

    const std::filesystem::path folder_ = std::filesystem::path(testing::TempDir()) /
                                          testing::UnitTest::GetInstance()->current_test_info()->name();
    Model model_ = tiny_dnn();
    std::vector<float> weights_;
};

TEST_F(ModelOnDisk, IsTheSameWhenReadAndMoved) {
    write_model_file(folder_ / "a.footfall", model_);
    ModelFile first(folder_ / "a.footfall");
    const ModelFile moved = std::move(first);
    EXPECT_EQ(moved.model().network, model_.network);
    EXPECT_EQ(moved.model().provenance, model_.provenance);
    EXPECT_TRUE(std::equal(weights_.begin(), weights_.end(), moved.model().weights.begin(),
                           moved.model().weights.end()));
    EXPECT_EQ(moved.size_bytes(), std::filesystem::file_size(folder_ / "a.footfall"));
}

TEST_F(ModelOnDisk, IsNotWrittenWhenItCannotBeUsed) {
    weights_[2] = std::numeric_limits<float>::quiet_NaN();
    EXPECT_THROW(write_model_file(folder_ / "a.footfall", model_), Error);
    EXPECT_FALSE(std::filesystem::exists(folder_ / "a.footfall"));
}

TEST_F(ModelOnDisk, IsRefusedWhenItIsSomethingElse) {
    expect_refused(folder_ / "missing");
    write_file(folder_ / "empty", "");
    expect_refused(folder_ / "empty");
    write_file(folder_ / "text", "t_ms,l_acc_x\n0,1\n");
    expect_refused(folder_ / "text");
    expect_refused(folder_);
}

}  // namespace
}  // namespace footfall::io
