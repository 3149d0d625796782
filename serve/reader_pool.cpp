// Connections that only read, lent to one thread each.
#include "serve/reader_pool.h"

namespace footfall::serve {

ReaderPool::Reader::Reader(ReaderPool& pool) : pool_(&pool) {
    {
        const std::lock_guard lock(pool.mutex_);
        if (!pool.idle_.empty()) {
            database_ = std::move(pool.idle_.back());
            pool.idle_.pop_back();
        }
    }
    if (!database_) {
        database_ = std::make_unique<Database>(pool.file_, Database::Access::read_only);
    }
    state_ = std::make_unique<Transaction>(*database_, Transaction::Kind::read);
}

ReaderPool::Reader::~Reader() {
    state_.reset();
    const std::lock_guard lock(pool_->mutex_);
    pool_->idle_.push_back(std::move(database_));
}

}  // namespace footfall::serve
