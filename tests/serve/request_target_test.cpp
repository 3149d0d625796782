// Paths and queries as strangers write them.
#include "serve/request_target.h"

#include <gtest/gtest.h>

#include "serve/utf8.h"

namespace footfall::serve {
namespace {

using Segments = std::vector<std::string>;

TEST(RequestTarget, SegmentsAndQueryAreDecoded) {
    const auto target = parse_target("/api/v1/people/?search=%C3%84da+L&limit=3&x");
    ASSERT_TRUE(target);
    EXPECT_EQ(target->segments, (Segments{"api", "v1", "people"}));
    EXPECT_EQ(target->query.at("search"),
              "\xc3\x84"
              "da L");
    EXPECT_EQ(target->query.at("limit"), "3");
    EXPECT_EQ(target->query.at("x"), "");
    EXPECT_TRUE(parse_target("/")->segments.empty());
    EXPECT_EQ(parse_target("/a+b")->segments, Segments{"a+b"}) << "a plus is a blank in a query alone";
}

TEST(RequestTarget, WhatNamesNothingOfOursIsNone) {
    for (const char* target : {"",
                               "a",
                               "*",
                               "http://a/b",
                               "/..",
                               "/a/../b",
                               "/%2e%2e",
                               "/.",
                               "/a%2fb",
                               "/a%5cb",
                               "/a\\b",
                               "/%00",
                               "/a%0d%0aSet-Cookie:x",
                               "/%",
                               "/%1",
                               "/%zz",
                               "/%ff",
                               "/%c0%ae",
                               "/%ed%a0%80",
                               "/%f4%90%80%80",
                               "/?%ff=1",
                               "/?a=%00",
                               "/?a=%"}) {
        EXPECT_FALSE(parse_target(target)) << target;
    }
}

TEST(RequestTarget, Utf8IsText) {
    EXPECT_TRUE(is_text("a\xc3\xa4\xe6\xad\xa5\xf0\x9f\x91\xa3\n"));
    EXPECT_TRUE(is_text(""));
    EXPECT_FALSE(is_text(std::string_view("\0", 1)));
    EXPECT_FALSE(is_text("\xe6\xad"));
    EXPECT_FALSE(is_text("\x80"));
}

}  // namespace
}  // namespace footfall::serve
