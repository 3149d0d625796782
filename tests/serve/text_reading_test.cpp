// Lines of JSON and CSV: what they say, and what is wrong with them.
#include "serve/text_reading.h"

#include <gtest/gtest.h>

#include "footfall/core/random.h"
#include "tests/serve/readings.h"

namespace footfall::serve {
namespace {

using Outcome = TextReader::Outcome;

constexpr const char* kLine =
    R"({"person":"P01","foot":"right","counter":7,"counter_bits":16,"time_s":1.5,"rate_hz":200,)"
    R"("gravity":"removed","acc":[1,2.5,-3e0],"gyr":[0.5,0,-1]})";

constexpr const char* kHeader = "time_s,foot,person,counter,acc_x,acc_y,acc_z,gyr_x,gyr_y,gyr_z,battery";

TEST(TextReading, JsonSaysAllThereIs) {
    TextReader reader({});
    SensorReading reading;
    ASSERT_EQ(reader.read(kLine, reading), Outcome::reading) << reader.problem();
    EXPECT_EQ(reading.stream, (StreamId{"P01", Foot::right}));
    EXPECT_EQ(reading.kind, (StreamKind{200.0, Gravity::removed, 16, true, 1.0}));
    EXPECT_EQ(reading.counter, 7);
    EXPECT_EQ(reading.device_time, 1'500'000'000);
    EXPECT_EQ(reading.imu, (Imu<SensorFrame>{{1.0F, 2.5F, -3.0F}, {0.5F, 0.0F, -1.0F}}));
}

TEST(TextReading, WhatALineLeavesOutIsTheDefault) {
    TextReader reader({"P07", Foot::left, {50.0, Gravity::removed, 16, true, 1.0}});
    SensorReading reading;
    ASSERT_EQ(reader.read(R"({"counter":65535,"acc":[0,0,9.8],"gyr":[0,0,0],"battery":null})", reading),
              Outcome::reading)
        << reader.problem();
    EXPECT_EQ(reading.stream, (StreamId{"P07", Foot::left}));
    EXPECT_EQ(reading.kind, (StreamKind{50.0, Gravity::removed, 16, true, 1.0}));
    EXPECT_FALSE(reading.device_time);
}

TEST(TextReading, CsvHasItsColumnsInAnyOrder) {
    TextReader reader({});
    SensorReading reading;
    ASSERT_EQ(reader.read(kHeader, reading), Outcome::nothing) << reader.problem();
    ASSERT_EQ(reader.read("0.25,left,P-1.b, 3 ,1,2,3,4,5,6,full\r", reading), Outcome::reading)
        << reader.problem();
    EXPECT_EQ(reading.stream, (StreamId{"P-1.b", Foot::left}));
    EXPECT_EQ(reading.counter, 3);
    EXPECT_EQ(reading.device_time, 250'000'000);
    EXPECT_EQ(reading.imu, (Imu<SensorFrame>{{1, 2, 3}, {4, 5, 6}}));
    EXPECT_EQ(reader.read("", reading), Outcome::nothing);
    ASSERT_EQ(reader.read(",left,P1,4,1,2,3,4,5,6,", reading), Outcome::reading)
        << "an empty cell says nothing";
    EXPECT_FALSE(reading.device_time);
}

TEST(TextReading, ADefaultIsNotOverwrittenByTheLineBefore) {
    TextReader reader({"P01", Foot::left, {}});
    SensorReading reading;
    ASSERT_EQ(reader.read(kLine, reading), Outcome::reading);
    ASSERT_EQ(reader.read(R"({"time_s":2,"acc":[0,0,9.8],"gyr":[0,0,0]})", reading), Outcome::reading);
    EXPECT_EQ(reading.kind, StreamKind({100.0, Gravity::included, 0, true, 1.0}));
    EXPECT_EQ(reading.stream.foot, Foot::left);
    EXPECT_FALSE(reading.counter);
}

TEST(TextReading, SaysWhatIsWrong) {
    const auto json = [](std::string from, const std::string& to) {
        std::string line = kLine;
        line.replace(line.find(from), from.size(), to);
        TextReader reader({});
        SensorReading reading;
        EXPECT_EQ(reader.read(line, reading), Outcome::malformed) << line;
        return reader.problem();
    };
    EXPECT_EQ(json("P01", "Jane Doe"),
              "person: expected a code of 1 to 32 letters, digits, '-', '_' and '.', found \"Jane Doe\"");
    EXPECT_EQ(json("right", "Right"), "foot: expected left or right, found \"Right\"");
    EXPECT_EQ(json(":7", ":7.5"), "counter: expected a whole number within its bits, found 7.5");
    EXPECT_EQ(json(":7", ":65536"), "counter: expected a whole number within its bits, found 65536");
    EXPECT_EQ(json(":7", ":\"7\""), "counter: expected a number, found \"string\"");
    EXPECT_EQ(json("\"P01\"", "1"), "person: expected a text, found \"number\"");
    EXPECT_EQ(json(":16", ":24"), "counter_bits: expected 16 or 32, found 24");
    EXPECT_EQ(json("200", "2000"), "rate_hz: expected 10 to 1000, found 2000");
    EXPECT_EQ(json("1.5", "1e300"), "time_s: expected seconds within 146 years, found 1e+300");
    EXPECT_EQ(json("removed", "gone"), "gravity: expected included or removed, found \"gone\"");
    EXPECT_EQ(json("[1,2.5,", "["), "acc: expected a list of three numbers, found none");
    EXPECT_EQ(json("0.5", "null"), "gyr_x: expected a number, found \"null\"");
    EXPECT_EQ(
        json("2.5", "1e9"),
        "line: expected what a sensor on a foot can measure, in m/s2 and rad/s, found values beyond it");
    EXPECT_EQ(json(R"("counter":7,"counter_bits":16,"time_s":1.5,)", ""),
              "line: expected a counter or a time_s, found neither");
    EXPECT_NE(json("}", "").find("line: expected a JSON object"), std::string::npos);

    const auto csv = [](const std::string& header, const std::string& row) {
        TextReader reader({});
        SensorReading reading;
        if (reader.read(header, reading) != Outcome::malformed) {
            EXPECT_EQ(reader.read(row, reading), Outcome::malformed) << row;
        }
        return reader.problem();
    };
    EXPECT_EQ(csv(kHeader, "0,left,P1,3,1,2,3,4,5,6"), "line: expected 11 cells, found 10");
    EXPECT_EQ(csv(kHeader, "0,left,P1,3,1,2,3,4,5,6,7,8"), "line: expected 11 cells, found 12");
    EXPECT_EQ(csv(kHeader, "0,left,P1,3,1,2,3,4,5,x,"), "gyr_z: expected a number, found \"x\"");
    EXPECT_EQ(csv(kHeader, "0,left,P1,3,1,2,3,4,5,,"), "gyr_z: expected a number, found none");
    EXPECT_EQ(csv(kHeader, "0,left,P1,3,1,2,3,4,5,nan,").substr(0, 5), "line:");
    EXPECT_EQ(csv("acc_x,acc_y", ""), "header: expected one column acc_z, found \"acc_x,acc_y\"");
    EXPECT_NE(csv(std::string(kHeader) + ",foot", "").find("one column foot"), std::string::npos);
}

TEST(TextDecoder, BytesMayComeInAnyPieces) {
    const std::string line = std::string(kLine) + "\r\n";
    const std::string bytes = line + "\n" + line + "{oops\n" + line;
    for (std::size_t piece = 1; piece < bytes.size(); piece += 7) {
        TextDecoder decoder({});
        SourceStatus status;
        Readings readings;
        for (std::size_t at = 0; at < bytes.size(); at += piece) {
            decoder.feed(std::string_view(bytes).substr(at, piece), 5, readings.deliver(), status);
        }
        EXPECT_EQ(readings.all.size(), 3U);
        EXPECT_EQ(readings.all.at(2).arrival, 5);
        EXPECT_EQ(status.readings, 3U);
        EXPECT_EQ(status.malformed, 1U);
        EXPECT_EQ(decoder.malformed_in_a_row(), 0U);
    }
}

TEST(TextDecoder, AnEndlessLineTakesNoMemoryAndIsPassedOver) {
    TextDecoder decoder({});
    SourceStatus status;
    Readings readings;
    decoder.feed(std::string(kLine) + "\n", 0, readings.deliver(), status);
    for (int i = 0; i < 1000; ++i) {
        decoder.feed(std::string(10'000, 'x'), 0, readings.deliver(), status);
    }
    decoder.feed("\n" + std::string(kLine) + "\n", 0, readings.deliver(), status);
    EXPECT_EQ(readings.all.size(), 2U);
    EXPECT_EQ(status.malformed, 1U);
    EXPECT_EQ(status.last_malformed, "line: expected at most 1024 bytes, found more");
}

TEST(TextDecoder, TheLastLineNeedsNoEnding) {
    TextDecoder decoder({});
    SourceStatus status;
    Readings readings;
    decoder.feed(std::string(kLine) + "\n" + kLine, 0, readings.deliver(), status);
    EXPECT_EQ(readings.all.size(), 1U);
    decoder.finish(7, readings.deliver(), status);
    ASSERT_EQ(readings.all.size(), 2U);
    EXPECT_EQ(readings.all.back().arrival, 7);
    decoder.finish(8, readings.deliver(), status);
    EXPECT_EQ(readings.all.size(), 2U);
    decoder.feed(std::string(2'000, 'x'), 9, readings.deliver(), status);
    decoder.finish(9, readings.deliver(), status);
    EXPECT_EQ(status.malformed, 1U);
}

TEST(TextDecoder, AnyBytesAreTaken) {
    Random random(6);
    const std::string rows = std::string(kHeader) + "\n0,left,P1,3,1,2,3,4,5,6,\n1,left,P1,4,1,2,3,4,5,6,\n";
    for (int trial = 0; trial < 5'000; ++trial) {
        std::string bytes = trial % 2 == 0 ? rows : std::string(kLine) + "\n" + kLine + "\n";
        for (int change = 0; change < 1 + trial % 6; ++change) {
            const auto at = static_cast<std::size_t>(random.uniform() * static_cast<double>(bytes.size()));
            bytes[at] = static_cast<char>(static_cast<int>(random.uniform() * 256.0) - 128);
        }
        TextDecoder decoder({});
        SourceStatus status;
        decoder.feed(
            bytes, 0,
            [](const SensorReading& reading) {
                EXPECT_TRUE(is_person_code(reading.stream.person));
                EXPECT_TRUE(is_measurable(reading.imu));
            },
            status);
    }
}

}  // namespace
}  // namespace footfall::serve
