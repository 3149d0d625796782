// How many requests an address may make in a second.
#pragma once

#include <chrono>
#include <map>
#include <string>

namespace footfall::serve {

/// A bucket for each address that holds a second's requests and fills at their rate.
class RequestRate {
public:
    using Clock = std::chrono::steady_clock;

    explicit RequestRate(double requests_per_s) noexcept : requests_per_s_(requests_per_s) {}

    /// Counts one request; false when it is one too many. In memory that is bounded.
    [[nodiscard]] bool allows(const std::string& address, Clock::time_point now);

private:
    struct Bucket {
        double left = 0.0;
        Clock::time_point at;
    };

    double requests_per_s_;
    std::map<std::string, Bucket> buckets_;
};

}  // namespace footfall::serve
