// How a sensor's signal is prepared for a network; part of a model, which must see what it was trained on.
#pragma once

namespace footfall {

struct Preprocessing {
    double rate_hz = 100.0;  ///< of the grid that windows are cut from
    bool align = true;  ///< false keeps the sensor's axes (for comparison; the left foot is still mirrored)

    friend bool operator==(const Preprocessing&, const Preprocessing&) = default;
};

}  // namespace footfall
