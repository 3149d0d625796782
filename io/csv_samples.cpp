// Reads the tables of samples, one pass over each file.
#include "io/csv_samples.h"

#include <algorithm>

#include "io/number.h"

namespace footfall::io {

namespace {

/// A column that says row by row whether the foot is within an interval. An interval counts when both its
/// ends are seen; an empty cell is unknown.
class StateColumn {
public:
    StateColumn(std::size_t column, const std::vector<std::string>& active)
        : column_(column), active_(&active) {}

    void row(const TableReader& table, std::int64_t tick) {
        const std::string_view cell = trimmed(table.text(column_));
        const bool known = !cell.empty();
        const bool now = std::find(active_->begin(), active_->end(), cell) != active_->end();
        if (known_ && known && now && !inside_) {
            start_ = tick;
            start_line_ = table.lines().number();
        } else if (known_ && known && !now && inside_ && start_) {
            intervals_.push_back({{*start_, tick}, "line " + std::to_string(start_line_)});
            start_.reset();
        } else if (!known) {
            start_.reset();
        }
        known_ = known;
        inside_ = now;
    }

    [[nodiscard]] std::vector<AnnotatedInterval> take() { return std::move(intervals_); }

private:
    std::size_t column_;
    const std::vector<std::string>* active_;
    bool known_ = false;
    bool inside_ = false;
    std::optional<std::int64_t> start_;
    std::size_t start_line_ = 0;
    std::vector<AnnotatedInterval> intervals_;
};

/// The clock's column of a table.
TickReader ticks_of(const TableReader& table, const CsvDescriptor& descriptor) {
    const bool own_time = descriptor.clock.source != SampleClock::Source::rows;
    return {descriptor.clock, own_time ? table.column(descriptor.time_column) : 0};
}

FootColumns columns_of(const TableReader& table, const CsvDescriptor& descriptor, Foot foot) {
    return {table, *(foot == Foot::left ? descriptor.left : descriptor.right), descriptor.units};
}

Error no_samples(const LineReader& lines, Foot foot) {
    return lines.error("samples of the " + std::string(to_string(foot)) + " foot", "none");
}

/// One file, which holds the feet `from` up to but without `to` of `files`.
void read_file(const CsvDescriptor& descriptor, const CsvRecordingFiles& files, std::size_t from,
               std::size_t to, CsvSamples& samples) {
    LineReader lines(descriptor.root / files.feet[from].path);
    TableReader table(lines, descriptor.separator, descriptor.header_rows, descriptor.decimal_comma);
    const bool own_time = descriptor.clock.source != SampleClock::Source::rows;
    TickReader ticks = ticks_of(table, descriptor);
    const bool keep_row_ticks = own_time && (descriptor.labels.unit == AnnotationUnit::rows ||
                                             descriptor.regions.unit == AnnotationUnit::rows);
    std::vector<FootColumns> columns;
    std::vector<std::optional<StateColumn>> states;
    for (std::size_t i = from; i < to; ++i) {
        const bool left = samples.feet[i].foot == Foot::left;
        columns.push_back(columns_of(table, descriptor, samples.feet[i].foot));
        const std::string& state = left ? descriptor.labels.left : descriptor.labels.right;
        const bool has_state = descriptor.labels.file.empty() && !state.empty();
        states.push_back(has_state ? std::optional(StateColumn(table.column(state), descriptor.labels.active))
                                   : std::nullopt);
    }
    std::int64_t last_tick = 0;
    while (table.next_row()) {
        const std::optional<std::int64_t> tick = ticks.read(table);
        last_tick = tick.value_or(last_tick);
        for (std::size_t i = from; i < to; ++i) {
            if (keep_row_ticks) {
                samples.row_ticks[i].push_back(last_tick);
            }
            if (tick) {
                columns[i - from].append_row(table, *tick, samples.feet[i]);
            }
            if (tick && states[i - from]) {
                states[i - from]->row(table, *tick);
            }
        }
    }
    for (std::size_t i = from; i < to; ++i) {
        if (samples.feet[i].samples.empty()) {
            throw no_samples(lines, samples.feet[i].foot);
        }
        if (states[i - from]) {
            samples.state_intervals[i] = states[i - from]->take();
        }
    }
}

}  // namespace

TickTrack csv_track(const CsvDescriptor& descriptor, const CsvRecordingFiles& files, std::size_t i) {
    const CsvFootFile& foot_file = files.feet[i];
    const std::filesystem::path file = descriptor.root / foot_file.path;
    return {foot_file.foot, descriptor.gravity, file.string(),
            [&descriptor, file, foot = foot_file.foot](const TickTrack::Sink& sink) {
                LineReader lines(file);
                TableReader table(lines, descriptor.separator, descriptor.header_rows,
                                  descriptor.decimal_comma);
                TickReader ticks = ticks_of(table, descriptor);
                const FootColumns columns = columns_of(table, descriptor, foot);
                bool any = false;
                bool go_on = true;
                while (go_on && table.next_row()) {
                    const auto tick = ticks.read(table);
                    const auto imu = tick ? columns.read_row(table) : std::nullopt;
                    if (imu) {
                        any = true;
                        go_on = sink(*tick, *imu, lines.share());
                    }
                }
                if (!any) {
                    throw no_samples(lines, foot);
                }
            }};
}

CsvSamples read_csv_samples(const CsvDescriptor& descriptor, const CsvRecordingFiles& files) {
    CsvSamples samples;
    samples.feet.resize(files.feet.size());
    samples.row_ticks.resize(files.feet.size());
    samples.state_intervals.resize(files.feet.size());
    for (std::size_t i = 0; i < files.feet.size(); ++i) {
        samples.feet[i].foot = files.feet[i].foot;
        samples.feet[i].gravity = descriptor.gravity;
    }
    for (std::size_t from = 0; from < files.feet.size();) {
        std::size_t to = from + 1;
        while (to < files.feet.size() && files.feet[to].path == files.feet[from].path) {
            ++to;
        }
        read_file(descriptor, files, from, to, samples);
        from = to;
    }
    align_counter_turns(samples.feet, descriptor.clock);
    samples.origin = first_tick(samples.feet);
    apply_clock(samples.feet, descriptor.clock, samples.origin,
                (descriptor.root / files.feet.front().path).string());
    for (std::vector<AnnotatedInterval>& intervals : samples.state_intervals) {
        for (AnnotatedInterval& interval : intervals) {
            interval.time = {descriptor.clock.time_of(interval.time.start - samples.origin),
                             descriptor.clock.time_of(interval.time.end - samples.origin)};
        }
    }
    return samples;
}

}  // namespace footfall::io
