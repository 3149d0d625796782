// Files of exports: how many there may be, and how long.
#include "serve/export_files.h"

#include <gtest/gtest.h>

#include <limits>
#include <memory>
#include <string>
#include <vector>

#include "serve/api_error.h"
#include "tests/serve/store_fixtures.h"

namespace footfall::serve {
namespace {

/// 0 when nothing is thrown.
template <class Call>
int status_of(Call call) {
    try {
        call();
    } catch (const ApiError& error) {
        return error.status();
    }
    return 0;
}

class ExportFilesTest : public testing::Test {
protected:
    [[nodiscard]] std::filesystem::path place() const { return folder_.store().parent_path(); }
    static void write_little(const TextSink& sink) { sink("a,b\r\n"); }

    TestFolder folder_;
};

TEST_F(ExportFilesTest, HoldWhatIsWritten) {
    ExportFiles files(place());
    const auto file = files.make([](const TextSink& sink) {
        for (int i = 0; i < 100'000; ++i) {
            sink("0123456789");
        }
    });
    ASSERT_EQ(file->size(), 1'000'000U);
    std::string read(20, ' ');
    file->read(999'980, read);
    EXPECT_EQ(read, "01234567890123456789");
    EXPECT_THROW(file->read(999'981, read), DiskError) << "it ends before";
}

TEST_F(ExportFilesTest, AreFewAndGiveTheirPlaceBack) {
    ExportLimits limits;
    limits.files = 2;
    ExportFiles files(place(), limits);
    std::vector<std::shared_ptr<const UnnamedFile>> held = {files.make(write_little),
                                                            files.make(write_little)};
    EXPECT_EQ(status_of([&] { (void)files.make(write_little); }), 503);
    held.pop_back();
    EXPECT_EQ(status_of([&] { (void)files.make(write_little); }), 0);
    EXPECT_THROW((void)files.make([](const TextSink&) { throw Error("it failed"); }), Error);
    EXPECT_EQ(status_of([&] { (void)files.make(write_little); }), 0) << "what failed has no place";
}

TEST_F(ExportFilesTest, AreMadeFewAtATime) {
    ExportLimits limits;
    limits.making = 1;
    ExportFiles files(place(), limits);
    (void)files.make([&](const TextSink&) {
        EXPECT_EQ(status_of([&] { (void)files.make(write_little); }), 503) << "while another is made";
    });
    EXPECT_EQ(status_of([&] { (void)files.make(write_little); }), 0);
}

TEST_F(ExportFilesTest, AreNotLongerThanTheyMayAndLeaveRoom) {
    ExportLimits short_ones;
    short_ones.file_bytes = 4;
    EXPECT_EQ(status_of([&] { (void)ExportFiles(place(), short_ones).make(write_little); }), 413);
    ExportLimits roomy;
    roomy.room_left_bytes = std::numeric_limits<std::uint64_t>::max() / 2;
    EXPECT_THROW((void)ExportFiles(place(), roomy).make(write_little), DiskError);
    EXPECT_THROW((void)ExportFiles(place() / "missing").make(write_little), DiskError);
}

}  // namespace
}  // namespace footfall::serve
