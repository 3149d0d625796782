// What a TOML descriptor says of a set of CSV files: which columns are what, in which units, on which clock,
// how they are labelled, and which files belong to whom. docs/formats.md is its reference.
#pragma once

#include <array>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "footfall/recording/recording.h"
#include "io/foot_columns.h"
#include "io/sample_clock.h"

namespace footfall::io {

/// One [[recordings]]: the files of a pattern, and whose they are. Texts may hold {name}, {folder}, {id} and,
/// with `match`, {1} to {9}.
struct RecordingRule {
    std::string files;                 ///< glob below the root; {foot} in it: one file a foot
    std::optional<std::string> match;  ///< regular expression that an id must match whole
    std::string person;
    std::string group;
    std::string age_years;  ///< a number or a template; empty: unknown
    std::vector<Foot> feet;
};

/// How the time of an annotation is written.
enum class AnnotationUnit : unsigned char { rows, counter, seconds, milliseconds };

/// [labels] or [regions]: a second file of intervals or of moments, or a column of the samples' own file.
struct AnnotationLayout {
    std::string file;       ///< template below the root; empty: none
    bool optional = false;  ///< a recording without the file has no annotation; otherwise that is an Error
    bool json = false;
    AnnotationUnit unit = AnnotationUnit::seconds;
    // CSV, one interval a row:
    std::string start;
    std::string end;
    // CSV, one event a row:
    std::string time;
    std::string event;
    // CSV: the column that says which foot, or which kind of region; empty: all rows
    std::string foot;
    std::string kind;
    // CSV: the column that says which recording, by id; empty: all rows
    std::string recording;
    // JSON keys of lists of pairs; or columns of the samples' own file whose cell tells the state
    std::string left;
    std::string right;
    std::vector<std::string> active;  ///< cells of the state column that mean "within an interval"
};

struct CsvDescriptor {
    std::string file;
    std::string name;
    std::filesystem::path root;
    char separator = ',';
    int header_rows = 1;
    bool decimal_comma = false;  ///< of samples; no key of a descriptor
    std::vector<RecordingRule> recordings;
    std::array<std::string, 2> foot_words = {"left", "right"};  ///< in file names and foot columns
    std::vector<std::vector<std::string>> same_person;

    SampleClock clock;
    std::string time_column;  ///< of the counter or the time; empty: rows
    SensorUnits units;
    Gravity gravity = Gravity::included;
    std::optional<FootColumnNames> left;
    std::optional<FootColumnNames> right;

    std::string label_definition;
    AnnotationLayout labels;
    AnnotationLayout regions;
};

/// @param root overrides the descriptor's own, when not empty
/// Throws footfall::Error naming file and line.
[[nodiscard]] CsvDescriptor read_csv_descriptor(const std::filesystem::path& file,
                                                const std::filesystem::path& root);

}  // namespace footfall::io
