// Picks, out of answers that come one by one, a stretch of walking to be drawn.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "footfall/core/phase_set.h"
#include "footfall/recording/own_samples.h"
#include "footfall/report/walk_strip.h"

namespace footfall::report {

/// The first ten seconds that begin with walking and hold the most of it, of any track; once ten seconds of
/// nothing but walking are found it looks no further. Keeps at most two stretches.
class WalkFinder {
public:
    explicit WalkFinder(const PhaseSet& phases);

    /// Samples of another track follow.
    /// @param name who and what: "recording 7-2, left foot"
    void begin(std::string name, double rate_hz);
    void add(const AnsweredSample& sample);
    /// Nothing when nobody walked for two seconds. Nothing may be added afterwards.
    [[nodiscard]] std::optional<ExampleWalk> take();

private:
    struct Stretch {
        ExampleWalk walk;
        std::size_t walking = 0;  ///< samples
    };

    [[nodiscard]] ExampleWalk empty_walk() const;
    void keep_better();

    std::vector<std::string> phase_names_;
    std::string name_;
    double rate_hz_ = 0.0;
    bool done_ = false;
    Stretch now_;
    Stretch best_;
    double best_walking_s_ = 0.0;
};

}  // namespace footfall::report
