// Addresses that may be opened once without the token: a browser's new tab can't send it.
#pragma once

#include <chrono>
#include <cstddef>
#include <deque>
#include <mutex>
#include <string>
#include <string_view>

namespace footfall::serve {

/// Any thread may call.
class Tickets {
public:
    using Clock = std::chrono::steady_clock;
    static constexpr std::chrono::seconds kValid{60};
    static constexpr std::size_t kMost = 1000;  ///< the oldest goes first

    /// @param path what it opens, such as "sessions/7/report"
    [[nodiscard]] std::string issue(std::string path, Clock::time_point now = Clock::now());
    /// Whether it opens `path`; it does so once, within kValid.
    [[nodiscard]] bool take(std::string_view ticket, std::string_view path,
                            Clock::time_point now = Clock::now());

private:
    struct Issued {
        std::string ticket;
        std::string path;
        Clock::time_point until;
    };
    std::mutex mutex_;
    std::deque<Issued> issued_;  // the oldest first
};

}  // namespace footfall::serve
