// 2^x on [-1/2, 1/2], from which the kernels make it anywhere.
#pragma once

#include <cstddef>

namespace footfall {

inline constexpr std::size_t kExp2Terms = 7;

/// Highest power first. S. Moshier, Cephes Math Library 2.2, single/exp2f.c; relative error 1.7e-7 at most.
inline constexpr float kExp2Polynomial[kExp2Terms] = {1.535336188319500e-4F,
                                                      1.339887440266574e-3F,
                                                      9.618437357674640e-3F,
                                                      5.550332471162809e-2F,
                                                      2.402264791363012e-1F,
                                                      6.931472028550421e-1F,
                                                      1.0F};

/// Below this a kernel that builds the exponent by hand says what it says here: 2^-125, next to nothing.
inline constexpr float kExp2Smallest = -125.0F;

}  // namespace footfall
