// Files that were sent, kept for an hour to be analysed, and no longer than the person whose walk they are.
#pragma once

#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <deque>
#include <filesystem>
#include <memory>
#include <mutex>
#include <set>
#include <string>
#include <string_view>
#include <thread>

#include "io/table_guess.h"
#include "serve/records.h"
#include "serve/unnamed_file.h"

namespace footfall::serve {

/// One file. It has no name on the disk: what was sent is gone with this, and with the program.
class Upload {
public:
    /// Throws DiskError when there is no room for it, ApiError (422) when it is no table.
    Upload(const std::filesystem::path& folder, std::string id, std::string filename,
           std::string_view content);

    [[nodiscard]] const std::string& id() const noexcept { return id_; }
    /// As its sender calls it, shortened, without folders and control characters.
    [[nodiscard]] const std::string& filename() const noexcept { return filename_; }
    /// Where this program can read it.
    [[nodiscard]] std::filesystem::path file() const { return file_.path(); }
    [[nodiscard]] const io::TableShape& shape() const noexcept { return shape_; }
    [[nodiscard]] const io::TableGuess& guess() const noexcept { return guess_; }
    /// The message of an error about the file, with the sender's name of it.
    [[nodiscard]] std::string told(std::string message) const;

private:
    std::string id_;
    std::string filename_;
    UnnamedFile file_;
    io::TableShape shape_;
    io::TableGuess guess_;
};

/// Any thread may call.
class Uploads {
public:
    struct Limits {
        std::chrono::milliseconds kept{std::chrono::hours(1)};
        std::size_t files = 16;                           ///< the oldest goes first
        std::uint64_t bytes = std::uint64_t{512} << 20U;  ///< of all files; the same
    };

    /// @param folder where files are kept, without names; the system's for temporary ones if none is given
    explicit Uploads(const Limits& limits, std::filesystem::path folder = {});
    Uploads() : Uploads(Limits()) {}
    Uploads(const Uploads&) = delete;
    Uploads& operator=(const Uploads&) = delete;
    ~Uploads();

    /// Throws as Upload does.
    [[nodiscard]] std::shared_ptr<const Upload> add(const std::string& filename, std::string_view content);
    /// Null when there is none of that id, or no longer.
    [[nodiscard]] std::shared_ptr<const Upload> find(std::string_view id);

    /// Whose walk it is: it goes with them.
    void belongs_to(std::string_view id, PersonId person);
    /// Drops what belongs to them.
    void forget(PersonId person);
    /// How many are kept.
    [[nodiscard]] std::size_t count();

private:
    struct Kept {
        std::shared_ptr<const Upload> upload;
        std::chrono::steady_clock::time_point until;
        std::uint64_t bytes = 0;
        std::set<PersonId> people;
    };
    void make_room(std::uint64_t coming);
    void forget_old();

    Limits limits_;
    std::filesystem::path folder_;
    std::mutex mutex_;
    std::condition_variable changed_;
    std::deque<Kept> kept_;  // the oldest first
    bool ends_ = false;
    std::thread clock_;  // last: it uses all of the above
};

}  // namespace footfall::serve
