// The readers on real recordings, where they are there.
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>

#include "io/data_set.h"

namespace footfall::io {
namespace {

namespace fs = std::filesystem;

fs::path data_folder() {
    const char* folder = std::getenv("FOOTFALL_DATA");
    return folder != nullptr ? fs::path(folder) : fs::path(FOOTFALL_SOURCE_DIR) / ".." / "shared" / "data";
}

/// Opens a data set below the data folder, or skips.
class RealData : public testing::Test {
protected:
    void open(const std::string& format, const std::string& folder) {
        const fs::path path = data_folder() / folder;
        if (!fs::is_directory(path)) {
            GTEST_SKIP() << "no real recordings at " << path;
        }
        const std::string descriptor =
            format.ends_with(".toml")
                ? "csv:" + (fs::path(FOOTFALL_SOURCE_DIR) / "descriptors" / format).string() + "@"
                : format + ":";
        data_ = open_data_set(descriptor + path.string());
    }
    [[nodiscard]] Recording load(const std::string& id) const {
        for (std::size_t i = 0; i < data_->entries().size(); ++i) {
            if (data_->entries()[i].id == id) {
                return data_->load(i);
            }
        }
        ADD_FAILURE() << "no recording " << id;
        return {};
    }

    std::unique_ptr<DataSet> data_;
};

constexpr Nanoseconds kHundredth = 10'000'000;

TEST_F(RealData, Voisard2023CountsOnPackets) {
    open("voisard2023", "voisard2023");
    if (!data_) {
        return;
    }
    EXPECT_EQ(data_->entries().front().id, "1-1");
    std::size_t events = 0;
    for (std::size_t i = 0; i < data_->entries().size(); ++i) {
        const Recording recording = data_->load(i);
        EXPECT_EQ(recording.feet.size(), 2U);
        events += recording.feet[0].reference.size();
        if (recording.person.id == "15") {
            EXPECT_EQ(recording.person.split_key, "13");
        }
    }
    EXPECT_GT(events, data_->entries().size() * 20);

    const Recording recording = load("13-2");  // the left file starts at packet 2, the right one at 1
    EXPECT_EQ(recording.feet[0].samples.front().time, kHundredth);
    EXPECT_EQ(recording.feet[1].samples.front().time, 0);
    EXPECT_EQ(recording.feet[0].samples.size(), 3087U);
    EXPECT_EQ(recording.feet[0].samples.back().time, 3216 * kHundredth);
    EXPECT_EQ(recording.feet[0].reference.front(), (Event{EventKind::final_contact, 481 * kHundredth}));
    EXPECT_EQ(recording.walk, (TimeRegion{414 * kHundredth, 2585 * kHundredth}));
    EXPECT_EQ(recording.turns.front(), (TimeRegion{1343 * kHundredth, 1541 * kHundredth}));
    EXPECT_EQ(recording.person.age_years, 79.0);
}

TEST_F(RealData, Ipol2019) {
    open("ipol2019", "ipol2019");
    if (!data_) {
        return;
    }
    const Recording recording = load("184-1");
    EXPECT_EQ(recording.label_definition, label_definition::kFootActivity);
    EXPECT_EQ(recording.feet[0].gravity, Gravity::removed);
    EXPECT_EQ(recording.feet[0].reference.front(), (Event{EventKind::heel_off, 534 * kHundredth}));
    EXPECT_EQ(recording.person.group, "Orthopedic");
}

TEST_F(RealData, Marpino2018) {
    open("marpino2018.toml", "marpino2018");
    if (!data_) {
        return;
    }
    EXPECT_EQ(data_->entries().front().id, "elderly/20180403_3");
    const Recording recording = load("single/13");
    EXPECT_EQ(recording.person.id, "single");
    EXPECT_EQ(recording.feet[0].rate_hz, 100.0);
    EXPECT_EQ(recording.feet[0].samples.size(), recording.feet[0].toe_pressure.size());
    EXPECT_EQ(recording.feet[0].toe_pressure.front(), 615.0F);
}

TEST_F(RealData, GaitmapLevel) {
    open("gaitmap_level.toml", "gaitmap_samples");
    if (!data_) {
        return;
    }
    const Recording recording = load("imu_sample_ic_stride");
    EXPECT_EQ(recording.feet[0].rate_hz, 102.4);
    EXPECT_EQ(recording.feet[0].samples.size(), 4053U);
    ASSERT_EQ(recording.feet[0].reference.size(), 11U);  // 7 strides in 4 runs share 3 borders
    EXPECT_EQ(recording.feet[0].reference.front().time, 6'796'875'000);
    EXPECT_EQ(recording.label_definition, label_definition::kStrideBorders);
}

TEST_F(RealData, GaitmapStairsShowTheirRate) {
    open("gaitmap_stairs.toml", "gaitmap_samples");
    if (!data_) {
        return;
    }
    ASSERT_EQ(data_->entries().size(), 2U);
    EXPECT_DOUBLE_EQ(data_->load(0).feet[1].rate_hz, 204.8);
    EXPECT_EQ(data_->load(0).label_definition, label_definition::kNone);
}

TEST_F(RealData, GaitmapMsFeetStandAlone) {
    open("gaitmap_ms.toml", "gaitmap_samples");
    if (!data_) {
        return;
    }
    ASSERT_EQ(data_->entries().size(), 2U);
    const Recording recording = data_->load(1);
    ASSERT_EQ(recording.feet.size(), 1U);
    EXPECT_EQ(recording.feet[0].foot, Foot::right);
    EXPECT_EQ(recording.feet[0].samples.front().time, 0);
}

}  // namespace
}  // namespace footfall::io
