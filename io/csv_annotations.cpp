// Reads intervals, moments and regions out of CSV and JSON files.
#include "io/csv_annotations.h"

#include <algorithm>
#include <cmath>

#include "footfall/recording/error.h"
#include "io/interval_events.h"
#include "io/json_file.h"
#include "io/nearest_name.h"
#include "io/number.h"

namespace footfall::io {

namespace fs = std::filesystem;

namespace {

/// Turns what an annotation says of time into the recording's time.
class AnnotationTime {
public:
    AnnotationTime(const SampleClock& clock, AnnotationUnit unit, std::int64_t origin,
                   const std::vector<std::int64_t>& row_ticks)
        : clock_(&clock), unit_(unit), origin_(origin), row_ticks_(&row_ticks) {}

    /// Nothing when a row is meant that is not there, or an index is no whole number.
    [[nodiscard]] std::optional<Nanoseconds> at(double position) const {
        if (unit_ == AnnotationUnit::seconds || unit_ == AnnotationUnit::milliseconds) {
            constexpr double kLatestS = 4e9;
            const double time_s = unit_ == AnnotationUnit::seconds ? position : position / 1000.0;
            if (!(std::abs(time_s) <= kLatestS)) {
                return std::nullopt;
            }
            // Where there is a time column, annotations count on it; elsewhere from the first row or packet.
            const bool from_first = clock_->source == SampleClock::Source::counter;
            return static_cast<Nanoseconds>(std::llround(time_s * 1e9)) -
                   (from_first ? 0 : clock_->time_of(origin_));
        }
        const std::optional<std::int64_t> index = whole_number_from(position);
        if (!index || std::abs(*index) > kLargestIndex) {
            return std::nullopt;
        }
        if (unit_ == AnnotationUnit::counter || clock_->source == SampleClock::Source::rows) {
            return clock_->time_of(*index - origin_);
        }
        if (*index < 0 || static_cast<std::size_t>(*index) >= row_ticks_->size()) {
            return std::nullopt;
        }
        return clock_->time_of((*row_ticks_)[static_cast<std::size_t>(*index)] - origin_);
    }

private:
    const SampleClock* clock_;
    AnnotationUnit unit_;
    std::int64_t origin_;
    const std::vector<std::int64_t>* row_ticks_;
};

Nanoseconds time_in(const TableReader& table, std::size_t column, const AnnotationTime& time) {
    const std::optional<Nanoseconds> at = time.at(table.finite_number(column));
    if (!at) {
        throw table.lines().error("a moment of the recording in " + table.column_label(column),
                                  in_quotes(table.text(column)));
    }
    return *at;
}

AnnotatedInterval interval_in(const TableReader& table, std::size_t start, std::size_t end,
                              const AnnotationTime& time) {
    return {{time_in(table, start, time), time_in(table, end, time)},
            "line " + std::to_string(table.lines().number())};
}

/// Which rows are this recording's.
class RowsOf {
public:
    RowsOf(const TableReader& table, const AnnotationLayout& layout, const std::string& id) : id_(id) {
        if (!layout.recording.empty()) {
            column_ = table.column(layout.recording);
        }
    }
    [[nodiscard]] bool has(const TableReader& table) const {
        return !column_ || trimmed(table.text(*column_)) == id_;
    }

private:
    std::string id_;
    std::optional<std::size_t> column_;
};

class LabelReader {
public:
    LabelReader(const CsvDescriptor& descriptor, const CsvRecordingFiles& files, const CsvSamples& samples,
                Recording& recording)
        : descriptor_(descriptor),
          layout_(descriptor.labels),
          id_(files.id),
          path_(descriptor.root / files.labels),
          recording_(recording),
          extent_(extent_of(recording.feet)),
          ends_(interval_ends(descriptor.label_definition)) {
        for (std::size_t i = 0; i < recording.feet.size(); ++i) {
            times_.emplace_back(descriptor.clock, layout_.unit, samples.origin, samples.row_ticks[i]);
        }
        intervals_ = samples.state_intervals;
        if (layout_.file.empty()) {
            path_ = descriptor.root / files.feet.front().path;
        }
    }

    void read() {
        if (layout_.file.empty()) {
            finish_intervals();
        } else if (layout_.json) {
            read_json();
        } else if (!layout_.time.empty()) {
            read_moments();
        } else {
            read_intervals();
        }
    }

private:
    void read_json() {
        const nlohmann::json object = read_json_object(path_);
        for (std::size_t i = 0; i < times_.size(); ++i) {
            const std::string& key = recording_.feet[i].foot == Foot::left ? layout_.left : layout_.right;
            if (key.empty()) {
                continue;
            }
            for (const IndexPair& pair :
                 index_pairs(object, key.c_str(), path_.string(), Presence::required)) {
                const auto start = times_[i].at(static_cast<double>(pair.start));
                const auto end = times_[i].at(static_cast<double>(pair.end));
                if (!start || !end) {
                    throw Error(path_.string(), pair.place, "moments of the recording",
                                std::to_string(pair.start) + " and " + std::to_string(pair.end));
                }
                intervals_[i].push_back({{*start, *end}, pair.place});
            }
        }
        finish_intervals();
    }

