// What is written is what is read; what cannot be written is said.
#include "io/write_data_set.h"

#include <gmock/gmock.h>

#include "io/write_file.h"
#include "tests/io/fixtures.h"

namespace footfall::io {
namespace {

using testing::HasSubstr;

TEST(WriteDataSet, CsvKeepsEverything) {
    const test::TemporaryFolder folder;
    std::vector<Recording> recordings;
    for (const double rate_hz : {100.0, 204.8}) {
        recordings.push_back(test::walking_recording("S1/" + std::to_string(static_cast<int>(rate_hz)),
                                                     rate_hz, label_definition::kSimulated));
    }
    recordings[0].person = {"S\"1\\", "first", 61.25, "older, \"x\""};
    recordings[1].person = {"S2", "first", std::nullopt, ""};
    recordings[0].feet[0].samples.erase(recordings[0].feet[0].samples.begin() +
                                        7);  // a lost packet of one foot
    recordings[0].feet[1].reference.push_back({EventKind::heel_off, 3'123'456'789});
    recordings[1].walk.reset();
    recordings[1].turns.clear();
    write_data_set(recordings, folder.path(), DataSetLayout::csv, "cohort");

    const auto data = open_data_set(folder.path().string());
    EXPECT_EQ(data->name(), "cohort");
    ASSERT_EQ(data->entries().size(), 2U);
    for (std::size_t i = 0; i < 2; ++i) {
        const Recording& expected = recordings[i];
        const Recording found = data->load(i);
        EXPECT_EQ(found.id, expected.id);
        EXPECT_EQ(found.person.id, expected.person.id);
        EXPECT_EQ(found.person.split_key, expected.person.split_key);
        EXPECT_EQ(found.person.age_years, expected.person.age_years);
        EXPECT_EQ(found.person.group, expected.person.group);
        EXPECT_EQ(found.label_definition, expected.label_definition);
        EXPECT_EQ(found.walk, expected.walk);
        EXPECT_EQ(found.turns, expected.turns);
        ASSERT_EQ(found.feet.size(), 2U);
        for (std::size_t foot = 0; foot < 2; ++foot) {
            EXPECT_NEAR(found.feet[foot].rate_hz, expected.feet[foot].rate_hz, 1e-5);
            FootTrack same_rate = found.feet[foot];
            same_rate.rate_hz = expected.feet[foot].rate_hz;
            test::expect_same_samples(expected.feet[foot], same_rate, 0.0F);
            EXPECT_EQ(expected.feet[foot].reference, found.feet[foot].reference);
        }
    }
}

TEST(WriteDataSet, CsvKeepsPressureAndOneFoot) {
    const test::TemporaryFolder folder;
    Recording recording = test::walking_recording("a", 100.0, label_definition::kToeHeelPressure);
    recording.feet.erase(recording.feet.begin());
    FootTrack& right = recording.feet[0];
    right.reference.clear();
    for (std::size_t i = 0; i < right.samples.size(); ++i) {
        right.toe_pressure.push_back(static_cast<float>(i));
        right.heel_pressure.push_back(1000.0F - static_cast<float>(i) / 3.0F);
    }
    write_data_set(std::span(&recording, 1), folder.path(), DataSetLayout::csv, "one");
    const Recording found = test::load_first(folder.path().string());
    ASSERT_EQ(found.feet.size(), 1U);
    test::expect_same_samples(right, found.feet[0], 0.0F);
    EXPECT_EQ(found.feet[0].toe_pressure, right.toe_pressure);
    EXPECT_EQ(found.feet[0].heel_pressure, right.heel_pressure);
}

TEST(WriteDataSet, WhatIsNotFinishedIsNoDataSet) {
    const test::TemporaryFolder folder;
    const Recording recording = test::walking_recording("a", 100.0, label_definition::kSimulated);
    write_data_set(std::span(&recording, 1), folder.path(), DataSetLayout::csv, "whole");
    DataSetWriter writer(folder.path(), DataSetLayout::csv, "again");
    writer.add(recording);
    EXPECT_THAT(test::error_of([&] { (void)open_data_set(folder.path().string()); }),
                HasSubstr("footfall.toml"));
    writer.finish();
    EXPECT_EQ(open_data_set(folder.path().string())->name(), "again");
    for (const auto& file : std::filesystem::recursive_directory_iterator(folder.path())) {
        EXPECT_NE(file.path().extension(), ".partial");
    }
}

TEST(WriteDataSet, RefusesWhatALayoutCannotHold) {
    const test::TemporaryFolder folder;
    const auto error = [&](const Recording& recording, DataSetLayout layout) {
        return test::error_of([&] { write_data_set(std::span(&recording, 1), folder.path(), layout, "x"); });
    };
    const Recording whole = test::walking_recording("1-1", 100.0, label_definition::kSimulated);
    Recording changed = whole;
    changed.id = "../out";
    EXPECT_THAT(error(changed, DataSetLayout::csv), HasSubstr("below the data set"));
    EXPECT_THAT(error(changed, DataSetLayout::voisard2023), HasSubstr("an id S-T"));
    EXPECT_THAT(error(whole, DataSetLayout::ipol2019), HasSubstr("without gravity"));
    changed = whole;
    changed.feet.pop_back();
    EXPECT_THAT(error(changed, DataSetLayout::voisard2023), HasSubstr("right foot"));
    changed = whole;
    changed.feet[0].samples[3].time += 4'000'000;
    EXPECT_THAT(error(changed, DataSetLayout::voisard2023), HasSubstr("samples at packets of 100 Hz"));
    DataSetWriter writer(folder.path(), DataSetLayout::csv, "x");
    EXPECT_THAT(test::error_of([&] { writer.finish(); }), HasSubstr("found none"));
    writer.add(whole);
    changed = whole;
    changed.label_definition = label_definition::kEventPairs;
    EXPECT_THAT(test::error_of([&] { writer.add(changed); }), HasSubstr("label definition"));
}

TEST(WriteFile, SaysWhatCannotBeWritten) {
    const test::TemporaryFolder folder;
    folder.write("file", "x");
    EXPECT_THAT(test::error_of([&] { write_file(folder / "file/below", "y"); }), HasSubstr("file"));
    if (std::filesystem::exists("/dev/full")) {
        std::filesystem::create_symlink("/dev/full", folder / "full.partial");
        EXPECT_THAT(test::error_of([&] { write_file(folder / "full", std::string(100'000, 'y')); }),
                    HasSubstr("a file that can be written"));
        EXPECT_FALSE(std::filesystem::exists(folder / "full"));
    }
    write_file(folder / "deep/er/file", "z");
    EXPECT_EQ(folder.read("deep/er/file"), "z");
}

}  // namespace
}  // namespace footfall::io
