// Connections that only read, lent to one thread each: a writer never waits for them, nor they for it.
#pragma once

#include <filesystem>
#include <memory>
#include <mutex>
#include <utility>
#include <vector>

#include "serve/database.h"

namespace footfall::serve {

class ReaderPool {
public:
    explicit ReaderPool(std::filesystem::path file) : file_(std::move(file)) {}

    /// A connection for as long as this lives; all that is read through it is one state of the store.
    class Reader {
    public:
        explicit Reader(ReaderPool& pool);
        Reader(const Reader&) = delete;
        Reader& operator=(const Reader&) = delete;
        ~Reader();
        [[nodiscard]] Database& operator*() noexcept { return *database_; }

    private:
        ReaderPool* pool_;
        std::unique_ptr<Database> database_;
        std::unique_ptr<Transaction> state_;
    };

private:
    std::filesystem::path file_;
    std::mutex mutex_;
    std::vector<std::unique_ptr<Database>> idle_;
};

}  // namespace footfall::serve
