// Files that were sent, without names on the disk.
#include "serve/uploads.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "footfall/recording/error.h"
#include "io/column_names.h"
#include "io/number.h"
#include "serve/api_error.h"
#include "serve/random_name.h"
#include "serve/utf8.h"

namespace footfall::serve {

namespace fs = std::filesystem;

namespace {

constexpr std::size_t kLongestFilename = 120;

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

/// JSON may look like a table: of a list of lists, commas part the numbers.
bool is_json(std::string_view content) {
    constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
    if (content.starts_with(kByteOrderMark)) {
        content.remove_prefix(kByteOrderMark.size());
    }
    const std::string_view text = io::trimmed(content);
    return text.size() > 1 &&
           ((text.front() == '{' && text.back() == '}') || (text.front() == '[' && text.back() == ']'));
}

std::string_view without_lines(std::string_view text, int lines) {
    for (; lines > 0; --lines) {
        text.remove_prefix(std::min(text.find('\n'), text.size() - 1) + 1);
    }
    return text;
}

}  // namespace

Upload::Upload(const fs::path& folder, std::string id, std::string filename, std::string_view content)
    : id_(std::move(id)),
      filename_(shown_name(std::move(filename))),
      file_(folder),
      shape_(io::shape_of(content.substr(0, std::size_t{1} << 20U))) {
    file_.append(without_lines(content, shape_.lines_before));
    try {
        guess_ = io::guess_table(file_.path(), shape_, io::foot_in_name(filename_));
    } catch (const Error&) {
        throw ApiError(422, "no_table", "The file is no table of numbers with a column for each channel.");
    }
    if (shape_.lines_before > 0) {
        const bool is_one = shape_.lines_before == 1;
        guess_.complaints.push_back(
            {"lines_before",
             fmt::format("{} before the table {} left out.",
                         is_one ? "One line" : fmt::format("{} lines", shape_.lines_before),
                         is_one ? "was" : "were"),
             {{"lines", shape_.lines_before}}});
    }
    for (io::Complaint& complaint : guess_.complaints) {
        complaint.text = told(std::move(complaint.text));
        for (auto& [name, value] : complaint.fields) {
            if (auto* text = std::get_if<std::string>(&value)) {
                *text = told(std::move(*text));
            }
        }
    }
}

std::string Upload::told(std::string message) const {
    const std::string path = file_.path().string();
    for (std::size_t at = message.find(path); at != std::string::npos; at = message.find(path, at)) {
        message.replace(at, path.size(), filename_);
        at += filename_.size();
    }
    return message;
}

Uploads::Uploads(const Limits& limits, fs::path folder)
    : limits_(limits), folder_(folder.empty() ? fs::temp_directory_path() : std::move(folder)) {
    clock_ = std::thread([this] { forget_old(); });
}

Uploads::~Uploads() {
    {
        const std::lock_guard lock(mutex_);
        ends_ = true;
    }
    changed_.notify_all();
    clock_.join();
}

std::shared_ptr<const Upload> Uploads::add(const std::string& filename, std::string_view content) {
    if (content.empty()) {
        throw ApiError(422, "empty", "The file is empty.");
    }
    if (is_json(content)) {
        throw ApiError(422, "json",
                       "The file is JSON. What is wanted is a table of samples, such as CSV: a row for each "
                       "moment, a column for each channel.");
    }
    {
        const std::lock_guard lock(mutex_);
        make_room(content.size());
    }
    auto upload = std::make_shared<const Upload>(folder_, random_name(), filename, content);
    {
        const std::lock_guard lock(mutex_);
        kept_.push_back({upload, std::chrono::steady_clock::now() + limits_.kept, content.size(), {}});
    }
    changed_.notify_all();
    return upload;
}

std::shared_ptr<const Upload> Uploads::find(std::string_view id) {
    const std::lock_guard lock(mutex_);
    const auto found =
        std::find_if(kept_.begin(), kept_.end(), [&](const Kept& one) { return one.upload->id() == id; });
    return found == kept_.end() ? nullptr : found->upload;
}

void Uploads::belongs_to(std::string_view id, PersonId person) {
    const std::lock_guard lock(mutex_);
    for (Kept& one : kept_) {
        if (one.upload->id() == id) {
            one.people.insert(person);
        }
    }
}

void Uploads::forget(PersonId person) {
    const std::lock_guard lock(mutex_);
    std::erase_if(kept_, [&](const Kept& one) { return one.people.contains(person); });
}

std::size_t Uploads::count() {
    const std::lock_guard lock(mutex_);
    return kept_.size();
}

void Uploads::make_room(std::uint64_t coming) {
    std::uint64_t bytes = coming;
    for (const Kept& one : kept_) {
        bytes += one.bytes;
    }
    while (!kept_.empty() && (bytes > limits_.bytes || kept_.size() >= limits_.files)) {
        bytes -= kept_.front().bytes;
        kept_.pop_front();
    }
}

void Uploads::forget_old() {
    std::unique_lock lock(mutex_);
    while (!ends_) {
        if (kept_.empty()) {
            changed_.wait(lock);
        } else if (const auto until = kept_.front().until; std::chrono::steady_clock::now() >= until) {
            kept_.pop_front();
        } else {
            changed_.wait_until(lock, until);
        }
    }
}

}  // namespace footfall::serve
