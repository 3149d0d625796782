// Decides where and when the next foot goes: standing, first steps, straight walking, turns, stopping.
#pragma once

#include <array>
#include <numbers>
#include <optional>

#include "footfall/core/random.h"
#include "simulate/walker.h"

namespace footfall::simulate {

/// There and back on a straight course for as long as time allows, standing before and after.
struct Course {
    double stand_before_s = 4.0;
    double stand_after_s = 4.0;
    double leg_m = 10.0;    ///< between two turns
    double seconds = 30.0;  ///< standing included
    double turn_rad = std::numbers::pi;
};

/// A step and what it belongs to.
struct PlannedStep {
    FootStep motion;
    bool turning = false;
    int turn = 0;  ///< how many turns have begun, this one included
};

class StepPlanner {
public:
    StepPlanner(const Walker& walker, const Course& course, const Random& random);

    /// The next step, feet alternating; empty when the walk is over. Needs no memory of earlier steps.
    [[nodiscard]] std::optional<PlannedStep> next();

    /// Where the feet stand before the first step, by foot.
    [[nodiscard]] const std::array<Foothold, 2>& start() const noexcept { return start_; }

private:
    enum class Doing : unsigned char { starting, walking, turning, stopping, closing, standing };
    struct Pace {
        double length = 1.0;  ///< of the way forward, against the walker's own
        double time = 1.0;
    };

    void decide();
    [[nodiscard]] Pace pace();
    [[nodiscard]] Foothold foothold(Foot foot) const noexcept;
    [[nodiscard]] StepTimes times(Foot foot, double time_factor, const StepShape& shape);
    [[nodiscard]] StepShape shape(Foot foot, double size, bool shuffles);
    [[nodiscard]] double remaining_s() const noexcept;

    Walker walker_;
    Course course_;
    Random random_;
    std::array<Foothold, 2> start_;
    std::array<Foothold, 2> at_;
    std::array<double, 2> flat_since_s_{};
    Foot foot_ = Foot::left;
    double last_contact_s_ = 0.0;
    Doing doing_ = Doing::starting;
    int step_ = 0;  ///< in what is being done
    int turn_steps_ = 0;
    int turns_ = 0;
    double turn_sign_ = 1.0;
    double slow_drift_ = 0.0;  ///< stride times wander slowly around their mean
    Vector body_m_;
    double heading_rad_ = 0.0;
    double course_heading_rad_ = 0.0;
    double leg_done_m_ = 0.0;
};

}  // namespace footfall::simulate
