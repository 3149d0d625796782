// JSON with numbers that are missing.
#include "io/json_file.h"

#include <gmock/gmock.h>

#include "tests/io/fixtures.h"

namespace footfall::io {
namespace {

using testing::HasSubstr;

TEST(JsonFile, MissingNumbersAreNullOutsideOfStringsOnly) {
    EXPECT_EQ(with_missing_as_null(R"({"a": NaN, "b": [-Infinity, Infinity]})"),
              R"({"a": null, "b": [null, null]})");
    EXPECT_EQ(with_missing_as_null(R"({"NaN": "a \" NaN", "b": "\\"})"), R"({"NaN": "a \" NaN", "b": "\\"})");
    EXPECT_EQ(with_missing_as_null("\"NaN"), "\"NaN");
    EXPECT_EQ(with_missing_as_null("\\"), "\\");
}

TEST(JsonFile, NamesTheLineOfWhatIsNoJson) {
    const test::TemporaryFolder folder;
    folder.write("a.json", "{\n\"Age\": 5,\n\"x\": oops\n}");
    EXPECT_THAT(test::error_of([&] { (void)read_json_object(folder / "a.json"); }),
                HasSubstr("a.json: line 3"));
    folder.write("a.json", "{\"Age\": 5");
    EXPECT_THAT(test::error_of([&] { (void)read_json_object(folder / "a.json"); }),
                HasSubstr("the end of the file"));
    folder.write("a.json", "[1]");
    EXPECT_THAT(test::error_of([&] { (void)read_json_object(folder / "a.json"); }),
                HasSubstr("a JSON object"));
    EXPECT_THAT(test::error_of([&] { (void)read_json_object(folder / "b.json"); }), HasSubstr("b.json"));
}

TEST(JsonFile, NumbersMayBeMissingOrText) {
    const nlohmann::json object = {{"a", 1.5}, {"b", "63"}, {"c", "NC"}, {"d", nullptr}};
    EXPECT_EQ(optional_number(object, "a"), 1.5);
    EXPECT_EQ(optional_number(object, "b"), 63.0);
    EXPECT_EQ(optional_number(object, "c"), std::nullopt);
    EXPECT_EQ(optional_number(object, "d"), std::nullopt);
    EXPECT_EQ(optional_number(object, "e"), std::nullopt);
}

TEST(JsonFile, IndexPairs) {
    const nlohmann::json object = {
        {"one", {3, 7}}, {"two", {{1, 2}, {4.0, 5}}}, {"half", {{1, 2.5}}}, {"text", "x"}};
    EXPECT_EQ(index_pairs(object, "one", "f", Presence::required).size(), 1U);
    EXPECT_EQ(index_pairs(object, "two", "f", Presence::required)[1].start, 4);
    EXPECT_TRUE(index_pairs(object, "none", "f", Presence::optional).empty());
    const auto read = [&](const char* key) { (void)index_pairs(object, key, "f", Presence::required); };
    EXPECT_THAT(test::error_of([&] { read("none"); }), HasSubstr("f: none: expected a list of pairs"));
    EXPECT_THAT(test::error_of([&] { read("half"); }), HasSubstr("half[0]"));
    EXPECT_THAT(test::error_of([&] { read("text"); }), HasSubstr("\"x\""));
}

}  // namespace
}  // namespace footfall::io
