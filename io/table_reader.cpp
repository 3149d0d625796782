// Splits lines into cells and reads them strictly.
#include "io/table_reader.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "io/nearest_name.h"
#include "io/number.h"

namespace footfall::io {

TableReader::TableReader(LineReader& lines, char separator, int header_rows, bool decimal_comma)
    : lines_(lines), separator_(separator), decimal_comma_(decimal_comma) {
    for (int row = 0; row < header_rows; ++row) {
        if (!lines_.next()) {
            throw Error(lines_.file(), "line " + std::to_string(lines_.number() + 1), "a header row",
                        "the end of the file");
        }
        split();
        if (row == 0) {
            names_.resize(cells_.size());
        }
        check_width();
        for (std::size_t i = 0; i < cells_.size(); ++i) {
            const std::string_view part = trimmed(cells_[i]);
            if (!part.empty()) {
                names_[i].append(names_[i].empty() ? "" : ".").append(part);
            }
        }
    }
    header_line_ = lines_.number();
    if (header_rows == 0 && next_row()) {
        row_pending_ = true;
    }
}

bool TableReader::has_column(std::string_view name) const noexcept {
    return std::find(names_.begin(), names_.end(), name) != names_.end();
}

std::size_t TableReader::column(std::string_view name) const {
    if (name.starts_with('#')) {
        const auto number = whole_number_from(number_from(name.substr(1)).value_or(0.5));
        if (number && *number >= 1 && static_cast<std::size_t>(*number) <= names_.size()) {
            return static_cast<std::size_t>(*number) - 1;
        }
        throw Error(lines_.file(), "line " + std::to_string(header_line_), "column " + in_quotes(name),
                    std::to_string(names_.size()) + " columns");
    }
    const auto found = std::find(names_.begin(), names_.end(), name);
    const std::string place = "line " + std::to_string(header_line_);
    if (found == names_.end()) {
        const std::string nearest = nearest_name(name, names_);
        throw Error(lines_.file(), place, "a column " + in_quotes(name),
                    nearest.empty() ? "no named column" : "none, the nearest is " + in_quotes(nearest));
    }
    if (std::find(found + 1, names_.end(), name) != names_.end()) {
        throw Error(lines_.file(), place, "one column " + in_quotes(name), "two");
    }
    return static_cast<std::size_t>(found - names_.begin());
}

bool TableReader::next_row() {
    if (row_pending_) {
        row_pending_ = false;
        return true;
    }
    while (lines_.next()) {
        if (trimmed(lines_.line()).empty()) {
            continue;
        }
        split();
        if (names_.empty()) {
            names_.resize(cells_.size());
        }
        check_width();
        return true;
    }
    return false;
}

void TableReader::split() {
    cells_.clear();
    std::string_view rest = lines_.line();
    while (true) {
        std::size_t end = 0;
        if (rest.starts_with('"')) {
            const std::size_t close = rest.find('"', 1);
            if (close == std::string_view::npos ||
                (close + 1 < rest.size() && rest[close + 1] != separator_)) {
                throw lines_.error("a quoted cell to end before the next separator", in_quotes(rest));
            }
            cells_.push_back(rest.substr(1, close - 1));
            end = close + 1;
        } else {
            end = std::min(rest.find(separator_), rest.size());
            cells_.push_back(rest.substr(0, end));
        }
        if (end >= rest.size()) {
            return;
        }
        rest.remove_prefix(end + 1);
    }
}

void TableReader::check_width() const {
    if (cells_.size() == names_.size()) {
        return;
    }
    const bool cut_off = lines_.is_unterminated() && cells_.size() < names_.size();
    throw lines_.error(std::to_string(names_.size()) + " columns",
                       std::to_string(cells_.size()) + (cut_off ? " (the last line is cut off)" : ""));
}

std::optional<double> TableReader::optional_number(std::size_t column) const {
    const std::string_view cell = trimmed(cells_[column]);
    return decimal_comma_ ? number_with_comma_from(cell) : number_from(cell);
}

double TableReader::number(std::size_t column) const {
    const std::string_view cell = trimmed(cells_[column]);
    if (cell.empty()) {
        return std::numeric_limits<double>::quiet_NaN();
    }
    const std::optional<double> number = optional_number(column);
    if (!number) {
        throw lines_.error("a number in " + column_label(column), in_quotes(cell));
    }
    return std::isfinite(*number) ? *number : std::numeric_limits<double>::quiet_NaN();
}

float TableReader::sample(std::size_t column, double factor) const {
    const double value = number(column) * factor;
    if (std::abs(value) > static_cast<double>(std::numeric_limits<float>::max())) {
        throw lines_.error("a number below 3.4e38 in " + column_label(column), in_quotes(cells_[column]));
    }
    return static_cast<float>(value);
}

double TableReader::finite_number(std::size_t column) const {
    const double value = number(column);
    if (std::isnan(value)) {
        throw lines_.error("a finite number in " + column_label(column), in_quotes(cells_[column]));
    }
    return value;
}

std::string TableReader::column_label(std::size_t column) const {
    return names_[column].empty() ? "column " + std::to_string(column + 1)
                                  : "column " + in_quotes(names_[column]);
}

}  // namespace footfall::io
