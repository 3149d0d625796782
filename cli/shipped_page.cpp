// Where the page that `serve` shows lies.
#include "cli/shipped_page.h"

#include <cstdlib>
#include <system_error>
#include <vector>

namespace footfall::cli {

namespace fs = std::filesystem;

std::optional<fs::path> shipped_page() {
    if (const char* stated = std::getenv("FOOTFALL_PAGE"); stated != nullptr && *stated != '\0') {
        return fs::path(stated);
    }
    std::error_code error;
    const fs::path root = fs::read_symlink("/proc/self/exe", error).parent_path().parent_path();
    for (const fs::path& folder : {root / "web" / "dist", root / "share" / "footfall" / "web"}) {
        if (!error && fs::is_regular_file(folder / "index.html", error)) {
            return folder;
        }
        error.clear();
    }
    return std::nullopt;
}

}  // namespace footfall::cli
