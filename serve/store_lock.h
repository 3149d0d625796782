// One program at a time writes to a session store: a lock on FILE.lock, which ends with the program that has
// it.
#pragma once

#include <filesystem>

namespace footfall::serve {

/// SQLite alone would let two programs write in turn, and the second would take the first one's open sessions
/// for interrupted ones.
class StoreLock {
public:
    /// Makes the folders on the way. Throws footfall::Error when another program has the lock, or when it
    /// can't be made.
    explicit StoreLock(const std::filesystem::path& store);
    StoreLock(const StoreLock&) = delete;
    StoreLock& operator=(const StoreLock&) = delete;
    ~StoreLock();

private:
    int descriptor_ = -1;
};

}  // namespace footfall::serve
