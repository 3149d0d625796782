// Strides from the events of one foot.
#include "footfall/events/stride.h"

namespace footfall {

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
        *final_contact_ < event.time && event.time - *initial_contact_ <= kLongest) {
        stride = Stride{*initial_contact_, *final_contact_, event.time};
    }
    initial_contact_ = event.time;
    final_contact_.reset();
    return stride;
}

void StrideDetector::interrupt() noexcept {
    initial_contact_.reset();
    final_contact_.reset();
}

}  // namespace footfall
