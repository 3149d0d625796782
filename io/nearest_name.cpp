// Edit distance.
#include "io/nearest_name.h"

#include <algorithm>
#include <numeric>

namespace footfall::io {

namespace {

/// Optimal string alignment distance; rows of the table are kept for three characters of `a` only.
std::size_t edit_distance(std::string_view a, std::string_view b) {
    std::vector<std::size_t> before(b.size() + 1);
    std::vector<std::size_t> above(b.size() + 1);
    std::vector<std::size_t> row(b.size() + 1);
    std::iota(above.begin(), above.end(), std::size_t{0});
    for (std::size_t i = 1; i <= a.size(); ++i) {
        row[0] = i;
        for (std::size_t j = 1; j <= b.size(); ++j) {
            const std::size_t replaced = above[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
            row[j] = std::min({above[j] + 1, row[j - 1] + 1, replaced});
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) {
                row[j] = std::min(row[j], before[j - 2] + 1);
            }
        }
        std::swap(before, above);
        std::swap(above, row);
    }
    return above[b.size()];
}

}  // namespace

std::string nearest_name(std::string_view wrong, const std::vector<std::string>& names) {
    std::string nearest;
    std::size_t smallest = 0;
    for (const std::string& name : names) {
        const std::size_t distance = edit_distance(wrong, name);
        if (!name.empty() && (nearest.empty() || distance < smallest)) {
            nearest = name;
            smallest = distance;
        }
    }
    return nearest;
}

}  // namespace footfall::io
