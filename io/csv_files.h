// Which files of a CSV data set make which recording, and whose it is.
#pragma once

#include <string>
#include <vector>

#include "io/csv_descriptor.h"

namespace footfall::io {

/// One foot's samples: in a file of its own, or in one it shares with the other foot.
struct CsvFootFile {
    Foot foot = Foot::left;
    std::string path;  ///< relative to the descriptor's root
};

struct CsvRecordingFiles {
    std::string id;
    Person person;
    std::vector<CsvFootFile> feet;
    std::string labels;   ///< relative to the root; empty: none
    std::string regions;  ///< relative to the root; empty: none
};

/// In natural order of id. Throws footfall::Error when there are none, or when two rules claim one id.
[[nodiscard]] std::vector<CsvRecordingFiles> list_csv_recordings(const CsvDescriptor& descriptor);

}  // namespace footfall::io
