// Separators, header and numbers in a text's first lines.
#include "io/table_shape.h"

#include <algorithm>
#include <map>
#include <vector>

#include "io/column_names.h"
#include "io/number.h"
#include "io/sample_clock.h"

namespace footfall::io {
namespace {

constexpr std::size_t kShapeLines = 64;

std::vector<std::string_view> first_lines(std::string_view text) {
    std::vector<std::string_view> lines;
    while (!text.empty() && lines.size() < kShapeLines) {
        const std::size_t end = std::min(text.find('\n'), text.size());
        std::string_view line = text.substr(0, end);
        if (line.ends_with('\r')) {
            line.remove_suffix(1);
        }
        lines.push_back(line);
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return lines;
}

struct Cells {
    std::size_t count = 0;
    std::size_t numbers = 0;
    std::size_t with_comma = 0;  // of the numbers
};

Cells cells_of(std::string_view line, char separator) {
    Cells cells;
    while (true) {
        const std::size_t end = std::min(line.find(separator), line.size());
        std::string_view cell = trimmed(line.substr(0, end));
        if (cell.size() >= 2 && cell.front() == '"' && cell.back() == '"') {
            cell = cell.substr(1, cell.size() - 2);
        }
        ++cells.count;
        const bool with_comma = cell.find(',') != std::string_view::npos && number_with_comma_from(cell);
        cells.with_comma += with_comma ? 1U : 0U;
        cells.numbers += with_comma || cell.empty() || number_from(cell) ? 1U : 0U;
        if (end == line.size()) {
            return cells;
        }
        line.remove_prefix(end + 1);
    }
}

std::optional<double> rate_in(std::string_view line) {
    const std::string text = lower_case(line);
    if (text.find("hz") == std::string::npos && text.find("freq") == std::string::npos &&
        text.find("rate") == std::string::npos) {
        return std::nullopt;
    }
    const std::size_t digit = text.find_first_of("0123456789");
    const std::size_t end = std::min(text.find_first_not_of("0123456789.", digit), text.size());
    const auto rate =
        digit == std::string::npos ? std::nullopt : number_from(text.substr(digit, end - digit));
    return rate && *rate >= kLowestRateHz && *rate <= kHighestRateHz ? rate : std::nullopt;
}

}  // namespace

TableShape shape_of(std::string_view beginning) {
    const std::vector<std::string_view> lines = first_lines(beginning);
    TableShape best;
    std::size_t best_cells = 0;
    for (const char separator : {',', ';', '\t', ' '}) {
        std::map<std::size_t, std::size_t> widths;
        for (const std::string_view line : lines) {
            const Cells cells = cells_of(line, separator);
            if (cells.count > 1 && 2 * cells.numbers > cells.count) {
                ++widths[cells.count];
            }
        }
        for (const auto& [width, rows] : widths) {
            if (width * rows <= best_cells) {
                continue;
            }
            best_cells = width * rows;
            TableShape shape;
            shape.separator = separator;
            shape.header_rows = 0;
            std::size_t first = 0;
            const auto is_row = [&, columns = width](std::string_view line) {
                const Cells cells = cells_of(line, separator);
                return cells.count == columns && 2 * cells.numbers > cells.count;
            };
            while (!is_row(lines[first])) {
                ++first;
            }
            while (shape.header_rows < 2 && first > 0 &&
                   cells_of(lines[first - 1], separator).count == width) {
                ++shape.header_rows;
                --first;
            }
            shape.lines_before = static_cast<int>(first);
            shape.decimal_comma = std::any_of(lines.begin(), lines.end(), [&](std::string_view line) {
                return is_row(line) && cells_of(line, separator).with_comma > 0;
            });
            best = shape;
        }
    }
    for (int i = 0; i < best.lines_before; ++i) {
        const auto rate = rate_in(lines[static_cast<std::size_t>(i)]);
        best.stated_rate_hz = rate ? rate : best.stated_rate_hz;
    }
    return best;
}

}  // namespace footfall::io