    void read_intervals() {
        LineReader lines(path_);
        TableReader table(lines, descriptor_.separator, 1);
        const RowsOf rows(table, layout_, id_);
        const std::size_t foot = table.column(layout_.foot);
        const std::size_t start = table.column(layout_.start);
        const std::size_t end = table.column(layout_.end);
        while (table.next_row()) {
            const std::optional<std::size_t> i = rows.has(table) ? foot_in(table, foot) : std::nullopt;
            if (i) {
                intervals_[*i].push_back(interval_in(table, start, end, times_[*i]));
            }
        }
        finish_intervals();
    }

    void read_moments() {
        LineReader lines(path_);
        TableReader table(lines, descriptor_.separator, 1);
        const RowsOf rows(table, layout_, id_);
        const std::size_t foot = table.column(layout_.foot);
        const std::size_t time = table.column(layout_.time);
        const std::size_t kind = table.column(layout_.event);
        while (table.next_row()) {
            const std::optional<std::size_t> i = rows.has(table) ? foot_in(table, foot) : std::nullopt;
            if (!i) {
                continue;
            }
            const Event event{kind_in(table, kind), time_in(table, time, times_[*i])};
            if (event.time < extent_.start || event.time > extent_.end) {
                throw lines.error("an event within the recording", in_quotes(table.text(time)));
            }
            recording_.feet[*i].reference.push_back(event);
        }
        for (FootTrack& track : recording_.feet) {
            std::stable_sort(track.reference.begin(), track.reference.end(),
                             [](const Event& a, const Event& b) { return a.time < b.time; });
        }
    }

    /// The index of the foot that the row is about; nothing when the recording lacks it.
    [[nodiscard]] std::optional<std::size_t> foot_in(const TableReader& table, std::size_t column) const {
        const std::string_view word = trimmed(table.text(column));
        const auto& words = descriptor_.foot_words;
        if (word != words[0] && word != words[1]) {
            throw table.lines().error(
                in_quotes(words[0]) + " or " + in_quotes(words[1]) + " in " + table.column_label(column),
                in_quotes(word));
        }
        const Foot foot = word == words[0] ? Foot::left : Foot::right;
        for (std::size_t i = 0; i < recording_.feet.size(); ++i) {
            if (recording_.feet[i].foot == foot) {
                return i;
            }
        }
        return std::nullopt;
    }

    [[nodiscard]] static EventKind kind_in(const TableReader& table, std::size_t column) {
        const std::string_view name = trimmed(table.text(column));
        const std::optional<EventKind> kind = event_kind_from(name);
        if (!kind) {
            const std::string nearest =
                nearest_name(name, {"initial_contact", "foot_flat", "heel_off", "final_contact"});
            throw table.lines().error("an event in " + table.column_label(column),
                                      in_quotes(name) + "; the nearest is " + in_quotes(nearest));
        }
        return *kind;
    }

    void finish_intervals() {
        for (std::size_t i = 0; i < recording_.feet.size(); ++i) {
            recording_.feet[i].reference =
                events_of(std::move(intervals_[i]), ends_, extent_, path_.string());
        }
    }

    const CsvDescriptor& descriptor_;
    const AnnotationLayout& layout_;
    const std::string& id_;
    fs::path path_;
    Recording& recording_;
    TimeRegion extent_;
    IntervalEnds ends_;
    std::vector<AnnotationTime> times_;
    std::vector<std::vector<AnnotatedInterval>> intervals_;
};

void read_regions(const CsvDescriptor& descriptor, const CsvRecordingFiles& files, const CsvSamples& samples,
                  Recording& recording) {
    const AnnotationLayout& layout = descriptor.regions;
    LineReader lines(descriptor.root / files.regions);
    TableReader table(lines, descriptor.separator, 1);
    const RowsOf rows(table, layout, files.id);
    const AnnotationTime time(descriptor.clock, layout.unit, samples.origin, samples.row_ticks.front());
    const TimeRegion extent = extent_of(recording.feet);
    const std::size_t kind = table.column(layout.kind);
    const std::size_t start = table.column(layout.start);
    const std::size_t end = table.column(layout.end);
    while (table.next_row()) {
        if (!rows.has(table)) {
            continue;
        }
        const AnnotatedInterval region = interval_in(table, start, end, time);
        check_interval(region, extent, lines.file());
        const std::string_view word = trimmed(table.text(kind));
        if (word == "turn") {
            recording.turns.push_back(region.time);
        } else if (word == "walk") {
            recording.walk = region.time;
        } else {
            throw lines.error("\"walk\" or \"turn\" in " + table.column_label(kind), in_quotes(word));
        }
    }
}

bool is_there(const AnnotationLayout& layout, const fs::path& file) {
    std::error_code ignored;
    return !layout.file.empty() && !(layout.optional && !fs::exists(file, ignored));
}

}  // namespace

void read_csv_annotations(const CsvDescriptor& descriptor, const CsvRecordingFiles& files,
                          const CsvSamples& samples, Recording& recording) {
    const bool in_columns = descriptor.labels.file.empty() && !descriptor.labels.active.empty();
    const bool in_file = is_there(descriptor.labels, descriptor.root / files.labels);
    if (in_columns || in_file) {
        LabelReader(descriptor, files, samples, recording).read();
    }
    if (in_columns || in_file || descriptor.label_definition == label_definition::kToeHeelPressure) {
        recording.label_definition = descriptor.label_definition;
    }
    if (is_there(descriptor.regions, descriptor.root / files.regions)) {
        read_regions(descriptor, files, samples, recording);
    }
}

}  // namespace footfall::io
