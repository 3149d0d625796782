// How far figures of repeated walks differ in people who have not changed: for stores that don't know it of
// their own.
#pragma once

#include "serve/detectable_change.h"
#include "serve/figure_rows.h"

namespace footfall::serve {

/// The standard error of measurement of `figure` between trials of one visit: 15 healthy adults of 26 to 79
/// years (voisard2023, doi 10.5201/ipol.2023.497), 86 trials of 10 m there and back, sensors left in place;
/// `footfall_bench_retest` makes the numbers. Other people, days and mountings differ by more; longer walks
/// by less.
[[nodiscard]] Noise reference_noise(report::Figure figure, Side side) noexcept;

}  // namespace footfall::serve
