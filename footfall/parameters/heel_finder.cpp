// How far the sensor sits ahead of the heel.
#include "footfall/parameters/heel_finder.h"

#include <cmath>

namespace footfall {
namespace {

constexpr double kLeastAngle_rad = 0.05;
constexpr double kLongest_s = 0.25;  // a landing takes no longer
constexpr double kForgotten = 0.98;  // of a stride, by the next

}  // namespace

void HeelFinder::update(std::span<const WayPoint> way, Nanoseconds contact,
                        Nanoseconds grid_period) noexcept {
    if (way.empty()) {
        return;
    }
    const algebra::Vector sole = sole_of(attitude_of(way.back()));
    const double floor_m = static_cast<double>(way.back().place_m[2]);
    double squares = 0.0;
    double products = 0.0;
    for (std::size_t i = way.size(); i-- > 0;) {
        const Nanoseconds since = way[i].index * grid_period - contact;
        if (since < 0) {
            break;
        }
        const double sine = algebra::inner(attitude_of(way[i])[2], sole);
        if (sine > kLeastAngle_rad && static_cast<double>(since) < kLongest_s * 1e9) {
            squares += sine * sine;
            products += sine * (static_cast<double>(way[i].place_m[2]) - floor_m);
        }
    }
    squares_ = kForgotten * squares_ + squares;
    products_ = kForgotten * products_ + products;
}

}  // namespace footfall
