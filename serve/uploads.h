// Files that were sent, kept for an hour to be analysed.
#pragma once

#include <chrono>
#include <cstdint>
#include <deque>
#include <filesystem>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>

#include "io/table_guess.h"

namespace footfall::serve {

/// One file. Its name on the disk is made here, and is no part of what anybody sent. Gone with this.
class Upload {
public:
    Upload(std::filesystem::path folder, std::string id, std::string filename, std::string_view content);
    Upload(const Upload&) = delete;
    Upload& operator=(const Upload&) = delete;
    ~Upload();

    [[nodiscard]] const std::string& id() const noexcept { return id_; }
    /// As its sender calls it, shortened, without folders and control characters.
    [[nodiscard]] const std::string& filename() const noexcept { return filename_; }
    [[nodiscard]] const std::filesystem::path& file() const noexcept { return file_; }
    [[nodiscard]] const io::TableShape& shape() const noexcept { return shape_; }
    [[nodiscard]] const io::TableGuess& guess() const noexcept { return guess_; }
    /// The message of an error about the file, with the sender's name of it.
    [[nodiscard]] std::string told(std::string message) const;

private:
    std::string id_;
    std::string filename_;
    std::filesystem::path file_;
    io::TableShape shape_;
    io::TableGuess guess_;
};

/// Any thread may call.
class Uploads {
public:
    struct Limits {
        std::chrono::seconds kept{3600};
        std::size_t files = 16;                           ///< the oldest goes first
        std::uint64_t bytes = std::uint64_t{512} << 20U;  ///< of all files; the same
    };

    /// Makes a folder of its own, for its owner alone, in the system's for temporary files. Throws
    /// footfall::Error when that can't be.
    explicit Uploads(Limits limits);
    Uploads() : Uploads(Limits()) {}
    Uploads(const Uploads&) = delete;
    Uploads& operator=(const Uploads&) = delete;
    /// Deletes the folder and all in it.
    ~Uploads();

    /// Throws ApiError (422) when it is no table.
    [[nodiscard]] std::shared_ptr<const Upload> add(const std::string& filename, std::string_view content);
    /// Null when there is none of that id, or no longer.
    [[nodiscard]] std::shared_ptr<const Upload> find(std::string_view id);

private:
    struct Kept {
        std::shared_ptr<const Upload> upload;
        std::chrono::steady_clock::time_point since;
        std::uint64_t bytes = 0;
    };
    void forget_old(std::uint64_t coming);

    Limits limits_;
    std::filesystem::path folder_;
    std::mutex mutex_;
    std::deque<Kept> kept_;  // the oldest first
};

}  // namespace footfall::serve
