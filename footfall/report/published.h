// The figures that a study's are held against: Zhang 2026, doi 10.55092/aias20260004.
#pragma once

namespace footfall::report::published {

inline constexpr const char* kSource = "Zhang 2026";
inline constexpr const char* kDoi = "10.55092/aias20260004";
/// Macro F1 of stance and swing.
inline constexpr double kF1 = 0.9788;
/// Accuracy on a population that wasn't trained on.
inline constexpr double kCrossPopulationAccuracy = 0.923;
/// Mean absolute error of the cycle position, in cycles, as the paper's sibling studies give it.
inline constexpr double kCycleMaeLow = 0.036;
inline constexpr double kCycleMaeHigh = 0.040;

}  // namespace footfall::report::published
