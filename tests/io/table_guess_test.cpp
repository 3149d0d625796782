// Guesses about tables as people have them.
#include "io/table_guess.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <fstream>

#include "footfall/recording/error.h"
#include "io/column_names.h"

namespace footfall::io {
namespace {

/// A table of these columns; a walking foot's magnitudes, in the units that are given.
class TableGuessTest : public testing::Test {
protected:
    ~TableGuessTest() override { std::filesystem::remove(file_); }

    TableGuess guess(const std::string& header, const std::string& row, std::optional<Foot> foot = {}) {
        std::string text = header;
        for (int i = 0; i < 100; ++i) {
            std::string filled = row;
            const auto put = [&](const std::string& mark, double value) {
                for (std::size_t at = filled.find(mark); at != std::string::npos; at = filled.find(mark)) {
                    filled.replace(at, mark.size(), std::to_string(value));
                }
            };
            put("{n}", i);
            put("{t}", 0.01 * i);
            put("{ms}", 10.0 * i);
            put("{us}", 1e4 * i);
            put("{g}", 1.0 + 0.5 * std::sin(0.3 * i));
            put("{m}", 9.8 + 5.0 * std::sin(0.3 * i));
            put("{0}", 5.0 * std::sin(0.3 * i));
            put("{r}", 4.0 * std::sin(0.3 * i));
            put("{d}", 230.0 * std::sin(0.3 * i));
            text += filled;
        }
        std::ofstream(file_) << text;
        return guess_table(file_, shape_of(text), foot);
    }

    static std::vector<std::string> roles(const TableGuess& guess) {
        std::vector<std::string> all;
        for (const ColumnGuess& column : guess.columns) {
            all.push_back(column.role + (column.unit.empty() ? "" : " " + column.unit));
        }
        return all;
    }

