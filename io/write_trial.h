// One recording in the layouts of the two published data sets.
#pragma once

#include <filesystem>

#include "footfall/recording/recording.h"

namespace footfall::io {

/// GaitData/S-T_lf.txt, S-T_rf.txt and S-T.json below `directory`. Throws footfall::Error when the recording
/// lacks a foot, the feet differ in rate, its times are not on the packets' grid, or a file can't be written.
void write_voisard2023(const Recording& recording, const std::filesystem::path& directory);

/// GaitData/S-T.csv and S-T.json, in g and deg/s; a lost sample is a row with "nan". A rate other than the
/// documented 100 Hz is stated in a first line. Throws footfall::Error as above, and for data with gravity.
void write_ipol2019(const Recording& recording, const std::filesystem::path& directory);

}  // namespace footfall::io
