// Files of exports that are made and sent: few at a time.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <mutex>

#include "serve/export_scope.h"
#include "serve/unnamed_file.h"

namespace footfall::serve {

struct ExportLimits {
    std::size_t making = 2;  ///< at a time: whoever else asks the server isn't kept waiting by a slow disk
    std::size_t files = 8;   ///< made or being sent
    std::uint64_t file_bytes = std::uint64_t{512} << 20U;
    std::uint64_t room_left_bytes = std::uint64_t{256} << 20U;  ///< of the disk, for what is recorded
};

/// Any thread may call. The files may outlive it.
class ExportFiles {
public:
    /// @param folder where they are, without names
    explicit ExportFiles(std::filesystem::path folder, const ExportLimits& limits = {});

    /// `write` is given where to put the text. Throws what it throws; ApiError 503 when there are too many
    /// already and 413 when it is too long; DiskError when it would fill the disk, or that fails.
    [[nodiscard]] std::shared_ptr<const UnnamedFile> make(const std::function<void(const TextSink&)>& write);

private:
    struct Counts {
        std::mutex mutex;
        std::size_t making = 0;
        std::size_t files = 0;
    };
    class Place;

    std::filesystem::path folder_;
    ExportLimits limits_;
    std::shared_ptr<Counts> counts_ = std::make_shared<Counts>();
};

}  // namespace footfall::serve
