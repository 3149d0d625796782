// What is exported reads back as what is in the store.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include <algorithm>

#include "serve/session_store.h"
#include "serve/unix_time.h"
#include "tests/serve/store_fixtures.h"

namespace footfall::serve {
namespace {

using testing::HasSubstr;
using testing::StartsWith;

class Export : public testing::Test {
protected:
    Export() {
        person_ = store_.add_person({"P-1", "Smith, \"Jo\"", 1964});
        MeasuredWalk walk = some_walk(1.1, 0.02, 12, 3);
        walk.feet[0].strides[0] = some_stride(0);
        NewSession about = session_of(person_, 1'764'023'332'125);
        about.notes = "two\nlines";
        for (const MeasuredFoot& foot : walk.feet) {
            last_ = std::max(last_, foot.strides.back().time.end);
        }
        const std::vector<Mark> marks = {{2'500'000'000, "a, b"}};
        first_ = store_.add_walk(about, walk, report::summarise(walk).all, tracks_, marks);
        second_ = store_.add_walk(session_of(person_, 1'764'023'400'000), {}, {}, {}, {});
        (void)store_.add_walk(session_of(store_.add_person({"P-2", {}, {}})), walk, {}, {}, {});
    }
    std::string csv(const ExportScope& scope, ExportTable table) {
        std::string text;
        store_.export_csv(scope, table, [&](std::string_view part) { text += part; });
        return text;
    }
    nlohmann::json json(const ExportScope& scope, bool with_samples) {
        std::string text;
        store_.export_json(scope, with_samples, [&](std::string_view part) { text += part; });
        return nlohmann::json::parse(text);
    }

    TestFolder folder_;
    SessionStore store_{folder_.store(), only_by_hand()};
    std::vector<FootTrack> tracks_ = simulated_tracks(4.0);
    PersonId person_{};
    SessionId first_{};
    SessionId second_{};
    Nanoseconds last_ = 0;
};

long lines(const std::string& text) { return std::count(text.begin(), text.end(), '\r'); }

TEST_F(Export, NoTextIsAFormulaToASpreadsheet) {
    NewPerson person{"-1", "=HYPERLINK(\"http://evil.example\")", {}};
    const PersonId id = store_.add_person(person);
    const std::vector<Mark> marks = {{-5, "@a"}, {1, "+1"}, {2, "\tb"}, {3, "a=1"}};
    (void)store_.add_walk(session_of(id), some_walk(1.1, 0.02, 12, 3), {}, {}, marks);
    const std::string sessions = csv(ExportScope::of(id), ExportTable::sessions);
    EXPECT_THAT(sessions, HasSubstr("\r\n'-1,\"'=HYPERLINK(\"\"http"));
    const std::string marked = csv(ExportScope::of(id), ExportTable::marks);
    EXPECT_THAT(marked, HasSubstr(",-5,'@a\r\n")) << "numbers stay numbers";
    EXPECT_THAT(marked, HasSubstr(",'+1\r\n"));
    EXPECT_THAT(marked, HasSubstr(",'\tb\r\n"));
    EXPECT_THAT(marked, HasSubstr(",a=1\r\n"));
    EXPECT_EQ(json(ExportScope::of(id), false)["person"]["name"], *person.name);
}

TEST_F(Export, SessionsAsCsv) {
    const std::string text = csv(ExportScope::of(person_), ExportTable::sessions);
    const std::string ended = utc_text(1'764'023'332'125 + last_ / 1'000'000);
    EXPECT_EQ(ended.substr(0, 18), "2025-11-24T22:29:0");
    EXPECT_EQ(
        text,
        "person,name,birth_year,session,state,started,ended,strides,walking_s,distance_m,distance_sd_m,model,"
        "source,notes\r\n"
        "P-1,\"Smith, \"\"Jo\"\"\",1964,1,done,2025-11-24T22:28:52.125Z," +
            ended +
            ",24,,,,dnn,a test,\"two\nlines\"\r\n"
            "P-1,\"Smith, "
            "\"\"Jo\"\"\",1964,2,done,2025-11-24T22:30:00.000Z,2025-11-24T22:30:00.000Z,0,,,,dnn,"
            "a test,\r\n");
}

TEST_F(Export, StridesAsCsvWithEmptyCellsForWhatIsNotKnown) {
    const std::string text = csv(ExportScope::of(first_), ExportTable::strides);
    EXPECT_EQ(lines(text), 25);
    EXPECT_THAT(text,
                StartsWith("person,session,foot,start_ns,final_contact_ns,end_ns,bout,turning,confidence,"
                           "step_time_s,double_support_s,from_x_m"));
    EXPECT_THAT(text, HasSubstr("\r\nP-1,1,left,0,650000001,1100000000,1,false,0.1,0.43333333333333335,"
                                "0.7666666666666666,1.0999999999999999,"));
    EXPECT_EQ(csv(ExportScope::of(second_), ExportTable::strides).find("\r\n") + 2,
              csv(ExportScope::of(second_), ExportTable::strides).size());
}

TEST_F(Export, FiguresMarksAndSamplesAsCsv) {
    EXPECT_THAT(csv(ExportScope::of(first_), ExportTable::figures),
                HasSubstr("P-1,1,2025-11-24T22:28:52.125Z,both,stride_time_s,24,"));
    EXPECT_EQ(csv(ExportScope::of(person_), ExportTable::marks),
              "person,session,at_ns,text\r\nP-1,1,2500000000,\"a, b\"\r\n");
    const std::string samples = csv(ExportScope::of(person_), ExportTable::samples);
    EXPECT_EQ(lines(samples), 1 + static_cast<long>(tracks_[0].samples.size() + tracks_[1].samples.size()));
}

TEST_F(Export, APersonAsJson) {
    const nlohmann::json json = this->json(ExportScope::of(person_), false);
    EXPECT_EQ(json["format"], "footfall-export");
    EXPECT_EQ(json["version"], 1);
    EXPECT_EQ(json["person"]["name"], "Smith, \"Jo\"");
    ASSERT_EQ(json["sessions"].size(), 2U);
    const nlohmann::json& first = json["sessions"][0];
    EXPECT_EQ(first["state"], "done") << "as the API calls it";
    EXPECT_EQ(first["started"], "2025-11-24T22:28:52.125Z");
    EXPECT_EQ(first["marks"][0]["text"], "a, b");
    EXPECT_TRUE(first["walking_s"].is_null());
    ASSERT_EQ(first["strides"].size(), 24U);
    const nlohmann::json& stride = first["strides"][0];
    EXPECT_EQ(stride["final_contact_ns"], 650'000'001);
    EXPECT_EQ(stride["step_time_s"], some_stride(0).step_time_s);
    EXPECT_TRUE(stride["to_x_m"].is_null());
    EXPECT_FALSE(first.contains("tracks"));
    bool found = false;
    for (const nlohmann::json& figure : first["figures"]) {
        if (figure["figure"] == "stride_time_s" && figure["foot"] == "both") {
            found = true;
            EXPECT_EQ(figure["strides"], 24);
            EXPECT_LT(figure["ci95"][0], figure["mean"]);
        }
    }
    EXPECT_TRUE(found);
    EXPECT_TRUE(json["sessions"][1]["strides"].empty());
}

TEST_F(Export, ASessionAsJsonWithItsSamples) {
    const nlohmann::json json = this->json(ExportScope::of(first_), true);
    ASSERT_EQ(json["sessions"].size(), 1U);
    const nlohmann::json& tracks = json["sessions"][0]["tracks"];
    ASSERT_EQ(tracks.size(), 2U);
    EXPECT_EQ(tracks[1]["foot"], "right");
    ASSERT_EQ(tracks[0]["samples"].size(), tracks_[0].samples.size());
    const ImuSample& sample = tracks_[0].samples[150];
    EXPECT_EQ(tracks[0]["samples"][150][0], sample.time);
    EXPECT_EQ(tracks[0]["samples"][150][1].get<float>(), sample.imu.acceleration_mps2.x);
    EXPECT_EQ(tracks[0]["samples"][150][6].get<float>(), sample.imu.angular_rate_radps.z);
}

TEST_F(Export, WhatIsNotInTheStoreIsSaid) {
    EXPECT_THAT(error_of([&] { csv(ExportScope::of(PersonId{99}), ExportTable::marks); }),
                HasSubstr("expected a person that is in the store"));
    EXPECT_THAT(error_of([&] { (void)json(ExportScope::of(SessionId{99}), true); }),
                HasSubstr("expected a session that is in the store"));
}

}  // namespace
}  // namespace footfall::serve
