// Simulated walks to try the live view with, where there is neither a sensor nor a recording.
#pragma once

#include "serve/live_desk.h"

namespace footfall::cli {

/// Each is simulated when it is replayed, and lasts two minutes.
[[nodiscard]] serve::ReplaySet demo_walks();

}  // namespace footfall::cli
