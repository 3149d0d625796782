// Ctrl-C as a question that long work asks, instead of an end in the middle of it.
#pragma once

namespace footfall::cli {

inline constexpr int kInterrupted = 130;  ///< exit code: 128 + SIGINT, as shells have it

/// From now on Ctrl-C (and SIGTERM) is remembered; a second one ends the program at once.
void watch_for_interrupt();

[[nodiscard]] bool interrupted() noexcept;

}  // namespace footfall::cli
