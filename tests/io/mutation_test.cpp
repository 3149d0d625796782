// Fuzzing in a fixed number of steps: files with random damage are read or refused with one line, never
// worse.
#include <gmock/gmock.h>

#include <random>

#include "io/inspection.h"
#include "io/interval_events.h"
#include "io/write_data_set.h"
#include "tests/io/fixtures.h"

namespace footfall::io {
namespace {

/// Damages a text the way files get damaged: bytes changed, stretches cut, repeated or replaced, the end
/// lost.
std::string damaged(std::string text, std::mt19937& random) {
    const auto below = [&](std::size_t end) { return end == 0 ? 0 : random() % end; };
    static const std::vector<std::string> kWords = {
        "nan", "-inf", "1e400", "-1",    "\r\n", "\n\n", "\t", ",",  "\"",  "[",    "]", "{",    "}",
        "NaN", "\0",   "\xFF",  "65536", "0",    "[[",   "é",  "#1", "\\u", "null", "=", "1e18", "Hz"};
    const std::size_t changes = 1 + below(4);
    for (std::size_t i = 0; i < changes; ++i) {
        const std::size_t at = below(text.size() + 1);
        const std::size_t length = below(std::min<std::size_t>(text.size() - at + 1, 1 + below(200)));
        switch (below(5)) {
            case 0: text.insert(at, kWords[below(kWords.size())]); break;
            case 1: text.erase(at, length); break;
            case 2: text.insert(at, text.substr(at, length)); break;
            case 3: text.replace(at, length, kWords[below(kWords.size())]); break;
            default: text.resize(text.size() - below(text.size() / 2 + 1)); break;
        }
    }
    return text;
}

/// What holds for every recording that a reader returns.
void expect_sound(const Recording& recording) {
    ASSERT_FALSE(recording.feet.empty());
    for (const FootTrack& track : recording.feet) {
        ASSERT_FALSE(track.samples.empty());
        ASSERT_GE(track.rate_hz, 1.0);
        ASSERT_LE(track.rate_hz, 1e5);
        for (std::size_t i = 0; i < track.samples.size(); ++i) {
            ASSERT_TRUE(is_finite(track.samples[i].imu));
            ASSERT_TRUE(i == 0 || track.samples[i].time > track.samples[i - 1].time);
        }
        const TimeRegion extent = extent_of(recording.feet);
        for (std::size_t i = 0; i < track.reference.size(); ++i) {
            ASSERT_GE(track.reference[i].time, extent.start);
            ASSERT_LE(track.reference[i].time, extent.end);
            ASSERT_TRUE(i == 0 || track.reference[i].time >= track.reference[i - 1].time);
        }
    }
    (void)inspect(recording);
}

/// Damages each file in turn, reads, and repairs it.
void fuzz(const test::TemporaryFolder& folder, const std::string& specification, std::size_t rounds) {
    std::vector<std::string> files;
    for (const auto& file : std::filesystem::recursive_directory_iterator(folder.path())) {
        if (file.is_regular_file()) {
            files.push_back(file.path().lexically_relative(folder.path()).string());
        }
    }
    std::sort(files.begin(), files.end());
    ASSERT_FALSE(files.empty());
    std::mt19937 random(20260101);
    std::size_t refused = 0;
    for (std::size_t round = 0; round < rounds; ++round) {
        const std::string& file = files[round % files.size()];
        const std::string whole = folder.read(file);
        folder.write(file, damaged(whole, random));
        try {
            const auto data = open_data_set(specification);
            for (std::size_t i = 0; i < data->entries().size(); ++i) {
                expect_sound(data->load(i));
            }
        } catch (const Error& error) {
            ++refused;
            const std::string message = error.what();
            ASSERT_EQ(message.find('\n'), std::string::npos) << message;
            ASSERT_FALSE(message.empty());
        }
        ASSERT_FALSE(testing::Test::HasFatalFailure()) << "round " << round << ", " << file;
        folder.write(file, whole);
    }
    EXPECT_GT(refused, rounds / 10) << "damage is hardly ever noticed";
    EXPECT_LT(refused, rounds) << "nothing is ever read";
}

constexpr std::size_t kRounds = 150;

/// Short, so that damage hits the interesting places.
Recording short_recording(const char* definition) {
    Recording recording = test::walking_recording("1-1", 20.0, definition);
    recording.walk.reset();
    recording.turns.clear();
    return recording;
}

TEST(Mutation, Voisard2023) {
    const test::TemporaryFolder folder;
    const Recording recording = short_recording(label_definition::kEventPairs);
    write_data_set(std::span(&recording, 1), folder.path(), DataSetLayout::voisard2023, "made");
    fuzz(folder, "voisard2023:" + folder.path().string(), kRounds);
}

TEST(Mutation, Ipol2019) {
    const test::TemporaryFolder folder;
    const Recording recording = short_recording(label_definition::kFootActivity);
    write_data_set(std::span(&recording, 1), folder.path(), DataSetLayout::ipol2019, "made");
    fuzz(folder, "ipol2019:" + folder.path().string(), kRounds);
}

TEST(Mutation, CsvAndItsDescriptor) {
    const test::TemporaryFolder folder;
    Recording recording = short_recording(label_definition::kSimulated);
    recording.turns = {{1'000'000'000, 2'000'000'000}};
    write_data_set(std::span(&recording, 1), folder.path(), DataSetLayout::csv, "made");
    fuzz(folder, folder.path().string(), kRounds);
}

}  // namespace
}  // namespace footfall::io
