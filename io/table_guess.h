// What a table of somebody's sensors seems to hold: which column is what, in which unit, at which rate.
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "footfall/core/foot.h"
#include "footfall/recording/recording.h"
#include "io/table_shape.h"

namespace footfall::io {

struct ColumnGuess {
    std::string name;
    /// "left_acc_x" to "right_gyro_z", or "time"; empty: unknown
    std::string role;
    /// "m/s2", "g"; "rad/s", "deg/s"; "s", "ms", "us", "ns", or "counter" of a column that counts samples;
    /// empty: none, or unknown
    std::string unit;
};

/// Something that isn't as it should be.
struct Complaint {
    /// "feet_unnamed"; "broken_row" (at `line`, `problem`); "time_backwards" (in `column`); "no_rate"
    std::string code;
    std::string text;  ///< a sentence for a person
    std::map<std::string, std::variant<std::int64_t, std::string>> fields;
};

struct TableGuess {
    std::vector<ColumnGuess> columns;
    std::vector<std::vector<std::string>> preview;  ///< the first rows
    std::int64_t rows = 0;
    std::optional<double> rate_hz;
    Gravity gravity = Gravity::included;
    std::vector<Complaint> complaints;
};

/// By their names ("LeftFoot_AccX (g)", "gyr_y_l") and, for units and gravity, by their values. Of a table
/// without feet in its names `file_foot` is the foot. Reads the whole file. Throws footfall::Error when it is
/// no table.
[[nodiscard]] TableGuess guess_table(const std::filesystem::path& file, const TableShape& shape,
                                     std::optional<Foot> file_foot);

}  // namespace footfall::io
