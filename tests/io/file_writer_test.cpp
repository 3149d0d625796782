// Files that are there whole or not at all, and how numbers are written into them.
#include "io/file_writer.h"

#include <limits>

#include "tests/io/fixtures.h"

namespace footfall::io {
namespace {

TEST(FileWriter, IsThereOnceFinishedAndNotBefore) {
    const test::TemporaryFolder folder;
    FileWriter writer(folder.path() / "below" / "file.csv");
    writer.text("a,b\n");
    EXPECT_FALSE(std::filesystem::exists(folder.path() / "below" / "file.csv"));
    writer.finish();
    EXPECT_EQ(folder.read("below/file.csv"), "a,b\n");
    EXPECT_FALSE(std::filesystem::exists(folder.path() / "below" / "file.csv.partial"));
}

TEST(FileWriter, LeavesNothingAndKeepsTheOldFileWhenItIsNotFinished) {
    const test::TemporaryFolder folder;
    folder.write("file.csv", "old");
    {
        FileWriter writer(folder.path() / "file.csv");
        writer.text(std::string(1'000'000, 'x'));
    }
    EXPECT_EQ(folder.read("file.csv"), "old");
    EXPECT_FALSE(std::filesystem::exists(folder.path() / "file.csv.partial"));
}

TEST(FileWriter, WritesNumbersShort) {
    const test::TemporaryFolder folder;
    FileWriter writer(folder.path() / "numbers");
    const std::pair<double, int> numbers[] = {{0.0, 3},     {1.5, 3},        {12.3456, 3}, {0.0004, 3},
                                              {-0.0004, 3}, {-2.25, 1},      {0.999, 1},   {86400.01, 9},
                                              {3e-9, 9},    {1e12 + 0.5, 1}, {7.0, 0},     {1e30, 3}};
    for (const auto& [value, decimals] : numbers) {
        writer.number(value, decimals);
        writer.text(" ");
    }
    writer.number(std::numeric_limits<double>::quiet_NaN(), 2);
    writer.finish();
    EXPECT_EQ(folder.read("numbers"),
              "0 1.5 12.346 0 0 -2.3 1 86400.01 0.000000003 1000000000000.5 7 1e+30 nan");
}

TEST(FileWriter, RefusesWhatCannotBeWritten) {
    const test::TemporaryFolder folder;
    EXPECT_THROW(FileWriter(folder.path()), Error);
    folder.write("file", "");
    EXPECT_THROW(FileWriter(folder.path() / "file" / "below"), Error);
}

}  // namespace
}  // namespace footfall::io
