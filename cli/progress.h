// A line on standard error that says how far a long task is and how long it will still take.
#pragma once

#include <chrono>
#include <string>

namespace footfall::cli {

/// On a terminal one line, redrawn; elsewhere (a log) a line at every tenth. Silent for tasks under a second.
class Progress {
public:
    /// @param what e.g. "Training", "Jobs"
    explicit Progress(std::string what);
    ~Progress();
    Progress(const Progress&) = delete;
    Progress& operator=(const Progress&) = delete;

    /// @param share done, in [0, 1]
    /// @param detail e.g. "12 of 60"
    void show(double share, const std::string& detail);

private:
    std::string what_;
    std::chrono::steady_clock::time_point started_;
    std::chrono::steady_clock::time_point last_shown_;
    double last_share_ = 0.0;
    bool terminal_;
    bool line_open_ = false;
};

/// "45 s", "3 min 20 s", "1 h 05 min"
[[nodiscard]] std::string duration_text(double seconds);

}  // namespace footfall::cli
