// Who measures.
#include "serve/measuring_gate.h"

#include "serve/api_error.h"

namespace footfall::serve {
namespace {

ApiError busy() { return {503, "busy", "Another walk is being measured; try again in a moment."}; }

}  // namespace

MeasuringGate::Turn::Turn(MeasuringGate& gate, For whom) : gate_(gate), whom_(whom) {
    std::unique_lock lock(gate.mutex_);
    if (whom == For::background) {
        gate.changed_.wait(lock, [&] { return gate.closed_ || (!gate.measuring_ && gate.requests_ == 0); });
        granted_ = !gate.closed_;
    } else {
        if (gate.requests_ == kMostRequests) {
            throw busy();
        }
        ++gate.requests_;
        granted_ = gate.changed_.wait_for(lock, gate.longest_wait_, [&] { return !gate.measuring_; });
        if (!granted_) {
            --gate.requests_;
            gate.changed_.notify_all();
            throw busy();
        }
    }
    gate.measuring_ = gate.measuring_ || granted_;
}

MeasuringGate::Turn::~Turn() {
    if (granted_) {
        const std::lock_guard lock(gate_.mutex_);
        gate_.measuring_ = false;
        gate_.requests_ -= whom_ == For::request ? 1 : 0;
        gate_.changed_.notify_all();
    }
}

void MeasuringGate::close() {
    const std::lock_guard lock(mutex_);
    closed_ = true;
    changed_.notify_all();
}

}  // namespace footfall::serve
