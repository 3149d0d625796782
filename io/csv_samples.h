// The samples of one recording of a CSV data set, and what is needed to place its annotations in time.
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "footfall/core/region.h"
#include "io/csv_files.h"
#include "io/interval_events.h"
#include "io/tick_track.h"

namespace footfall::io {

struct CsvSamples {
    std::vector<FootTrack> feet;  ///< times in nanoseconds from the recording's first sample
    std::int64_t origin = 0;      ///< tick of the first sample
    /// Tick of each row of each of `feet`'s files, kept only when annotations count rows on another clock.
    std::vector<std::vector<std::int64_t>> row_ticks;
    /// Intervals a state column shows for each of `feet`, when the labels are in such a column.
    std::vector<std::vector<AnnotatedInterval>> state_intervals;
};

/// Plays the samples of `files.feet[i]`; both arguments must outlive it.
[[nodiscard]] TickTrack csv_track(const CsvDescriptor& descriptor, const CsvRecordingFiles& files,
                                  std::size_t i);

/// Throws footfall::Error naming file and line.
[[nodiscard]] CsvSamples read_csv_samples(const CsvDescriptor& descriptor, const CsvRecordingFiles& files);

}  // namespace footfall::io
