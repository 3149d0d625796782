// Where the table in a text begins, and how its cells are parted.
#pragma once

#include <optional>
#include <string_view>

namespace footfall::io {

struct TableShape {
    char separator = ',';
    bool decimal_comma = false;  ///< numbers are written "1,5", as spreadsheets do in much of Europe
    int header_rows = 1;
    int lines_before = 0;                  ///< of other text, before the table
    std::optional<double> stated_rate_hz;  ///< by that text: "Acquisition frequency: 100 Hz"
};

/// Told from a text's first lines: the separator and the number of columns that most of them share, and where
/// the numbers begin.
[[nodiscard]] TableShape shape_of(std::string_view beginning);

}  // namespace footfall::io
