// Lines of every ending, across buffers.
#include "io/line_reader.h"

#include <gmock/gmock.h>

#include "tests/io/fixtures.h"

namespace footfall::io {
namespace {

using testing::HasSubstr;

std::vector<std::string> lines_of(LineReader& reader) {
    std::vector<std::string> lines;
    while (reader.next()) {
        lines.emplace_back(reader.line());
        EXPECT_EQ(reader.number(), lines.size());
    }
    return lines;
}

TEST(LineReader, ReadsLfCrlfAndAByteOrderMark) {
    const test::TemporaryFolder folder;
    folder.write("a",
                 "\xEF\xBB\xBF"
                 "one\r\ntwo\n\nfour\r\n");
    LineReader reader(folder / "a");
    EXPECT_EQ(lines_of(reader), (std::vector<std::string>{"one", "two", "", "four"}));
    EXPECT_FALSE(reader.is_unterminated());
}

TEST(LineReader, KnowsALineWithoutEnding) {
    const test::TemporaryFolder folder;
    folder.write("a", "one\ntwo");
    LineReader reader(folder / "a");
    ASSERT_TRUE(reader.next());
    EXPECT_FALSE(reader.is_unterminated());
    ASSERT_TRUE(reader.next());
    EXPECT_EQ(reader.line(), "two");
    EXPECT_TRUE(reader.is_unterminated());
    EXPECT_FALSE(reader.next());
}

TEST(LineReader, AnEmptyFileHasNoLine) {
    const test::TemporaryFolder folder;
    folder.write("a", "");
    LineReader reader(folder / "a");
    EXPECT_FALSE(reader.next());
}

TEST(LineReader, LinesAcrossBuffersStayWhole) {
    const test::TemporaryFolder folder;
    // 65536 bytes is a buffer: lines that end just before, at and after its border.
    for (const std::size_t length : {65534U, 65535U, 65536U, 65537U, 200000U}) {
        const std::string line(length, 'x');
        folder.write("a", line + "\r\nlast\n");
        LineReader reader(folder / "a");
        const std::vector<std::string> lines = lines_of(reader);
        ASSERT_EQ(lines.size(), 2U) << length;
        EXPECT_EQ(lines[0], line) << length;
        EXPECT_EQ(lines[1], "last") << length;
    }
}

TEST(LineReader, ALineOfAMegabyteIsNoText) {
    const test::TemporaryFolder folder;
    folder.write("a", "short\n" + std::string(LineReader::kLongestLine + 1, 'x'));
    LineReader reader(folder / "a");
    ASSERT_TRUE(reader.next());
    EXPECT_THAT(test::error_of([&] { (void)reader.next(); }), HasSubstr("line 2"));
}

TEST(LineReader, NamesWhatItCannotOpen) {
    const test::TemporaryFolder folder;
    EXPECT_THAT(test::error_of([&] { LineReader(folder / "none"); }),
                HasSubstr("none: expected a readable file"));
    EXPECT_THAT(test::error_of([&] { LineReader{folder.path()}; }), HasSubstr("found a directory"));
}

}  // namespace
}  // namespace footfall::io
