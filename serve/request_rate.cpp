// Buckets of requests.
#include "serve/request_rate.h"

#include <algorithm>

namespace footfall::serve {

bool RequestRate::allows(const std::string& address, Clock::time_point now) {
    constexpr std::size_t kMostAddresses = 4096;
    if (buckets_.size() >= kMostAddresses && !buckets_.contains(address)) {
        // After a second a bucket is full, as that of somebody new.
        std::erase_if(buckets_,
                      [&](const auto& entry) { return now - entry.second.at >= std::chrono::seconds(1); });
        if (buckets_.size() >= kMostAddresses) {
            return false;
        }
    }
    const auto [entry, is_new] = buckets_.try_emplace(address, Bucket{requests_per_s_, now});
    Bucket& bucket = entry->second;
    const double passed_s = std::chrono::duration<double>(now - bucket.at).count();
    bucket.left = std::min(requests_per_s_, bucket.left + passed_s * requests_per_s_);
    bucket.at = now;
    if (bucket.left < 1.0) {
        return false;
    }
    bucket.left -= 1.0;
    return true;
}

}  // namespace footfall::serve
