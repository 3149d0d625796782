// The figures of a session as rows of its store.
#pragma once

#include <optional>
#include <string_view>

#include "serve/database.h"
#include "serve/records.h"

namespace footfall::serve {

/// Which strides a figure is of.
enum class Side : unsigned char { left, right, both };
[[nodiscard]] std::string_view to_string(Side side) noexcept;
[[nodiscard]] std::optional<Side> side_from(std::string_view name) noexcept;
/// By the name of report::to_string(Figure), such as "stride_time_s".
[[nodiscard]] std::optional<report::Figure> figure_from(std::string_view name) noexcept;

/// Puts the figures of a session in the place of those it may have. Figures without strides are left out.
void write_figures(Database& database, SessionId session, const report::Summary& figures);

/// What write_figures() was given. Figures of a Footfall that knew others are left out.
[[nodiscard]] report::Summary read_figures(Database& database, SessionId session);

/// One side's figures; null when that foot has none.
[[nodiscard]] const report::FigureSummaries* figures_of(const report::Summary& figures, Side side) noexcept;

}  // namespace footfall::serve
