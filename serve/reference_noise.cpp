// Standard errors of measurement between trials of one visit.
#include "serve/reference_noise.h"

#include <array>
#include <cstddef>

namespace footfall::serve {
namespace {

/// In the unit of the figure.
struct Sem {
    double both_feet;
    double one_foot;
};

/// In the order of report::Figure.
constexpr std::array<Sem, report::kFigures> kSem = {{
    {0.03963, 0.04179},  // stride_time
    {0.02634, 0.02909},  // stance_time
    {0.01584, 0.01787},  // swing_time
    {0.00553, 0.00789},  // stance_share
    {0.02054, 0.02178},  // step_time
    {0.01938, 0.02125},  // double_support_time
    {3.5868, 3.7931},    // cadence
    {0.04343, 0.04584},  // stride_length
    {0.07073, 0.07217},  // speed
    {0.00223, 0.00253},  // clearance
    {0.01036, 0.0106},   // outward
    {0.02619, 0.03249},  // initial_contact_angle
    {0.03935, 0.04663},  // final_contact_angle
}};

constexpr int kDegreesOfFreedom = 71;  // trials less people

}  // namespace

Noise reference_noise(report::Figure figure, Side side) noexcept {
    const Sem& sem = kSem[static_cast<std::size_t>(figure)];
    return {side == Side::both ? sem.both_feet : sem.one_foot, kDegreesOfFreedom, NoiseBasis::reference};
}

}  // namespace footfall::serve
