// Words for what a source does.
#include "serve/source.h"

namespace footfall::serve {

const char* to_string(SourceState state) noexcept {
    switch (state) {
        case SourceState::stopped: return "stopped";
        case SourceState::waiting: return "waiting";
        case SourceState::connected: return "connected";
        case SourceState::gone: return "gone";
        case SourceState::failed: return "failed";
    }
    return "";
}

}  // namespace footfall::serve
