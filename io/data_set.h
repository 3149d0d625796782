// The one interface of all readers: a data set lists its recordings and loads them one at a time.
#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "footfall/recording/recording.h"
#include "footfall/recording/track_source.h"

namespace footfall::io {

class DataSet {
public:
    struct Entry {
        std::string id;
        Person person;
    };

    virtual ~DataSet() = default;

    [[nodiscard]] virtual const std::string& name() const = 0;
    /// Sorted in natural order of id ("2-1" before "11-1"). Never empty: opening an empty data set is an
    /// Error.
    [[nodiscard]] virtual const std::vector<Entry>& entries() const = 0;
    /// Reads one recording whole. Throws footfall::Error naming file and line.
    [[nodiscard]] virtual Recording load(std::size_t index) const = 0;
    /// The samples of one recording, in memory that does not grow with it where the format can (ipol2019, of
    /// short trials, is loaded); without its reference. The same samples at the same times as load() gives.
    /// Must not outlive the data set. Throws footfall::Error for what shows at the files' beginnings; the
    /// rest shows when it is played.
    [[nodiscard]] virtual RecordingSource stream(std::size_t index) const;
};

/// Opens "FORMAT:PATH" (voisard2023, ipol2019, csv) or a bare directory that `simulate` made (it holds a
/// descriptor, footfall.toml). Throws footfall::Error.
[[nodiscard]] std::unique_ptr<DataSet> open_data_set(std::string_view specification);

}  // namespace footfall::io
