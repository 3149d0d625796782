// A line on standard error that says how far a long task is.
#include "cli/progress.h"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <cmath>

namespace footfall::cli {

Progress::Progress(std::string what)
    : what_(std::move(what)),
      started_(std::chrono::steady_clock::now()),
      last_shown_(started_),
      terminal_(isatty(STDERR_FILENO) == 1) {}

Progress::~Progress() {
    if (line_open_) {
        fmt::print(stderr, "\n");
    }
}

void Progress::show(double share, const std::string& detail) {
    const auto now = std::chrono::steady_clock::now();
    const double elapsed_s = std::chrono::duration<double>(now - started_).count();
    const bool due = terminal_ ? now - last_shown_ > std::chrono::milliseconds(100) || share >= 1.0
                               : std::floor(share * 10.0) > std::floor(last_share_ * 10.0);
    if (!due || elapsed_s < 1.0) {
        return;
    }
    last_shown_ = now;
    last_share_ = share;
    const std::string left = share > 0.0 && share < 1.0
                                 ? ", about " + duration_text(elapsed_s * (1.0 - share) / share) + " left"
                                 : "";
    if (!terminal_) {
        fmt::print(stderr, "{}: {:.0f} % ({}), {} so far{}\n", what_, 100.0 * share, detail,
                   duration_text(elapsed_s), left);
        return;
    }
    constexpr int kWidth = 30;
    const int filled = std::clamp(static_cast<int>(std::lround(share * kWidth)), 0, kWidth);
    fmt::print(stderr, "\r\x1b[K{} [{}{}] {:3.0f} %  {}{}", what_,
               std::string(static_cast<std::size_t>(filled), '#'),
               std::string(static_cast<std::size_t>(kWidth - filled), '.'), 100.0 * share, detail, left);
    std::fflush(stderr);
    line_open_ = true;
}

std::string duration_text(double seconds) {
    const auto total = std::max(0LL, std::llround(seconds));
    if (total < 60) {
        return fmt::format("{} s", total);
    }
    if (total < 3600) {
        return fmt::format("{} min {:02} s", total / 60, total % 60);
    }
    return fmt::format("{} h {:02} min", total / 3600, total % 3600 / 60);
}

}  // namespace footfall::cli
