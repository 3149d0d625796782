// A self-contained page: headings, text, tables and figures under one style sheet, without script or request.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "footfall/report/metrics_summary.h"

namespace footfall::report {

enum class Best : unsigned char { none, highest, lowest };

struct Column {
    std::string title;
    bool numeric = true;
    Best best = Best::none;  ///< which of its values is set in bold
};

struct Cell {
    std::string text;
    std::string bounds;       ///< a second, smaller line; empty for none
    double value = kUnknown;  ///< what the best is found by; NaN never is the best
    std::string anchor;       ///< of the place on this page that the text leads to; empty for none
};

/// A cell of text, and one of a figure with its interval.
[[nodiscard]] Cell text_cell(std::string text);
[[nodiscard]] Cell interval_cell(const Interval& interval, int decimals);

/// Every row has a cell for each column; the first column names the row.
struct Table {
    std::vector<Column> columns;
    std::vector<std::vector<Cell>> rows;
    std::string caption;
};

struct Drawing {
    std::string svg;
    std::string caption;
    bool wide = false;  ///< across the page; scrolls sideways on a phone
};

/// A headline figure.
struct Tile {
    std::string name;
    std::string value;
    std::string unit;
    std::string interval;  ///< its 95 % confidence interval; empty for none
    std::string versus;    ///< what it is to be compared with; empty for nothing
    bool words = false;    ///< the value is words instead of a number
};

/// Something explained: what it is, and where that ends.
struct Term {
    std::string name;
    std::string text;
    std::string limit;
};

/// Takes plain text everywhere (it escapes), except for a figure's svg.
class Page {
public:
    /// @param kind a word over the title: "Study", "Evaluation"
    Page(std::string_view kind, std::string_view title, std::string_view lead);

    /// Opens a section; one that gets no content is left out.
    void section(std::string_view title);
    /// Within a section, or within a fold; left out without content, too.
    void subsection(std::string_view title);
    void paragraph(std::string_view text);
    void warning(std::string_view text);
    void list(const std::vector<std::string>& items);
    void terms(const std::vector<Term>& terms);
    void tiles(const std::vector<Tile>& tiles);
    /// Nothing when it has no rows.
    void table(const Table& table);
    /// A table behind a line to be opened; open it is as any other.
    void folded_table(std::string_view summary, const Table& table);
    /// What follows is behind a line to be opened, until close_fold().
    /// @param anchor names the place for cells that lead to it; a browser that goes there opens the fold
    void open_fold(std::string_view anchor, std::string_view summary);
    void close_fold();
    /// Names and their values, e.g. where the report is from.
    void keys(const std::vector<std::pair<std::string, std::string>>& rows);
    /// Side by side where there is room. Figures without an svg are left out.
    void figures(const std::vector<Drawing>& figures);

    /// The whole document. Nothing may be added afterwards.
    [[nodiscard]] std::string finish(std::string_view footer) &&;

private:
    /// Adds an element, after the headings that wait for one.
    void add(std::string_view element);

    std::string out_;
    std::string waiting_heading_;
    std::string waiting_subheading_;
};

}  // namespace footfall::report
