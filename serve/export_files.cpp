// Exports are written to the disk: a client that reads slowly then costs no memory.
#include "serve/export_files.h"

#include <string>
#include <utility>

#include "serve/api_error.h"

namespace footfall::serve {
namespace {

constexpr std::size_t kBufferBytes = std::size_t{256} << 10U;

ApiError busy() { return {503, "busy", "Too many files are being downloaded; try again in a moment."}; }

/// Collects small parts, and looks at the limits when it writes them.
class Writer {
public:
    Writer(UnnamedFile& file, const ExportLimits& limits) : file_(file), limits_(limits) {}

    void add(std::string_view part) {
        buffer_ += part;
        if (buffer_.size() >= kBufferBytes) {
            flush();
        }
    }
    void flush() {
        if (file_.size() + buffer_.size() > limits_.file_bytes) {
            throw ApiError(413, "too_large", "That is too much for one file; export single sessions.");
        }
        if (file_.room_left() < limits_.room_left_bytes + buffer_.size()) {
            throw DiskError("an export", "", "room on the store's disk", "too little");
        }
        file_.append(buffer_);
        buffer_.clear();
    }

private:
    UnnamedFile& file_;
    const ExportLimits& limits_;
    std::string buffer_;
};

}  // namespace

/// One of the places, given back when it is destroyed.
class ExportFiles::Place {
public:
    Place(std::shared_ptr<Counts> counts, const ExportLimits& limits) : counts_(std::move(counts)) {
        const std::lock_guard lock(counts_->mutex);
        if (counts_->making >= limits.making || counts_->files >= limits.files) {
            throw busy();
        }
        ++counts_->making;
        ++counts_->files;
    }
    Place(const Place&) = delete;
    Place& operator=(const Place&) = delete;
    ~Place() {
        made();
        const std::lock_guard lock(counts_->mutex);
        --counts_->files;
    }
    void made() {
        const std::lock_guard lock(counts_->mutex);
        counts_->making -= making_ ? 1 : 0;
        making_ = false;
    }

private:
    std::shared_ptr<Counts> counts_;
    bool making_ = true;
};

ExportFiles::ExportFiles(std::filesystem::path folder, const ExportLimits& limits)
    : folder_(folder.empty() ? "." : std::move(folder)), limits_(limits) {}

std::shared_ptr<const UnnamedFile> ExportFiles::make(const std::function<void(const TextSink&)>& write) {
    struct Held {
        Held(const std::shared_ptr<Counts>& counts, const ExportLimits& limits,
             const std::filesystem::path& folder)
            : place(counts, limits), file(folder) {}
        Place place;
        UnnamedFile file;
    };
    const auto held = std::make_shared<Held>(counts_, limits_, folder_);
    Writer writer(held->file, limits_);
    write([&writer](std::string_view part) { writer.add(part); });
    writer.flush();
    held->place.made();
    return {held, &held->file};
}

}  // namespace footfall::serve
