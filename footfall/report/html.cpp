// Writes the page's elements.
#include "footfall/report/html.h"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "footfall/report/markup.h"
#include "footfall/report/style_sheet.h"

namespace footfall::report {

namespace {

/// The best value of each column; NaN where there is none, or nothing to choose from.
std::vector<double> best_values(const Table& table) {
    std::vector<double> best(table.columns.size(), kUnknown);
    for (std::size_t c = 0; c < best.size() && table.rows.size() > 1; ++c) {
        for (const auto& row : table.rows) {
            const double value = c < row.size() ? row[c].value : kUnknown;
            const bool better =
                table.columns[c].best == Best::highest ? !(value <= best[c]) : !(value >= best[c]);
            if (table.columns[c].best != Best::none && std::isfinite(value) && better) {
                best[c] = value;
            }
        }
    }
    return best;
}

std::string cell_element(const Cell& cell, const Column& column, bool names_row, bool is_best) {
    std::string classes = column.numeric ? "n" : "";
    if (is_best) {
        classes += classes.empty() ? "best" : " best";
    }
    const std::string attribute = classes.empty() ? "" : " class=\"" + classes + "\"";
    const std::string second =
        cell.bounds.empty() ? "" : "<span class=\"ci\">" + escape(cell.bounds) + "</span>";
    const std::string text =
        cell.anchor.empty() ? escape(cell.text)
                            : fmt::format("<a href=\"#{}\">{}</a>", escape(cell.anchor), escape(cell.text));
    return names_row ? fmt::format("<th scope=\"row\"{}>{}{}</th>", attribute, text, second)
                     : fmt::format("<td{}>{}{}</td>", attribute, text, second);
}

}  // namespace

Cell text_cell(std::string text) { return {std::move(text), "", kUnknown, ""}; }

Cell interval_cell(const Interval& interval, int decimals) {
    return {number(interval.value, decimals), interval.known() ? bounds(interval, decimals) : "",
            interval.value, ""};
}

Page::Page(std::string_view kind, std::string_view title, std::string_view lead) {
    out_ = fmt::format(
        "<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"/>"
        "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"/>"
        "<meta name=\"color-scheme\" content=\"light dark\"/>"
        "<title>{0}</title><style>{1}</style></head>\n<body><main>\n"
        "<header><p class=\"kind\">{2}</p><h1>{0}</h1><p class=\"lead\">{3}</p></header>\n",
        escape(title), style_sheet(), escape(kind), escape(lead));
}

void Page::add(std::string_view element) {
    out_ += waiting_heading_;
    out_ += waiting_subheading_;
    waiting_heading_.clear();
    waiting_subheading_.clear();
    out_ += element;
}

void Page::section(std::string_view title) {
    waiting_heading_ = fmt::format("<h2>{}</h2>\n", escape(title));
    waiting_subheading_.clear();
}

void Page::subsection(std::string_view title) {
    waiting_subheading_ = fmt::format("<h3>{}</h3>\n", escape(title));
}

void Page::paragraph(std::string_view text) { add(fmt::format("<p>{}</p>\n", escape(text))); }

void Page::warning(std::string_view text) {
    add(fmt::format("<p class=\"warning\" role=\"note\"><b>Note.</b> {}</p>\n", escape(text)));
}

void Page::list(const std::vector<std::string>& items) {
    if (items.empty()) {
        return;
    }
    add("<ul class=\"notes\">");
    for (const std::string& item : items) {
        add(fmt::format("<li>{}</li>", escape(item)));
    }
    add("</ul>\n");
}

void Page::terms(const std::vector<Term>& terms) {
    if (terms.empty()) {
        return;
    }
    add("<dl class=\"terms\">");
    for (const Term& term : terms) {
        add(fmt::format("<dt>{}</dt><dd>{}</dd><dd class=\"limit\">{}</dd>\n", escape(term.name),
                        escape(term.text), escape(term.limit)));
    }
    add("</dl>\n");
}

void Page::tiles(const std::vector<Tile>& tiles) {
    if (tiles.empty()) {
        return;
    }
    add("<ul class=\"tiles\">");
    for (const Tile& tile : tiles) {
        add(fmt::format("<li><span class=\"name\">{}</span><span class=\"{}\">{}{}</span>", escape(tile.name),
                        tile.words ? "value words" : "value", escape(tile.value),
                        tile.unit.empty() ? "" : "<small> " + escape(tile.unit) + "</small>"));
        if (!tile.interval.empty()) {
            add(fmt::format("<span class=\"ci\">95 % CI <span class=\"nb\">{}</span></span>",
                            escape(tile.interval)));
        }
        if (!tile.versus.empty()) {
            add(fmt::format("<span class=\"versus\">{}</span>", escape(tile.versus)));
        }
        add("</li>");
    }
    add("</ul>\n");
}

void Page::table(const Table& table) {
    if (table.rows.empty()) {
        return;
    }
    // A region that scrolls must be reachable by keyboard.
    add(fmt::format(
        "<div class=\"scroll\" role=\"region\" tabindex=\"0\" aria-label=\"{}\"><table><thead><tr>",
        escape(table.caption.empty() ? "Table" : table.caption)));
    for (const Column& column : table.columns) {
        add(fmt::format("<th scope=\"col\"{}>{}</th>", column.numeric ? " class=\"n\"" : "",
                        escape(column.title)));
    }
    add("</tr></thead><tbody>\n");
    const std::vector<double> best = best_values(table);
    for (const auto& row : table.rows) {
        add("<tr>");
        for (std::size_t c = 0; c < table.columns.size(); ++c) {
            const Cell cell = c < row.size() ? row[c] : Cell{};
            out_ += cell_element(cell, table.columns[c], c == 0, cell.value == best[c]);
        }
        add("</tr>\n");
    }
    add("</tbody></table></div>\n");
    if (!table.caption.empty()) {
        add(fmt::format("<p class=\"caption\">{}</p>\n", escape(table.caption)));
    }
}

void Page::folded_table(std::string_view summary, const Table& table_to_fold) {
    if (table_to_fold.rows.empty()) {
        return;
    }
    add(fmt::format("<details><summary>{}</summary>\n", escape(summary)));
    table(table_to_fold);
    add("</details>\n");
}

void Page::open_fold(std::string_view anchor, std::string_view summary) {
    // The anchor is inside: a browser that goes to something folded away unfolds it.
    add(fmt::format(
        "<details class=\"part\"><summary>{}</summary>\n<div id=\"{}\" class=\"folded\" tabindex=\"-1\">\n",
        escape(summary), escape(anchor)));
}

void Page::close_fold() {
    waiting_subheading_.clear();
    add("</div></details>\n");
}

void Page::keys(const std::vector<std::pair<std::string, std::string>>& rows) {
    if (rows.empty()) {
        return;
    }
    add("<table class=\"keys\"><tbody>\n");
    for (const auto& [name, value] : rows) {
        add(fmt::format("<tr><th scope=\"row\">{}</th><td>{}</td></tr>\n", escape(name), escape(value)));
    }
    add("</tbody></table>\n");
}

void Page::figures(const std::vector<Drawing>& figures) {
    const auto drawn = [](const Drawing& figure) { return !figure.svg.empty(); };
    if (std::none_of(figures.begin(), figures.end(), drawn)) {
        return;
    }
    add("<div class=\"figures\">\n");
    for (const Drawing& figure : figures) {
        if (!drawn(figure)) {
            continue;
        }
        const char* open =
            figure.wide ? "<div class=\"scroll\" role=\"region\" tabindex=\"0\" aria-label=\"Plot\">" : "";
        add(fmt::format("<figure{}>{}{}{}<figcaption>{}</figcaption></figure>\n",
                        figure.wide ? " class=\"wide\"" : "", open, figure.svg, figure.wide ? "</div>" : "",
                        escape(figure.caption)));
    }
    add("</div>\n");
}

std::string Page::finish(std::string_view footer) && {
    out_ += fmt::format("<footer>{}</footer>\n</main></body></html>\n", escape(footer));
    return std::move(out_);
}

}  // namespace footfall::report
