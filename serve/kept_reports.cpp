// Reports that were made.
#include "serve/kept_reports.h"

#include <fmt/format.h>

#include <algorithm>

namespace footfall::serve {
namespace {

/// All of a session that its report shows and that may change.
std::string key_of(const StoredSession& session) {
    const SessionEntry& entry = session.session;
    return fmt::format("{} {} {} {} {} {}", static_cast<std::int64_t>(entry.id), to_string(entry.state),
                       entry.measured, entry.strides, session.person.birth_year.value_or(0),
                       entry.person_code);
}

}  // namespace

std::shared_ptr<const std::string> KeptReports::find(const StoredSession& session) const {
    const std::lock_guard lock(mutex_);
    const auto found = std::find_if(kept_.begin(), kept_.end(),
                                    [key = key_of(session)](const auto& one) { return one.first == key; });
    return found == kept_.end() ? nullptr : found->second;
}

void KeptReports::keep(const StoredSession& session, std::shared_ptr<const std::string> html) {
    const std::lock_guard lock(mutex_);
    bytes_ += html->size();
    kept_.emplace_back(key_of(session), std::move(html));
    while (bytes_ > kMostBytes) {
        bytes_ -= kept_.front().second->size();
        kept_.pop_front();
    }
}

void KeptReports::clear() {
    const std::lock_guard lock(mutex_);
    kept_.clear();
    bytes_ = 0;
}

}  // namespace footfall::serve
