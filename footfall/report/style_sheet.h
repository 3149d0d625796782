// The report's looks: paper and screen, light and dark, wide and narrow.
#pragma once

namespace footfall::report {

/// CSS without any outside reference. Series colours are Okabe and Ito's (2008, "Color universal design"),
/// told apart by people with every common kind of colour vision; dash and marker tell them apart without
/// colour.
[[nodiscard]] const char* style_sheet() noexcept;

}  // namespace footfall::report
