// Where the page that `serve` shows lies.
#pragma once

#include <filesystem>
#include <optional>

namespace footfall::cli {

/// The built page: $FOOTFALL_PAGE if that is set; else ../web/dist beside the program's folder (as in a
/// source tree with its build), or ../share/footfall/web (as installed). Nothing when it isn't there.
[[nodiscard]] std::optional<std::filesystem::path> shipped_page();

}  // namespace footfall::cli