    std::filesystem::path file_ =
        std::filesystem::temp_directory_path() /
        (std::string("footfall_guess_") + testing::UnitTest::GetInstance()->current_test_info()->name());
};

using Roles = std::vector<std::string>;

TEST_F(TableGuessTest, NamesOfManyVendors) {
    const TableGuess found = guess("t_ms,l_acc_x,l_acc_y,l_acc_z,l_gyro_x,Left_GyrY,leftFoot gyr z,note\n",
                                   "{ms},{0},{0},{m},{r},{r},{r},\n");
    EXPECT_EQ(roles(found), (Roles{"time ms", "left_acc_x m/s2", "left_acc_y m/s2", "left_acc_z m/s2",
                                   "left_gyro_x rad/s", "left_gyro_y rad/s", "left_gyro_z rad/s", ""}));
    EXPECT_EQ(found.rows, 100);
    EXPECT_DOUBLE_EQ(found.rate_hz.value(), 100.0);
    EXPECT_EQ(found.gravity, Gravity::included);
    EXPECT_EQ(found.preview.size(), 8U);
    EXPECT_TRUE(found.complaints.empty()) << found.complaints[0].text;
}

TEST_F(TableGuessTest, ACounterIsTimeOnlyWhereThereIsNoTime) {
    const TableGuess both = guess("PacketCounter,SampleTimeFine,l_acc_x\n", "{n},{us},{0}\n");
    EXPECT_EQ(both.columns[0].role, "time") << "it counts";
    const TableGuess time_too = guess("PacketCounter,time,l_acc_x\n", "{n},{us},{0}\n");
    EXPECT_EQ(roles(time_too), (Roles{"", "time us", "left_acc_x m/s2"}));
    const TableGuess constant = guess("PacketCounter,l_acc_x\n", "7,{0}\n");
    EXPECT_EQ(roles(constant), (Roles{"", "left_acc_x m/s2"})) << "it counts nothing";
}

TEST_F(TableGuessTest, NamesOfIpol2019) {
    const TableGuess found =
        guess("LAV,LAX,LAY,LAZ,LRV,LRX,LRY,LRZ,RAX,RRZ\n", "{r},{0},{0},{0},{r},{r},{r},{r},{0},{r}\n");
    EXPECT_EQ(roles(found),
              (Roles{"", "left_acc_x g", "left_acc_y g", "left_acc_z g", "", "left_gyro_x deg/s",
                     "left_gyro_y deg/s", "left_gyro_z deg/s", "right_acc_x g", "right_gyro_z deg/s"}));
    EXPECT_EQ(found.gravity, Gravity::removed);
}

TEST_F(TableGuessTest, ChineseNames) {
    const TableGuess found =
        guess("时间(毫秒),左脚加速度X(米/秒²),左脚加速度Y,左脚加速度Z,右脚角速度X(度/秒),右脚陀螺仪Y,备注\n",
              "{ms},{0},{0},{m},{d},{d},\n");
    EXPECT_EQ(roles(found), (Roles{"time ms", "left_acc_x m/s2", "left_acc_y m/s2", "left_acc_z m/s2",
                                   "right_gyro_x deg/s", "right_gyro_y deg/s", ""}));
    EXPECT_DOUBLE_EQ(found.rate_hz.value(), 100.0);
    EXPECT_EQ(foot_in_name("右脚.csv"), Foot::right);
    EXPECT_EQ(unit_in_name("gyro", "角速度X(弧度/秒)"), "rad/s");
    EXPECT_EQ(read_column_name("序号").kind, "counter");
}

TEST_F(TableGuessTest, DecimalCommasOfSpreadsheets) {
    for (const char separator : {';', '\t'}) {
        std::string text = "Zeit (s)|l_acc_x|l_acc_y|l_acc_z\n0,00|-0,50350|1,25|9,81\n0,01|-0,5|1|9,8E0\n";
        std::replace(text.begin(), text.end(), '|', separator);
        const TableShape shape = shape_of(text);
        EXPECT_EQ(shape.separator, separator);
        EXPECT_EQ(shape.header_rows, 1) << "no row of numbers is part of the names";
        EXPECT_TRUE(shape.decimal_comma);
        std::ofstream(file_) << text;
        const TableGuess found = guess_table(file_, shape, {});
        EXPECT_EQ(roles(found), (Roles{"time s", "left_acc_x m/s2", "left_acc_y m/s2", "left_acc_z m/s2"}));
        EXPECT_DOUBLE_EQ(found.rate_hz.value(), 100.0);
        EXPECT_EQ(found.gravity, Gravity::included);
    }
    EXPECT_FALSE(shape_of("a;b\n1.5;2\n").decimal_comma);
    EXPECT_FALSE(shape_of("a,b\n1,5\n").decimal_comma);
}

TEST_F(TableGuessTest, UnitsByNameAndByMagnitude) {
    const TableGuess by_size =
        guess("time;RFoot_AccX;RFoot_AccY;RFoot_AccZ;RFoot_GyrX;RFoot_GyrY;RFoot_GyrZ\n",
              "{us};{g};{g};{g};{d};{d};{d}\n");
    EXPECT_EQ(by_size.columns[0].unit, "us");
    EXPECT_EQ(by_size.columns[1].unit, "g");
    EXPECT_EQ(by_size.columns[6].unit, "deg/s");
    const TableGuess by_name =
        guess("Time (s),r_acc_x (g),r_acc_y (g),r_acc_z (g),r_gyr_x (deg/s)\n", "{t},{m},{m},{m},{r}\n");
    EXPECT_EQ(by_name.columns[1].unit, "g");
    EXPECT_EQ(by_name.columns[4].unit, "deg/s");
}

TEST_F(TableGuessTest, GravityThatWasTakenOutIsSeen) {
    const TableGuess found = guess("l_acc_x,l_acc_y,l_acc_z\n", "{0},{0},{0}\n");
    EXPECT_EQ(found.gravity, Gravity::removed);
}

TEST_F(TableGuessTest, ATextBeforeTheTableIsPassedOverAndItsRateRead) {
    const std::string text =
        "Acquisition frequency: 204.8 Hz\nPacketCounter\tAcc_X\tAcc_Y\n1\t2\t3\n2\t2\t3\n3\t2\t3\n";
    const TableShape shape = shape_of(text);
    EXPECT_EQ(shape.separator, '\t');
    EXPECT_EQ(shape.lines_before, 1);
    EXPECT_EQ(shape.header_rows, 1);
    EXPECT_EQ(shape.stated_rate_hz, 204.8);
}

TEST_F(TableGuessTest, TheFilesNameTellsTheFoot) {
    EXPECT_EQ(foot_in_name("2-1_lf.txt"), Foot::left);
    EXPECT_EQ(foot_in_name("walk-right.csv"), Foot::right);
    EXPECT_EQ(foot_in_name("walk.csv"), std::nullopt);
    const TableGuess found = guess("PacketCounter,Acc_X,Acc_Y,Acc_Z,Gyr_X,Gyr_Y,Gyr_Z\n",
                                   "{n},{0},{0},{m},{r},{r},{r}\n", Foot::right);
    EXPECT_EQ(roles(found), (Roles{"time counter", "right_acc_x m/s2", "right_acc_y m/s2", "right_acc_z m/s2",
                                   "right_gyro_x rad/s", "right_gyro_y rad/s", "right_gyro_z rad/s"}));
    EXPECT_FALSE(found.rate_hz);
    ASSERT_EQ(found.complaints.size(), 1U);
    EXPECT_EQ(found.complaints[0].code, "no_rate") << "a counter says nothing of it";
}

TEST_F(TableGuessTest, WithoutNamesNothingIsGuessedAndThatIsSaid) {
    const TableGuess found = guess("", "{ms},{0},{0}\n");
    EXPECT_EQ(roles(found), (Roles{"", "", ""}));
    EXPECT_EQ(found.complaints.size(), 2U);
}

TEST_F(TableGuessTest, OneColumnHasARoleAtMost) {
    const TableGuess found = guess("l_acc_x,left_acc_x\n", "{0},{0}\n");
    EXPECT_EQ(roles(found), (Roles{"left_acc_x m/s2", " m/s2"}));
}

TEST_F(TableGuessTest, ABrokenRowIsAComplaintAndTimeThatRunsBackwardsToo) {
    const TableGuess broken = guess("time,l_acc_x\n", "{t},{0}\n3\n");
    EXPECT_EQ(broken.rows, 1);
    ASSERT_FALSE(broken.complaints.empty());
    EXPECT_EQ(broken.complaints[0].code, "broken_row");
    EXPECT_NE(broken.complaints[0].text.find("line 3"), std::string::npos) << broken.complaints[0].text;
    EXPECT_EQ(std::get<std::int64_t>(broken.complaints[0].fields.at("line")), 3);
    const TableGuess backwards = guess("time,l_acc_x\n", "{t},{0}\n-1,2\n");
    EXPECT_EQ(backwards.columns[0].role, "");
    ASSERT_FALSE(backwards.complaints.empty());
    EXPECT_EQ(backwards.complaints[0].code, "time_backwards");
    EXPECT_EQ(std::get<std::string>(backwards.complaints[0].fields.at("column")), "time");
}

TEST_F(TableGuessTest, WhatIsNoTableIsAnError) {
    std::ofstream(file_) << "a letter\nto nobody\n";
    EXPECT_THROW(static_cast<void>(guess_table(file_, shape_of("a letter\nto nobody\n"), {})), Error);
}

}  // namespace
}  // namespace footfall::io
