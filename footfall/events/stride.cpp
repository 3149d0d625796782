// Strides from the events of one foot.
#include "footfall/events/stride.h"

#include <cmath>

namespace footfall {

void StrideDetector::follow(float cycle) noexcept {
    if (cycle_) {
        const float step = cycle - *cycle_;
        turns_ += step - std::round(step);
    }
    cycle_ = cycle;
}

std::optional<Stride> StrideDetector::update(const Event& event) noexcept {
    if (event.kind == EventKind::final_contact) {
        if (initial_contact_) {
            final_contact_ = event.time;
        }
        return std::nullopt;
    }
    if (event.kind != EventKind::initial_contact) {
        return std::nullopt;
    }
    std::optional<Stride> stride;
    if (initial_contact_ && final_contact_ && *initial_contact_ < *final_contact_ &&
        *final_contact_ < event.time && event.time - *initial_contact_ <= kLongest &&
        std::abs(turns_ - 1.0F) <= kOffOneCycle) {
        stride = Stride{*initial_contact_, *final_contact_, event.time};
    }
    initial_contact_ = event.time;
    final_contact_.reset();
    turns_ = cycle_ ? 0.0F : 1.0F;
    return stride;
}

void StrideDetector::interrupt() noexcept {
    initial_contact_.reset();
    final_contact_.reset();
    cycle_.reset();
}

}  // namespace footfall
