// The page as it was built: a folder's files, held in memory.
#pragma once

#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "serve/http_message.h"

namespace footfall::serve {

/// A request is looked up among the names that were there when the program began, so that none of its paths
/// ever reaches the file system.
class PageFiles {
public:
    /// No page: "/" says so.
    PageFiles() = default;
    /// All files below `folder` that are no links. Throws footfall::Error when there is no index.html, or
    /// when it is no page's folder: more than kMostFiles, or kMostBytes.
    explicit PageFiles(const std::filesystem::path& folder);

    static constexpr std::size_t kMostFiles = 1000;
    static constexpr std::size_t kMostBytes = std::size_t{64} << 20U;

    /// "/" is index.html. What is below assets/ has its content's hash in its name and may be kept for ever.
    [[nodiscard]] Response answer(const Request& request) const;

private:
    struct File {
        std::string content_type;
        std::string content;
    };
    std::map<std::string, File, std::less<>> files_;  // by path, '/' between segments
};

}  // namespace footfall::serve
