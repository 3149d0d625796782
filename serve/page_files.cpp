// Reads a page's folder once.
#include "serve/page_files.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <fstream>
#include <iterator>
#include <utility>

#include "footfall/recording/error.h"
#include "serve/api_error.h"

namespace footfall::serve {

namespace fs = std::filesystem;

namespace {

constexpr std::array<std::pair<std::string_view, std::string_view>, 13> kTypes = {{
    {".html", "text/html; charset=utf-8"},
    {".js", "text/javascript; charset=utf-8"},
    {".css", "text/css; charset=utf-8"},
    {".json", "application/json"},
    {".map", "application/json"},
    {".svg", "image/svg+xml"},
    {".png", "image/png"},
    {".ico", "image/x-icon"},
    {".woff2", "font/woff2"},
    {".wasm", "application/wasm"},
    {".webmanifest", "application/manifest+json"},
    {".txt", "text/plain; charset=utf-8"},
    {".csv", "text/csv; charset=utf-8"},
}};

std::string type_of(const fs::path& file) {
    const std::string ending = file.extension().string();
    const auto* found =
        std::find_if(kTypes.begin(), kTypes.end(), [&](const auto& type) { return type.first == ending; });
    return std::string(found == kTypes.end() ? "application/octet-stream" : found->second);
}

constexpr const char* kNoPage = R"(<!doctype html>
<html lang="en"><meta charset="utf-8"><title>Footfall</title>
<h1>Footfall is running</h1>
<p>Its page is not installed with it. What it can do is described at
<a href="/api/v1/openapi.json">/api/v1/openapi.json</a>.</p></html>
)";

}  // namespace

PageFiles::PageFiles(const fs::path& folder) {
    std::size_t bytes = 0;
    std::error_code error;
    for (fs::recursive_directory_iterator at(folder, error), end; !error && at != end; at.increment(error)) {
        if (!at->is_regular_file(error) || at->is_symlink(error)) {
            continue;
        }
        bytes += static_cast<std::size_t>(at->file_size(error));
        if (files_.size() >= kMostFiles || bytes > kMostBytes) {
            throw Error(folder.string(), "", "the folder of a built page",
                        fmt::format("more than {} files or {} MB", kMostFiles, kMostBytes >> 20U));
        }
        std::ifstream stream(at->path(), std::ios::binary);
        std::string content{std::istreambuf_iterator<char>(stream), {}};
        if (!stream.is_open() || stream.bad()) {
            throw Error(at->path().string(), "", "a file that can be read", "");
        }
        files_[at->path().lexically_relative(folder).generic_string()] = {type_of(at->path()),
                                                                          std::move(content)};
    }
    if (!files_.contains("index.html")) {
        throw Error(folder.string(), "", "index.html of a built page", error ? error.message() : "none");
    }
}

Response PageFiles::answer(const Request& request) const {
    if (request.method != "GET" && request.method != "HEAD") {
        Response response = error_response(405, "wrong_method", "The page can only be read.");
        response.headers.emplace_back("Allow", "GET, HEAD");
        return response;
    }
    const std::string path =
        request.segments.empty() ? "index.html" : fmt::format("{}", fmt::join(request.segments, "/"));
    Response response;
    if (files_.empty() && path == "index.html") {
        response.content_type = "text/html; charset=utf-8";
        response.body = kNoPage;
        return response;
    }
    const auto file = files_.find(path);
    if (file == files_.end()) {
        return error_response(404, "not_found", "There is no such address.");
    }
    response.content_type = file->second.content_type;
    response.body = file->second.content;
    response.headers.emplace_back(
        "Cache-Control", path.starts_with("assets/") ? "public, max-age=31536000, immutable" : "no-cache");
    return response;
}

}  // namespace footfall::serve
