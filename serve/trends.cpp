// How a person's figures go from session to session, and how two sessions compare.
#include "serve/trends.h"

#include <array>

#include "serve/reference_noise.h"
#include "serve/sessions.h"

namespace footfall::serve {
namespace {

using report::Figure;
using report::FigureSummary;

constexpr UnixMs kRetestMs = 86'400'000;
constexpr std::array kSides = {Side::left, Side::right, Side::both};

/// Sessions of a person that were walked within a day of the first of them: groups of two and more.
std::vector<std::vector<SessionId>> retest_groups(Database& database) {
    Statement select(database,
                     "SELECT person, started_unix_ms, id FROM sessions WHERE moment_known"
                     " ORDER BY person, started_unix_ms, id");
    std::vector<std::vector<SessionId>> groups(1);
    PersonId person{};
    UnixMs first = 0;
    while (select.next()) {
        const auto whose = select.as<PersonId>(0);
        if (groups.back().empty() || whose != person || select.whole(1) - first >= kRetestMs) {
            if (groups.back().size() > 1) {
                groups.emplace_back();
            }
            groups.back().clear();
            person = whose;
            first = select.whole(1);
        }
        groups.back().push_back(select.as<SessionId>(2));
    }
    if (groups.back().size() < 2) {
        groups.pop_back();
    }
    return groups;
}

using Spreads = std::array<std::array<RetestSpread, report::kFigures>, kSides.size()>;

Spreads all_spreads(Database& database) {
    Spreads spreads;
    Statement select(database,
                     "SELECT foot, figure, mean FROM figures WHERE session = ? AND enough_for_mean");
    for (const std::vector<SessionId>& group : retest_groups(database)) {
        for (auto& side : spreads) {
            for (RetestSpread& spread : side) {
                spread.next_group();
            }
        }
        for (const SessionId session : group) {
            select.bind(session);
            while (select.next()) {
                const auto side = side_from(select.text(0));
                const auto figure = figure_from(select.text(1));
                if (side && figure && !select.is_null(2)) {
                    spreads[static_cast<std::size_t>(*side)][static_cast<std::size_t>(*figure)].add(
                        select.number(2));
                }
            }
        }
    }
    return spreads;
}

Noise noise_from(const RetestSpread& own, Figure figure, Side side) {
    const Noise noise = own.noise();
    return noise.degrees_of_freedom >= kRetestDegrees ? noise : reference_noise(figure, side);
}

const FigureSummary& figure_in(const report::Summary& summary, Figure figure, Side side) {
    static const FigureSummary none;
    const report::FigureSummaries* figures = figures_of(summary, side);
    return figures == nullptr ? none : (*figures)[static_cast<std::size_t>(figure)];
}

}  // namespace

Noise noise_of(Database& database, Figure figure, Side side) {
    RetestSpread spread;
    Statement select(database,
                     "SELECT mean FROM figures WHERE session = ? AND foot = ? AND figure = ?"
                     " AND enough_for_mean AND mean IS NOT NULL");
    for (const std::vector<SessionId>& group : retest_groups(database)) {
        spread.next_group();
        for (const SessionId session : group) {
            select.bind(session, to_string(side), to_string(figure));
            while (select.next()) {
                spread.add(select.number(0));
            }
        }
    }
    return noise_from(spread, figure, side);
}

Trend trend_of(Database& database, PersonId person, Figure figure, Side side) {
    Trend trend;
    trend.noise = noise_of(database, figure, side);
    Statement select(database,
                     "SELECT s.id, s.started_unix_ms, f.strides, f.mean, f.mean_low, f.mean_high, f.sd, f.cv,"
                     " f.enough_for_mean, f.enough_for_variability FROM sessions AS s CROSS JOIN figures AS f"
                     " ON f.session = s.id AND f.foot = ?2 AND f.figure = ?3 WHERE s.person = ?1"
                     " ORDER BY s.started_unix_ms, s.id");
    select.bind(person, to_string(side), to_string(figure));
    std::optional<FigureSummary> first;
    while (select.next()) {
        TrendPoint& point = trend.points.emplace_back();
        point.session = select.as<SessionId>(0);
        point.started = select.whole(1);
        FigureSummary& f = point.figure;
        f.strides = static_cast<int>(select.whole(2));
        f.mean = {select.number(3), select.number(4), select.number(5)};
        f.sd = select.number(6);
        f.cv = select.number(7);
        f.enough_for_mean = select.whole(8) != 0;
        f.enough_for_variability = select.whole(9) != 0;
        if (first) {
            point.from_first = change_between(*first, f, trend.noise);
        } else if (f.enough_for_mean) {
            first = f;
        }
    }
    return trend;
}

std::optional<Comparison> compare(Database& database, SessionId first_id, SessionId second_id) {
    const auto first = find_session(database, first_id);
    const auto second = find_session(database, second_id);
    if (!first || !second) {
        return std::nullopt;
    }
    Comparison comparison{*first,
                          *second,
                          first->about.person == second->about.person,
                          first->about.model == second->about.model,
                          {}};
    const report::Summary a = read_figures(database, first_id);
    const report::Summary b = read_figures(database, second_id);
    const Spreads spreads = comparison.same_person ? all_spreads(database) : Spreads{};
    for (std::size_t i = 0; i < report::kFigures; ++i) {
        const auto figure = static_cast<Figure>(i);
        for (const Side side : kSides) {
            const FigureSummary& of_a = figure_in(a, figure, side);
            const FigureSummary& of_b = figure_in(b, figure, side);
            if (of_a.strides == 0 && of_b.strides == 0) {
                continue;
            }
            const Noise noise = comparison.same_person
                                    ? noise_from(spreads[static_cast<std::size_t>(side)][i], figure, side)
                                    : Noise();
            comparison.figures.push_back({figure, side, of_a, of_b, change_between(of_a, of_b, noise)});
        }
    }
    return comparison;
}

}  // namespace footfall::serve
