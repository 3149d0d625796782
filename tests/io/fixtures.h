// Small recordings and folders that tests make for themselves.
#pragma once

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <fstream>
#include <functional>
#include <sstream>
#include <string>

#include <gtest/gtest.h>

#include "footfall/recording/error.h"
#include "io/data_set.h"

namespace footfall::io::test {

/// A folder of the running test alone, gone at its end.
class TemporaryFolder {
public:
    TemporaryFolder() {
        const auto* test = testing::UnitTest::GetInstance()->current_test_info();
        std::string name = std::string(test->test_suite_name()) + "." + test->name();
        std::replace(name.begin(), name.end(), '/', '_');
        path_ = std::filesystem::path(testing::TempDir()) / ("footfall_" + name);
        std::filesystem::remove_all(path_);
        std::filesystem::create_directories(path_);
    }
    TemporaryFolder(const TemporaryFolder&) = delete;
    TemporaryFolder& operator=(const TemporaryFolder&) = delete;
    ~TemporaryFolder() {
        std::error_code ignored;
        std::filesystem::remove_all(path_, ignored);
    }

    [[nodiscard]] const std::filesystem::path& path() const { return path_; }
    [[nodiscard]] std::string operator/(const std::string& name) const { return (path_ / name).string(); }

    void write(const std::string& name, const std::string& text) const {
        const std::filesystem::path file = path_ / name;
        std::filesystem::create_directories(file.parent_path());
        std::ofstream(file, std::ios::binary) << text;
    }
    [[nodiscard]] std::string read(const std::string& name) const {
        std::ifstream stream(path_ / name, std::ios::binary);
        std::ostringstream text;
        text << stream.rdbuf();
        return text.str();
    }
    /// Replaces the first `from` in a file; a test that replaces nothing fails.
    void replace(const std::string& name, const std::string& from, const std::string& to) const {
        std::string text = read(name);
        const std::size_t at = text.find(from);
        ASSERT_NE(at, std::string::npos) << "no \"" << from << "\" in " << name;
        write(name, text.replace(at, from.size(), to));
    }

private:
    std::filesystem::path path_;
};

/// One foot turning once a second at `rate_hz`, without lost samples; every value differs from its
/// neighbours.
inline FootTrack walking_track(Foot foot, double rate_hz, std::size_t samples) {
    FootTrack track;
    track.foot = foot;
    track.rate_hz = rate_hz;
    for (std::size_t i = 0; i < samples; ++i) {
        const double time_s = static_cast<double>(i) / rate_hz;
        const auto swing = static_cast<float>(std::sin(2.0 * 3.14159265358979 * time_s));
        const float shift = foot == Foot::left ? 0.25F : -0.5F;
        track.samples.push_back(
            {static_cast<Nanoseconds>(std::llround(time_s * 1e9)),
             {{shift + 3.0F * swing, shift, 9.81F}, {0.1F, 5.0F * swing, shift * swing}}});
    }
    return track;
}

/// Two feet, four seconds, events each second in the middle and at three quarters of it, one walk, one turn.
inline Recording walking_recording(const std::string& id, double rate_hz, const std::string& definition) {
    Recording recording;
    recording.data_set = "made";
    recording.id = id;
    recording.person = {"1", "1", 50.0, "healthy"};
    recording.label_definition = definition;
    const bool activity = definition == label_definition::kFootActivity;
    for (const Foot foot : {Foot::left, Foot::right}) {
        FootTrack track = walking_track(foot, rate_hz, static_cast<std::size_t>(4.0 * rate_hz));
        track.gravity = activity ? Gravity::removed : Gravity::included;
        const std::size_t half = static_cast<std::size_t>(rate_hz / 2.0);
        for (std::size_t second = 0; second < 3; ++second) {
            const std::size_t start = half + second * static_cast<std::size_t>(rate_hz);
            track.reference.push_back(
                {activity ? EventKind::heel_off : EventKind::final_contact, track.samples[start].time});
            track.reference.push_back({activity ? EventKind::foot_flat : EventKind::initial_contact,
                                       track.samples[start + half / 2].time});
        }
        recording.feet.push_back(track);
    }
    const auto& samples = recording.feet[0].samples;
    if (!activity) {
        const std::size_t quarter = samples.size() / 4;
        recording.walk = TimeRegion{samples[quarter / 4].time, samples[3 * quarter].time};
        recording.turns = {{samples[quarter].time, samples[quarter + quarter / 2].time}};
    }
    return recording;
}

/// The message of the footfall::Error that `action` throws; a failure when it throws none.
inline std::string error_of(const std::function<void()>& action) {
    try {
        action();
    } catch (const Error& error) {
        const std::string message = error.what();
        EXPECT_EQ(message.find('\n'), std::string::npos) << "an error is one line: " << message;
        return message;
    }
    ADD_FAILURE() << "no footfall::Error";
    return {};
}

/// Opens and loads the first recording.
inline Recording load_first(const std::string& specification) {
    return open_data_set(specification)->load(0);
}

/// What survives a layout that keeps everything.
inline void expect_same_samples(const FootTrack& expected, const FootTrack& found, float tolerance) {
    EXPECT_EQ(expected.foot, found.foot);
    EXPECT_EQ(expected.rate_hz, found.rate_hz);
    EXPECT_EQ(expected.gravity, found.gravity);
    ASSERT_EQ(expected.samples.size(), found.samples.size());
    for (std::size_t i = 0; i < expected.samples.size(); ++i) {
        const ImuSample& a = expected.samples[i];
        const ImuSample& b = found.samples[i];
        ASSERT_EQ(a.time, b.time) << i;
        ASSERT_NEAR(a.imu.acceleration_mps2.x, b.imu.acceleration_mps2.x, tolerance) << i;
        ASSERT_NEAR(a.imu.acceleration_mps2.z, b.imu.acceleration_mps2.z, tolerance) << i;
        ASSERT_NEAR(a.imu.angular_rate_radps.y, b.imu.angular_rate_radps.y, tolerance) << i;
        ASSERT_NEAR(a.imu.angular_rate_radps.z, b.imu.angular_rate_radps.z, tolerance) << i;
    }
}

}  // namespace footfall::io::test
