// A table in a text file: header rows that name the columns, then rows whose cells are asked for by column.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "io/line_reader.h"

namespace footfall::io {

/// Empty lines are skipped. A row with another number of cells than the header is an Error; the message says
/// so when it is a last line that was cut off. A cell may stand in double quotes.
class TableReader {
public:
    /// Reads the header from `lines`, which must outlive the table and may have been read up to there.
    /// Several header rows are joined to one name by dots, empty parts left out ("left_sensor.acc_x").
    /// Without header rows, the first row says how many columns there are. Throws footfall::Error.
    /// @param decimal_comma numbers are written "1,5"
    TableReader(LineReader& lines, char separator, int header_rows, bool decimal_comma = false);

    [[nodiscard]] const std::vector<std::string>& names() const noexcept { return names_; }
    [[nodiscard]] bool has_column(std::string_view name) const noexcept;
    /// `name` is a column's name or "#N", the N-th column from 1. Throws footfall::Error when there is no
    /// such column, or two of that name.
    [[nodiscard]] std::size_t column(std::string_view name) const;

    [[nodiscard]] bool next_row();
    [[nodiscard]] std::string_view text(std::size_t column) const noexcept { return cells_[column]; }
    /// Nothing when the cell's text is no number.
    [[nodiscard]] std::optional<double> optional_number(std::size_t column) const;
    /// Not-a-number for an empty cell, "nan" and "inf"; an Error for any other text that is no number.
    [[nodiscard]] double number(std::size_t column) const;
    /// number() times `factor`, in the range of a float.
    [[nodiscard]] float sample(std::size_t column, double factor) const;
    /// A finite number, or an Error.
    [[nodiscard]] double finite_number(std::size_t column) const;

    [[nodiscard]] std::string column_label(std::size_t column) const;
    [[nodiscard]] const LineReader& lines() const noexcept { return lines_; }

private:
    void split();
    void check_width() const;

    LineReader& lines_;
    char separator_;
    bool decimal_comma_;
    std::size_t header_line_ = 0;
    bool row_pending_ = false;
    std::vector<std::string> names_;
    std::vector<std::string_view> cells_;
};

}  // namespace footfall::io
