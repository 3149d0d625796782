// Bodies that are and aren't what they should be.
#include "serve/json_body.h"

#include <gtest/gtest.h>

#include "serve/api_error.h"

namespace footfall::serve {
namespace {

Request request_of(std::string body, std::string type = "application/json") {
    Request request;
    request.body = std::move(body);
    request.headers.emplace_back("content-type", std::move(type));
    return request;
}

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

TEST(JsonBody, ReadsWhatIsAskedForAndRefusesTheRest) {
    JsonBody body(
        request_of(R"({"code": "P-1", "year": 1985, "none": null, "deep": {"x": 0.5}, "more": 1})"));
    EXPECT_EQ(body.text("code"), "P-1");
    EXPECT_EQ(body.whole("year", 1900, 2000), 1985);
    EXPECT_EQ(body.optional_text("none"), std::nullopt);
    EXPECT_EQ(body.object("deep").optional_number("x", 0.0, 1.0), 0.5);
    EXPECT_EQ(status_of([&] { body.reject_others(); }), 400);
    EXPECT_EQ(body.optional_flag("absent"), std::nullopt);
    EXPECT_EQ(status_of([&] { static_cast<void>(body.text("absent")); }), 400);
    EXPECT_EQ(status_of([&] { static_cast<void>(body.whole("year", 1900, 1950)); }), 400);
    EXPECT_EQ(status_of([&] { static_cast<void>(body.whole("code", 0, 1)); }), 400);
    EXPECT_EQ(status_of([&] { static_cast<void>(body.text("year")); }), 400);
    EXPECT_EQ(status_of([&] { static_cast<void>(body.optional_flag("year")); }), 400);
    EXPECT_EQ(status_of([&] { static_cast<void>(body.object("code")); }), 400);
}

TEST(JsonBody, WhatIsNoObjectIsRefused) {
    const auto read = [](const std::string& text) {
        return status_of([&] { JsonBody body(request_of(text)); });
    };
    EXPECT_EQ(read("{}"), 0);
    for (const std::string& text :
         {std::string(), std::string("[]"), std::string("1"), std::string("{"), std::string("{\"a\": 1,}"),
          std::string("\xff"), std::string(100'000, '[')}) {
        EXPECT_EQ(read(text), 400) << text.substr(0, 20);
    }
    EXPECT_EQ(read(R"({"a":{"a":{"a":{"a":{"a":{"a":{"a":{"a":{"a":{}}}}}}}}}})"), 400) << "too deep";
    EXPECT_EQ(status_of([] { JsonBody body(request_of("{}", "Application/JSON; charset=utf-8")); }), 0);
    EXPECT_EQ(status_of([] { JsonBody body(request_of("{}", "application/jsonp")); }), 415);
    EXPECT_EQ(status_of([] { JsonBody body(request_of("{}", "text/plain")); }), 415)
        << "what a form can send";
    EXPECT_EQ(
        status_of([] { (void)JsonBody(request_of(R"({"a": 99999999999999999999})")).whole("a", 0, 1); }),
        400);
    EXPECT_EQ(status_of([] { static_cast<void>(JsonBody(request_of("{\"a\": \"\\u0000\"}")).text("a")); }),
              400);
}

}  // namespace
}  // namespace footfall::serve
