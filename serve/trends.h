// How a person's figures go from session to session, and how two sessions compare.
#pragma once

#include <optional>
#include <vector>

#include "serve/database.h"
#include "serve/detectable_change.h"
#include "serve/figure_rows.h"
#include "serve/records.h"

namespace footfall::serve {

struct TrendPoint {
    SessionId session{};
    UnixMs started = 0;
    report::FigureSummary figure;
    Change from_first;  ///< from the trend's first session with enough strides
};

/// Of many points some are beyond noise by chance: of 20 sessions that don't differ, one.
struct Trend {
    std::vector<TrendPoint> points;  ///< in time order; sessions without the figure are left out
    Noise noise;
};
[[nodiscard]] Trend trend_of(Database& database, PersonId person, report::Figure figure, Side side);

/// Of one figure over all people in the store, of whom enough have walked twice within a day; else the
/// reference.
[[nodiscard]] Noise noise_of(Database& database, report::Figure figure, Side side);

struct FigureComparison {
    report::Figure figure{};
    Side side = Side::both;
    report::FigureSummary first;
    report::FigureSummary second;
    Change change;  ///< from first to second; no noise is stated for sessions of different people
};

struct Comparison {
    SessionEntry first;
    SessionEntry second;
    bool same_person = false;
    bool same_model = false;                ///< else the models may make the difference
    std::vector<FigureComparison> figures;  ///< those that either has, in the order of report::Figure
};
/// Empty when one of them isn't in the store.
[[nodiscard]] std::optional<Comparison> compare(Database& database, SessionId first, SessionId second);

}  // namespace footfall::serve
