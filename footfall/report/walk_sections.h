// What a report says of one walk: its headline, figures and tables.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "footfall/report/html.h"
#include "footfall/report/walk_result.h"

namespace footfall::report {

struct SectionStyle {
    /// Opens a heading on the page: Page::section or Page::subsection.
    std::function<void(std::string_view title)> heading;
    bool figures = true;            ///< drawn; the tables are always there
    std::size_t path_points = 600;  ///< of each foot's path, seen from above
};

void add_walk(Page& page, const WalkResult& result, const SectionStyle& style);

/// Speed, cadence, stride length and so on, each with its interval, or in words why there is none.
[[nodiscard]] std::vector<Tile> headline(const WalkResult& result);

/// "person 7, 68 years"
[[nodiscard]] std::string person_words(const Person& person);

}  // namespace footfall::report
