// The labels and regions of one recording of a CSV data set.
#pragma once

#include "io/csv_files.h"
#include "io/csv_samples.h"

namespace footfall::io {

/// Fills in `reference` of the recording's feet, `label_definition`, `walk` and `turns`. The recording's feet
/// are those of `samples`, moved. Throws footfall::Error naming file and line.
void read_csv_annotations(const CsvDescriptor& descriptor, const CsvRecordingFiles& files,
                          const CsvSamples& samples, Recording& recording);

}  // namespace footfall::io
