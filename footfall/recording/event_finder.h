// Events and strides from the answers of one foot's stream, as they come.
#pragma once

#include <optional>

#include "footfall/core/event.h"
#include "footfall/events/contact.h"
#include "footfall/events/stride.h"
#include "footfall/nn/model.h"
#include "footfall/phase/phase_estimator.h"

namespace footfall {

/// What one answer made known.
struct FoundEvents {
    std::optional<Event> event;
    std::optional<Stride> stride;  ///< that ends with the event
};

/// Feed every answer of a PhaseEstimator once, in order. Times are on the stream's own clock. The model must
/// outlive it. Constant memory.
class EventFinder {
public:
    explicit EventFinder(const Model& model);

    [[nodiscard]] FoundEvents answer(const PhaseEstimate& estimate) noexcept;

    [[nodiscard]] const Model& model() const noexcept { return *model_; }
    [[nodiscard]] Nanoseconds grid_period() const noexcept { return period_; }

private:
    [[nodiscard]] Nanoseconds offset_of(EventKind kind) const noexcept;

    const Model* model_;
    Nanoseconds period_;
    ContactDetector contacts_;
    StrideDetector strides_;
    Nanoseconds quiet_;  // since when nobody walks
};

}  // namespace footfall
