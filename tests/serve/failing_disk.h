// A disk that loses its power: what is on it then is what was synced, and of what was written since,
// whichever sectors happened to arrive.
#pragma once

#include <atomic>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <string>

#include "footfall/core/random.h"

namespace footfall::serve {

/// While it lives, SQLite's files in this process are on it. One at a time; of any thread.
class FailingDisk {
public:
    FailingDisk();
    FailingDisk(const FailingDisk&) = delete;
    FailingDisk& operator=(const FailingDisk&) = delete;
    ~FailingDisk();

    /// Called after every write, truncation, sync and deletion: moments at which the power may fail.
    std::function<void()> on_change;

    /// While it is, nothing that is written finds room.
    std::atomic<bool> full{false};

    /// What would be found if the power failed now: of each file a copy in `folder`.
    void fail_to(const std::filesystem::path& folder, Random& random) const;

    struct Implementation;

private:
    Implementation* implementation_;
};

}  // namespace footfall::serve
