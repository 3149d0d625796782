// Texts that a report can and can't show.
#include "footfall/nn/one_line.h"

#include <gtest/gtest.h>

namespace footfall {
namespace {

using namespace std::string_view_literals;

TEST(OneLine, TakesUtf8OfEveryLength) {
    EXPECT_TRUE(is_one_line(""));
    EXPECT_TRUE(is_one_line("models/paper.toml, seed 1~"));
    EXPECT_TRUE(is_one_line("\u00A0 \u07FF \u0800 \uD7FF \uE000 \uFFFF \U00010000 \U0010FFFF"));
}

TEST(OneLine, RefusesControlCharacters) {
    EXPECT_FALSE(is_one_line("two\nlines"));
    EXPECT_FALSE(is_one_line("\x1B[31m"));
    EXPECT_FALSE(is_one_line("a\0b"sv));
    EXPECT_FALSE(is_one_line("\x7F"));
    EXPECT_FALSE(is_one_line("\xC2\x85"));  // U+0085, next line
}

TEST(OneLine, RefusesWhatIsNotUtf8) {
    EXPECT_FALSE(is_one_line("\x80"));  // continuation without a lead
    EXPECT_FALSE(
        is_one_line("Gr\xF6\xDF"
                    "e"));                          // Latin-1
    EXPECT_FALSE(is_one_line("\xE4\xB8"));          // cut off
    EXPECT_FALSE(is_one_line("\xC0\xAF"));          // longer than needed, two bytes
    EXPECT_FALSE(is_one_line("\xE0\x9F\xBF"));      // three
    EXPECT_FALSE(is_one_line("\xF0\x8F\xBF\xBF"));  // four
    EXPECT_FALSE(is_one_line("\xED\xA0\x80"));      // surrogate
    EXPECT_FALSE(is_one_line("\xF4\x90\x80\x80"));  // above U+10FFFF
    EXPECT_FALSE(is_one_line("\xFF"));
}

}  // namespace
}  // namespace footfall
