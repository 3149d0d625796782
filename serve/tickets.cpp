// Tickets that were issued and not yet used.
#include "serve/tickets.h"

#include <algorithm>
#include <utility>

#include "serve/equal_secrets.h"
#include "serve/random_name.h"

namespace footfall::serve {

std::string Tickets::issue(std::string path, Clock::time_point now) {
    std::string ticket = random_name();
    const std::lock_guard lock(mutex_);
    if (issued_.size() >= kMost) {
        issued_.pop_front();
    }
    issued_.push_back({ticket, std::move(path), now + kValid});
    return ticket;
}

bool Tickets::take(std::string_view ticket, std::string_view path, Clock::time_point now) {
    const std::lock_guard lock(mutex_);
    std::erase_if(issued_, [&](const Issued& one) { return now >= one.until; });
    const auto found = std::find_if(issued_.begin(), issued_.end(), [&](const Issued& one) {
        return one.path == path && equal_secrets(ticket, one.ticket);
    });
    if (found == issued_.end()) {
        return false;
    }
    issued_.erase(found);
    return true;
}

}  // namespace footfall::serve
