// Ctrl-C as a question that long work asks.
#include "cli/interrupt.h"

#include <atomic>
#include <csignal>

namespace footfall::cli {
namespace {

std::atomic<bool> was_interrupted{false};
static_assert(std::atomic<bool>::is_always_lock_free, "a signal handler may not wait");

extern "C" void remember(int signal) {
    was_interrupted = true;
    std::signal(signal, SIG_DFL);
}

}  // namespace

void watch_for_interrupt() {
    std::signal(SIGINT, remember);
    std::signal(SIGTERM, remember);
}

bool interrupted() noexcept { return was_interrupted; }

}  // namespace footfall::cli
