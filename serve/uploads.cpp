// Files that were sent, in a folder of their own.
#include "serve/uploads.h"

#include <fmt/format.h>
#include <sys/random.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <fstream>
#include <utility>

#include "footfall/recording/error.h"
#include "io/column_names.h"
#include "serve/api_error.h"
#include "serve/request_target.h"

namespace footfall::serve {

namespace fs = std::filesystem;

namespace {

constexpr std::size_t kLongestFilename = 120;

/// 128 bits that nobody can guess.
std::string random_id() {
    std::array<unsigned char, 16> bytes{};
    if (getrandom(bytes.data(), bytes.size(), 0) != static_cast<ssize_t>(bytes.size())) {
        throw Error("random numbers", "", "16 of them", "none");
    }
    return fmt::format("{:02x}", fmt::join(bytes, ""));
}

std::string shown_name(std::string name) {
    const std::size_t slash = name.find_last_of("/\\");
    name = slash == std::string::npos ? name : name.substr(slash + 1);
    std::erase_if(name, [](char c) { return static_cast<unsigned char>(c) < 0x20U || c == 0x7F; });
    while (name.size() > kLongestFilename || !is_text(name)) {
        if (name.empty()) {
            break;
        }
        name.pop_back();
    }
    return name.empty() ? "upload" : name;
}

std::string_view without_lines(std::string_view text, int lines) {
    for (; lines > 0; --lines) {
        text.remove_prefix(std::min(text.find('\n'), text.size() - 1) + 1);
    }
    return text;
}

}  // namespace

Upload::Upload(fs::path folder, std::string id, std::string filename, std::string_view content)
    : id_(std::move(id)),
      filename_(shown_name(std::move(filename))),
      file_(std::move(folder) / (id_ + ".csv")),
      shape_(io::shape_of(content.substr(0, std::size_t{1} << 20U))) {
    const std::string_view table = without_lines(content, shape_.lines_before);
    std::ofstream stream(file_, std::ios::binary);
    stream.write(table.data(), static_cast<std::streamsize>(table.size()));
    stream.close();
    try {
        if (!stream) {
            throw Error(file_.string(), "", "room for an upload", "");
        }
        guess_ = io::guess_table(file_, shape_, io::foot_in_name(filename_));
    } catch (...) {
        std::error_code ignored;
        fs::remove(file_, ignored);
        throw;
    }
    if (shape_.lines_before > 0) {
        guess_.complaints.push_back(
            fmt::format("{} lines before the table were left out.", shape_.lines_before));
    }
    for (std::string& complaint : guess_.complaints) {
        complaint = told(std::move(complaint));
    }
}

Upload::~Upload() {
    std::error_code ignored;
    fs::remove(file_, ignored);
}

std::string Upload::told(std::string message) const {
    const std::string path = file_.string();
    for (std::size_t at = message.find(path); at != std::string::npos; at = message.find(path, at)) {
        message.replace(at, path.size(), filename_);
        at += filename_.size();
    }
    return message;
}

Uploads::Uploads(Limits limits) : limits_(limits) {
    std::error_code error;
    const fs::path place = fs::temp_directory_path(error) / "footfall-XXXXXX";
    std::string name = place.string();
    if (error || mkdtemp(name.data()) == nullptr) {
        throw Error(place.string(), "", "a folder for uploads", "no room, or no right to make it");
    }
    folder_ = name;
}

Uploads::~Uploads() {
    kept_.clear();
    std::error_code ignored;
    fs::remove_all(folder_, ignored);
}

std::shared_ptr<const Upload> Uploads::add(const std::string& filename, std::string_view content) {
    if (content.empty()) {
        throw ApiError(422, "empty", "The file is empty.");
    }
    {
        const std::lock_guard lock(mutex_);
        forget_old(content.size());
    }
    std::shared_ptr<const Upload> upload;
    try {
        upload = std::make_shared<const Upload>(folder_, random_id(), filename, content);
    } catch (const Error&) {
        throw ApiError(422, "no_table", "The file is no table of numbers with a column for each channel.");
    }
    const std::lock_guard lock(mutex_);
    kept_.push_back({upload, std::chrono::steady_clock::now(), content.size()});
    return upload;
}

std::shared_ptr<const Upload> Uploads::find(std::string_view id) {
    const std::lock_guard lock(mutex_);
    forget_old(0);
    const auto found =
        std::find_if(kept_.begin(), kept_.end(), [&](const Kept& one) { return one.upload->id() == id; });
    return found == kept_.end() ? nullptr : found->upload;
}

void Uploads::forget_old(std::uint64_t coming) {
    std::uint64_t bytes = coming;
    for (const Kept& one : kept_) {
        bytes += one.bytes;
    }
    const auto now = std::chrono::steady_clock::now();
    while (!kept_.empty() && (now - kept_.front().since > limits_.kept || bytes > limits_.bytes ||
                              (coming > 0 && kept_.size() >= limits_.files))) {
        bytes -= kept_.front().bytes;
        kept_.pop_front();
    }
}

}  // namespace footfall::serve
