// Reports that were made, so that none is measured twice while nothing of it has changed.
#pragma once

#include <cstddef>
#include <deque>
#include <memory>
#include <mutex>
#include <string>
#include <utility>

#include "serve/records.h"

namespace footfall::serve {

/// Any thread may call.
class KeptReports {
public:
    static constexpr std::size_t kMostBytes = 32U << 20U;  ///< of all; the oldest goes first

    /// Null when there is none, or when what it shows is no longer so.
    [[nodiscard]] std::shared_ptr<const std::string> find(const StoredSession& session) const;
    /// One that is larger than all may be is not kept.
    void keep(const StoredSession& session, std::shared_ptr<const std::string> html);
    /// What was deleted from the store is not to stay in memory.
    void clear();

private:
    mutable std::mutex mutex_;
    std::deque<std::pair<std::string, std::shared_ptr<const std::string>>> kept_;  // the oldest first
    std::size_t bytes_ = 0;
};

}  // namespace footfall::serve
