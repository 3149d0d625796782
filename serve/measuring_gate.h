// Who measures: one at a time, so that samples of hours, gone through for one, leave the others their server.
#pragma once

#include <chrono>
#include <condition_variable>
#include <mutex>

namespace footfall::serve {

class MeasuringGate {
public:
    /// Requests that measure or wait for it: fewer than there are workers to answer.
    static constexpr int kMostRequests = 2;

    enum class For : unsigned char {
        request,    ///< throws ApiError (503) when kMostRequests are there, or when its turn doesn't come
        background  ///< waits as long as it takes, and while a request waits
    };

    /// Nobody else has one while it lives.
    class Turn {
    public:
        Turn(MeasuringGate& gate, For whom);
        Turn(const Turn&) = delete;
        Turn& operator=(const Turn&) = delete;
        ~Turn();
        /// False when the gate was closed before the background's turn came.
        [[nodiscard]] bool granted() const noexcept { return granted_; }

    private:
        MeasuringGate& gate_;
        For whom_;
        bool granted_ = false;
    };

    /// @param longest_wait of a request
    explicit MeasuringGate(std::chrono::milliseconds longest_wait = std::chrono::seconds(10))
        : longest_wait_(longest_wait) {}

    /// The background gets no turn any more.
    void close();

private:
    std::chrono::milliseconds longest_wait_;
    std::mutex mutex_;
    std::condition_variable changed_;
    bool measuring_ = false;
    int requests_ = 0;  // measuring and waiting
    bool closed_ = false;
};

}  // namespace footfall::serve
