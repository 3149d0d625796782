// Walks only the folders that a pattern can reach.
#include "io/file_pattern.h"

#include <algorithm>

#include "io/natural_order.h"

namespace footfall::io {

namespace fs = std::filesystem;

bool matches(std::string_view pattern, std::string_view path) noexcept {
    while (!pattern.empty() && pattern.front() != '*') {
        if (path.empty() ||
            (pattern.front() == '?' ? path.front() == '/' : path.front() != pattern.front())) {
            return false;
        }
        pattern.remove_prefix(1);
        path.remove_prefix(1);
    }
    if (pattern.empty()) {
        return path.empty();
    }
    const bool across_folders = pattern.starts_with("**");
    pattern.remove_prefix(across_folders ? 2 : 1);
    for (std::size_t taken = 0; taken <= path.size(); ++taken) {
        if (matches(pattern, path.substr(taken))) {
            return true;
        }
        if (taken < path.size() && path[taken] == '/' && !across_folders) {
            return false;
        }
    }
    return false;
}

std::vector<std::string> files_matching(const fs::path& root, const std::string& pattern) {
    const std::size_t wildcard = pattern.find_first_of("*?");
    if (wildcard == std::string::npos) {
        return {pattern};
    }
    const std::size_t slash = pattern.rfind('/', wildcard);
    const std::string fixed = slash == std::string::npos ? "" : pattern.substr(0, slash + 1);
    const bool any_depth = pattern.find("**") != std::string::npos;
    const auto deepest =
        std::count(pattern.begin() + static_cast<std::ptrdiff_t>(fixed.size()), pattern.end(), '/');

    std::vector<std::string> found;
    const fs::path start = fixed.empty() ? root : root / fixed;
    if (!fs::is_directory(start)) {
        return found;
    }
    fs::recursive_directory_iterator walk(start, fs::directory_options::skip_permission_denied);
    for (; walk != fs::recursive_directory_iterator(); ++walk) {
        if (walk->is_directory() && !any_depth && walk.depth() >= deepest) {
            walk.disable_recursion_pending();
        }
        const std::string path = fixed + walk->path().lexically_relative(start).generic_string();
        if (walk->is_regular_file() && matches(pattern, path)) {
            found.push_back(path);
        }
    }
    std::sort(found.begin(), found.end(), natural_less);
    return found;
}

std::optional<std::string> filled_in(std::string_view text, const std::map<std::string, std::string>& words) {
    std::string filled;
    while (!text.empty()) {
        const std::size_t open = text.find('{');
        filled.append(text.substr(0, open));
        if (open == std::string_view::npos) {
            break;
        }
        const std::size_t close = text.find('}', open);
        const auto word = close == std::string_view::npos
                              ? words.end()
                              : words.find(std::string(text.substr(open + 1, close - open - 1)));
        if (word == words.end()) {
            return std::nullopt;
        }
        filled.append(word->second);
        text.remove_prefix(close + 1);
    }
    return filled;
}

}  // namespace footfall::io
