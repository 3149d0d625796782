// The figures of a session as rows of its store.
#include "serve/figure_rows.h"

#include <algorithm>
#include <array>

namespace footfall::serve {
namespace {

using report::Figure;
using report::FigureSummary;

constexpr std::array kSides = {Side::left, Side::right, Side::both};

void write_side(Statement& insert, SessionId session, Side side, const report::FigureSummaries& figures) {
    for (std::size_t i = 0; i < report::kFigures; ++i) {
        const FigureSummary& f = figures[i];
        if (f.strides > 0) {
            insert.bind(session, to_string(side), to_string(static_cast<Figure>(i)), f.strides, f.mean.value,
                        f.mean.low, f.mean.high, f.sd, f.cv, f.enough_for_mean, f.enough_for_variability);
            insert.run();
        }
    }
}

/// Of a Summary or a const one; null when that foot has none.
template <class Figures>
auto* find_side(Figures& figures, Side side) noexcept {
    if (side == Side::both) {
        return &figures.both;
    }
    const Foot foot = side == Side::left ? Foot::left : Foot::right;
    const auto found = std::find_if(figures.feet.begin(), figures.feet.end(),
                                    [&](const report::FootSummary& one) { return one.foot == foot; });
    return found == figures.feet.end() ? nullptr : &found->figures;
}

/// The side's place in `figures`; made where it is missing.
report::FigureSummaries& side_in(report::Summary& figures, Side side) {
    if (report::FigureSummaries* found = find_side(figures, side)) {
        return *found;
    }
    report::FootSummary added;
    added.foot = side == Side::left ? Foot::left : Foot::right;
    const auto at = side == Side::left ? figures.feet.begin() : figures.feet.end();
    return figures.feet.insert(at, added)->figures;
}

void read_sides(Database& database, SessionId session, report::Summary& figures) {
    Statement select(database,
                     "SELECT foot, figure, strides, mean, mean_low, mean_high, sd, cv, enough_for_mean,"
                     " enough_for_variability FROM figures WHERE session = ?");
    select.bind(session);
    while (select.next()) {
        const auto side = side_from(select.text(0));
        const auto figure = figure_from(select.text(1));
        if (!side || !figure) {
            continue;
        }
        const auto at = static_cast<std::size_t>(*figure);
        FigureSummary& f = side_in(figures, *side)[at];
        f.strides = static_cast<int>(select.whole(2));
        f.mean = {select.number(3), select.number(4), select.number(5)};
        f.sd = select.number(6);
        f.cv = select.number(7);
        f.enough_for_mean = select.whole(8) != 0;
        f.enough_for_variability = select.whole(9) != 0;
    }
}

}  // namespace

std::string_view to_string(Side side) noexcept {
    switch (side) {
        case Side::left: return "left";
        case Side::right: return "right";
        case Side::both: return "both";
    }
    return "";
}

std::optional<Side> side_from(std::string_view name) noexcept {
    const auto* const found =
        std::find_if(kSides.begin(), kSides.end(), [&](Side side) { return to_string(side) == name; });
    return found == kSides.end() ? std::nullopt : std::optional(*found);
}

std::optional<Figure> figure_from(std::string_view name) noexcept {
    for (std::size_t i = 0; i < report::kFigures; ++i) {
        if (report::to_string(static_cast<Figure>(i)) == name) {
            return static_cast<Figure>(i);
        }
    }
    return std::nullopt;
}

const report::FigureSummaries* figures_of(const report::Summary& figures, Side side) noexcept {
    return find_side(figures, side);
}

void write_figures(Database& database, SessionId session, const report::Summary& figures) {
    for (const char* clear :
         {"DELETE FROM figures WHERE session = ?", "DELETE FROM symmetry WHERE session = ?"}) {
        Statement(database, clear).bind(session).run();
    }
    Statement insert(database, "INSERT INTO figures VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
    for (const report::FootSummary& foot : figures.feet) {
        write_side(insert, session, foot.foot == Foot::left ? Side::left : Side::right, foot.figures);
    }
    write_side(insert, session, Side::both, figures.both);
    Statement insert_symmetry(database, "INSERT INTO symmetry VALUES (?, ?, ?, ?, ?)");
    for (const report::SymmetrySummary& one : figures.symmetry) {
        insert_symmetry.bind(session, to_string(one.figure), one.index_percent.value, one.index_percent.low,
                             one.index_percent.high);
        insert_symmetry.run();
    }
    Statement update(database,
                     "UPDATE sessions SET walking_s = ?2, distance_m = ?3, distance_sd_m = ?4 WHERE id = ?1");
    update.bind(session, figures.walking_s, figures.distance_m.value, figures.distance_m.sd).run();
    for (const report::FootSummary& foot : figures.feet) {
        Statement count(database, foot.foot == Foot::left
                                      ? "UPDATE sessions SET strides_left = ?2, turning_strides_left = ?3"
                                        " WHERE id = ?1"
                                      : "UPDATE sessions SET strides_right = ?2, turning_strides_right = ?3"
                                        " WHERE id = ?1");
        count.bind(session, foot.strides, foot.turning_strides).run();
    }
}

report::Summary read_figures(Database& database, SessionId session) {
    report::Summary figures;
    read_sides(database, session, figures);
    Statement symmetry(database,
                       "SELECT figure, index_percent, index_low, index_high FROM symmetry WHERE session = ?");
    symmetry.bind(session);
    while (symmetry.next()) {
        if (const auto figure = figure_from(symmetry.text(0))) {
            figures.symmetry.push_back(
                {*figure, {symmetry.number(1), symmetry.number(2), symmetry.number(3)}});
        }
    }
    std::sort(figures.symmetry.begin(), figures.symmetry.end(),
              [](const auto& a, const auto& b) { return a.figure < b.figure; });
    Statement whole(database,
                    "SELECT walking_s, distance_m, distance_sd_m, strides_left, turning_strides_left,"
                    " strides_right, turning_strides_right FROM sessions WHERE id = ?");
    whole.bind(session);
    if (whole.next()) {
        figures.walking_s = whole.number(0);
        figures.distance_m = {whole.number(1), whole.number(2)};
        for (report::FootSummary& foot : figures.feet) {
            const int at = foot.foot == Foot::left ? 3 : 5;
            foot.strides = static_cast<int>(whole.whole(at));
            foot.turning_strides = static_cast<int>(whole.whole(at + 1));
        }
    }
    return figures;
}

}  // namespace footfall::serve
