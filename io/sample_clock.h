// From what a file says of a sample's time (its row, a packet counter, a time column) to nanoseconds.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "footfall/recording/recording.h"
#include "io/table_reader.h"

namespace footfall::io {

/// What counts a recording's time. A tick is one row, one packet, or one nanosecond of a time column.
struct SampleClock {
    enum class Source : unsigned char { rows, counter, time };

    Source source = Source::rows;
    double rate_hz = 0.0;       ///< rows and counter; for a time column 0: the column shows the rate
    double unit_s = 1.0;        ///< time column only: seconds in one unit
    std::int64_t wraps_at = 0;  ///< counter only: the counter's modulus; 0: it never starts again

    /// Ticks to time, from the recording's first sample on.
    [[nodiscard]] Nanoseconds time_of(std::int64_t ticks) const noexcept;
};

/// The rates a file may state, Hz; also keeps ticks times rate within 64 bits.
inline constexpr double kLowestRateHz = 1.0;
inline constexpr double kHighestRateHz = 100'000.0;

/// The largest packet counter or sample index a file may state: at 1 Hz still within 64 bits of nanoseconds.
inline constexpr std::int64_t kLargestIndex = std::int64_t{1} << 32U;

/// Reads the ticks of one file, row after row.
class TickReader {
public:
    /// @param column where the counter or the time is; unused for rows
    TickReader(const SampleClock& clock, std::size_t column) noexcept : clock_(clock), column_(column) {}

    /// The tick of the table's present row; nothing when it repeats the one before (the row is to be
    /// dropped). Throws footfall::Error when time runs backwards or the cell holds no time.
    [[nodiscard]] std::optional<std::int64_t> read(const TableReader& table);

private:
    [[nodiscard]] std::int64_t counted(const TableReader& table);

    SampleClock clock_;
    std::size_t column_;
    std::int64_t row_ = 0;
    std::int64_t turns_ = 0;  // of the counter
    std::optional<std::int64_t> last_;
};

/// The rate that a time column shows: samples in its span, told by the median of its first 65536 steps, since
/// steps across lost packets are longer. Rounded to seven digits, finer than any clock, so that 204.8 is
/// 204.8.
class RateMeter {
public:
    void add(Nanoseconds time);
    /// 0 when there are fewer than two samples.
    [[nodiscard]] double rate_hz() const;

private:
    std::optional<Nanoseconds> first_;
    Nanoseconds last_ = 0;
    std::vector<Nanoseconds> steps_;
};

/// Throws footfall::Error naming `file` when a foot's rate is out of range.
void check_rate(double rate_hz, Foot foot, const std::string& file);

/// Feet of one recording count on one clock, but with a counter that wraps one of them may begin before it
/// starts again and the other after. The ticks to be added to each foot's: a turn for those that begin after.
[[nodiscard]] std::vector<std::int64_t> counter_turns(const std::vector<std::int64_t>& first_ticks,
                                                      const SampleClock& clock);

/// Adds them. Sample times are ticks still.
void align_counter_turns(std::vector<FootTrack>& feet, const SampleClock& clock);

/// The tick of the recording's first sample.
[[nodiscard]] std::int64_t first_tick(const std::vector<FootTrack>& feet);

/// Makes times of ticks, from `origin` on, and fills in the rate a time column shows. Throws footfall::Error
/// naming `file` when it shows none.
void apply_clock(std::vector<FootTrack>& feet, const SampleClock& clock, std::int64_t origin,
                 const std::string& file);

}  // namespace footfall::io
