// Writes recordings in the layouts that the readers read.
#pragma once

#include <cstddef>
#include <filesystem>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "footfall/recording/recording.h"

namespace footfall::io {

/// csv: with a descriptor, footfall.toml, so that the bare directory is a data set; nothing is lost.
/// voisard2023: times become packets, events whole packets and [final contact, initial contact] pairs.
/// ipol2019: times become rows, events whole rows and [heel-off, foot-flat] pairs; no gravity, turns or walk.
enum class DataSetLayout : unsigned char { csv, voisard2023, ipol2019 };

/// Takes recordings one at a time, so that they need not fit in memory together. The directory is a whole
/// data set only after finish(): until then the csv layout lacks its descriptor.
class DataSetWriter {
public:
    DataSetWriter(std::filesystem::path directory, DataSetLayout layout, std::string name);

    /// Writes one recording's files. An id is a path below the directory ("S01/1"; "S-T" in the two other
    /// layouts). Throws footfall::Error when a file can't be written or the layout can't hold the recording;
    /// recordings of a csv data set have the same label definition, gravity and pressure sensors.
    void add(const Recording& recording);
    /// Throws footfall::Error when nothing was added or the descriptor can't be written.
    void finish();

private:
    /// What one descriptor says of all recordings.
    struct Common {
        std::string label_definition;
        Gravity gravity = Gravity::included;
        bool pressure = false;
        std::optional<double> rate_hz;  ///< nothing when they differ
        bool regions = false;
    };

    void add_csv(const Recording& recording);
    [[nodiscard]] std::string descriptor() const;

    std::filesystem::path directory_;
    DataSetLayout layout_;
    std::string name_;
    std::size_t added_ = 0;
    std::optional<Common> common_;  ///< csv only
    std::string rules_;
    std::map<std::string, std::vector<std::string>> people_of_split_key_;
};

/// All at once.
void write_data_set(std::span<const Recording> recordings, const std::filesystem::path& directory,
                    DataSetLayout layout, const std::string& name);

}  // namespace footfall::io
