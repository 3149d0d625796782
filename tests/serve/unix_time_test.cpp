// Moments: to text and back.
#include "serve/unix_time.h"

#include <gtest/gtest.h>

namespace footfall::serve {
namespace {

TEST(UnixTime, IsTextAndBack) {
    EXPECT_EQ(utc_text(0), "1970-01-01T00:00:00.000Z");
    EXPECT_EQ(utc_text(1'700'000'000'123), "2023-11-14T22:13:20.123Z");
    for (const UnixMs moment : {UnixMs{0}, UnixMs{1'700'000'000'123}, UnixMs{951'782'400'000}, unix_now()}) {
        EXPECT_EQ(moment_from(utc_text(moment)), moment);
    }
    EXPECT_EQ(moment_from("2023-11-14T22:13Z"), 1'699'999'980'000);
    EXPECT_EQ(moment_from("2023-11-14T22:13:20.5Z"), 1'700'000'000'500);
}

TEST(UnixTime, NothingElseIsAMoment) {
    for (const char* text : {"", "2023-11-14", "2023-11-14T22:13", "2023-02-30T00:00Z", "2023-13-01T00:00Z",
                             "2023-11-14T24:00Z", "2023-11-14T22:60Z", "2023-11-14T22:13:20+01:00",
                             "x2023-11-14T22:13Z", "2023-11-14T22:13:20.1234Z"}) {
        EXPECT_FALSE(moment_from(text)) << text;
    }
}

}  // namespace
}  // namespace footfall::serve
