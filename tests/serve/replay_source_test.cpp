// Replaying recordings: at what pace, of what, and what can't be.
#include "serve/replay_source.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <span>

#include <unistd.h>

#include <boost/asio/io_context.hpp>

#include "footfall/recording/error.h"
#include "io/data_set.h"
#include "io/write_data_set.h"
#include "tests/serve/readings.h"
#include "tests/serve/short_recording.h"

namespace footfall::serve {
namespace {

namespace asio = boost::asio;

TEST(ReplaySource, PlaysAtItsPace) {
    for (const double speed : {1.0, 5.0}) {
        asio::io_context loop;
        const Recording recording = short_recording();
        ReplaySource source(loop, recording, "P09", speed);
        Readings readings;
        source.start(readings.deliver());
        EXPECT_EQ(source.status().state, SourceState::connected);
        ASSERT_TRUE(run_until(loop, [&] { return source.status().state == SourceState::gone; }));
        ASSERT_EQ(readings.all.size(), 78U);
        EXPECT_EQ(readings.all.front().stream, (StreamId{"P09", Foot::left}));
        EXPECT_EQ(readings.all[1].stream, (StreamId{"P09", Foot::right}));
        const auto start = readings.all.front().arrival;
        for (const SensorReading& reading : readings.all) {
            EXPECT_EQ(reading.kind.speed, speed);
            // Never early; the first may have been late.
            EXPECT_GE(static_cast<double>(reading.arrival - start) + 5e6,
                      static_cast<double>(*reading.device_time) / speed);
        }
    }
}

TEST(ReplaySource, PlaysWhatAnyDataSetHolds) {
    const auto folder =
        std::filesystem::path(testing::TempDir()) / fmt::format("footfall_replay_{}", getpid());
    Recording recording = short_recording();
    recording.person = {"1", "1", {}, ""};
    io::write_data_set(std::span(&recording, 1), folder, io::DataSetLayout::csv, "short");
    const auto data_set = io::open_data_set(folder.string());
    asio::io_context loop;
    ReplaySource source(loop, data_set->load(0), data_set->entries()[0].person.id, 20.0);
    Readings readings;
    source.start(readings.deliver());
    ASSERT_TRUE(run_until(loop, [&] { return source.status().state == SourceState::gone; }));
    EXPECT_EQ(readings.all.size(), 78U);
    std::filesystem::remove_all(folder);
}

TEST(ReplaySource, RefusesWhatItCanNotPlay) {
    asio::io_context loop;
    Recording recording = short_recording();
    EXPECT_THROW(ReplaySource(loop, recording, "P01", 0.0), Error);
    EXPECT_THROW(ReplaySource(loop, recording, "P01", 1000.0), Error);
    EXPECT_THROW(ReplaySource(loop, recording, "a name", 1.0), Error);
    recording.feet[0].rate_hz = 5000.0;
    EXPECT_THROW(ReplaySource(loop, recording, "P01", 1.0), Error);
}

}  // namespace
}  // namespace footfall::serve
