// What the name of a column says of it.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "footfall/core/foot.h"

namespace footfall::io {

struct ColumnName {
    std::string kind;          ///< "acc", "gyro", "time", "counter"; empty: unknown
    std::string axis;          ///< "x", "y", "z" of the first two
    std::optional<Foot> foot;  ///< where the name says it
};

/// Of names as vendors give them: "LeftFoot_AccX (g)", "gyr_y_l", "PacketCounter", "左脚加速度X"; and of
/// ipol2019 (docs/formats.md), "LAX".
[[nodiscard]] ColumnName read_column_name(const std::string& name);

/// The unit that the name of such a column states, as in io::ColumnGuess; empty when it states none.
[[nodiscard]] std::string unit_in_name(const std::string& kind, const std::string& name);

/// "walk_left.csv", "2-1_lf.txt", "左脚.csv"
[[nodiscard]] std::optional<Foot> foot_in_name(std::string_view filename);

/// ASCII alone.
[[nodiscard]] std::string lower_case(std::string_view text);

}  // namespace footfall::io
