// What `footfall serve` refuses before it serves, and the addresses it prints.
#include "cli/serve_options.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "cli/serve_words.h"
#include "footfall/recording/error.h"

namespace footfall::cli {
namespace {

using testing::Each;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;

ServeOptions parsed(const std::string& arguments) {
    ServeOptions options;
    CLI::App app;
    add_options(app, options);
    app.parse(arguments);
    return options;
}

TEST(ServeOptions, AnOriginIsCheckedAndFreedOfItsSlash) {
    EXPECT_EQ(parsed("--origin https://Gait.example/").origin, "https://gait.example");
    EXPECT_THROW((void)parsed("--origin banana"), CLI::ValidationError);
    EXPECT_THROW((void)parsed("--origin https://gait.example/page"), CLI::ValidationError);
}

TEST(ServeOptions, PatienceIsWithinASecond) {
    EXPECT_EQ(parsed("").patience_ms, 15.0);
    EXPECT_EQ(parsed("--patience 150").patience_ms, 150.0);
    for (const char* patience : {"-1", "1001", "long"}) {
        EXPECT_THROW((void)parsed(std::string("--patience ") + patience), CLI::ParseError) << patience;
    }
}

TEST(ServeOptions, OthersNeedAToken) {
    EXPECT_THROW(check_exposure(parsed("--host 0.0.0.0")), CLI::ValidationError);
    EXPECT_THROW(check_exposure(parsed("--origin https://gait.example")), CLI::ValidationError);
    EXPECT_NO_THROW(check_exposure(parsed("--host 0.0.0.0 --token file")));
    EXPECT_NO_THROW(check_exposure(parsed("--host ::1")));
}

TEST(ServeOptions, ASourceThatCantBeOpenedIsAnError) {
    serve::SourceEntry serial;
    serial.kind = "serial";
    serial.name = "/dev/nosuch";
    EXPECT_NO_THROW(check_opened({}, {serial}));
    serial.problem = "No such file or directory";
    try {
        check_opened({}, {serial});
        FAIL();
    } catch (const Error& error) {
        EXPECT_STREQ(
            error.what(),
            "serial source /dev/nosuch: expected that it can be opened, found No such file or directory");
    }
}

TEST(ServeOptions, AddressesCanBeOpened) {
    EXPECT_THAT(addresses_of("127.0.0.1", 8080), ElementsAre("http://127.0.0.1:8080"));
    EXPECT_THAT(addresses_of("fd00::1", 80), ElementsAre("http://[fd00::1]:80"));
    for (const char* all : {"0.0.0.0", "::"}) {
        const std::vector<std::string> addresses = addresses_of(all, 8080);
        EXPECT_FALSE(addresses.empty());
        EXPECT_THAT(addresses, Each(HasSubstr(":8080")));
        EXPECT_THAT(addresses, Each(Not(HasSubstr("//0.0.0.0"))));
        EXPECT_THAT(addresses, Each(Not(HasSubstr("[::]"))));
    }
}

}  // namespace
}  // namespace footfall::cli
