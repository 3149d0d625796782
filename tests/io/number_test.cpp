// Numbers and names as text.
#include "io/number.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

#include "io/natural_order.h"
#include "io/nearest_name.h"

namespace footfall::io {
namespace {

TEST(Number, ReadsWholeTextsOnly) {
    EXPECT_EQ(number_from(" -1.5e3\t"), -1500.0);
    EXPECT_EQ(number_from("+2"), 2.0);
    EXPECT_TRUE(std::isnan(number_from("NaN").value()));
    EXPECT_TRUE(std::isinf(number_from("-inf").value()));
    for (const char* text : {"", " ", "1.5abc", "1,5", "0x10", "--1", "+-1", "1 2", "1e999", "abc"}) {
        EXPECT_EQ(number_from(text), std::nullopt) << text;
    }
}

TEST(Number, WholeNumbers) {
    EXPECT_EQ(whole_number_from(12.0), 12);
    EXPECT_EQ(whole_number_from(-3.0), -3);
    EXPECT_EQ(whole_number_from(12.5), std::nullopt);
    EXPECT_EQ(whole_number_from(1e300), std::nullopt);
    EXPECT_EQ(whole_number_from(std::numeric_limits<double>::quiet_NaN()), std::nullopt);
}

TEST(Number, TextReadsBackAsTheSameNumber) {
    for (const float number : {0.1F, -9.80665F, 1e-30F, 3.4e38F, 16777217.0F}) {
        EXPECT_EQ(static_cast<float>(number_from(text_of(number)).value()), number);
    }
    EXPECT_EQ(text_of(204.8), "204.8");
}

TEST(Number, QuotesAreOneShortLine) {
    EXPECT_EQ(in_quotes("a\nb"), "\"a?b\"");
    EXPECT_LT(in_quotes(std::string(1000, 'x')).size(), 60U);
}

TEST(NaturalOrder, CountsDigits) {
    EXPECT_TRUE(natural_less("2-1", "11-1"));
    EXPECT_TRUE(natural_less("2-9", "2-10"));
    EXPECT_FALSE(natural_less("11-1", "2-1"));
    EXPECT_TRUE(natural_less("a", "b"));
    EXPECT_TRUE(natural_less("a", "a1"));
    EXPECT_FALSE(natural_less("a1", "a1"));
    EXPECT_NE(natural_less("a1", "a01"), natural_less("a01", "a1"));
}

TEST(NearestName, FindsTheTypingError) {
    EXPECT_EQ(nearest_name("colum", {"rate_hz", "column", "counter"}), "column");
    EXPECT_EQ(nearest_name("untis", {"units", "left", "time"}), "units");
    EXPECT_EQ(nearest_name("x", {}), "");
}

TEST(Number, WithADecimalComma) {
    EXPECT_EQ(number_with_comma_from("-0,5035"), -0.5035);
    EXPECT_EQ(number_with_comma_from("1,5e-3"), 1.5e-3);
    EXPECT_EQ(number_with_comma_from("7"), 7.0);
    for (const char* none : {"", ",5", "5,", "1,2,3", "1.5", "1.234,5", "a,5", "1,b"}) {
        EXPECT_EQ(number_with_comma_from(none), std::nullopt) << none;
    }
}

}  // namespace
}  // namespace footfall::io
