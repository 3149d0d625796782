// The columns of one foot's sensor in a table, and their units.
#pragma once

#include <array>
#include <optional>
#include <string>

#include "footfall/recording/recording.h"
#include "io/table_reader.h"

namespace footfall::io {

/// Standard gravity, m/s² (CGPM 1901): what a vendor's "g" means.
inline constexpr double kStandardGravityMps2 = 9.80665;
inline constexpr double kRadiansPerDegree = 3.14159265358979323846 / 180.0;

/// Factors to SI.
struct SensorUnits {
    double acceleration_to_mps2 = 1.0;
    double angular_rate_to_radps = 1.0;
};

struct FootColumnNames {
    std::array<std::string, 3> acceleration;
    std::array<std::string, 3> angular_rate;
    std::string toe;   ///< empty: no such sensor
    std::string heel;  ///< empty: no such sensor
};

/// Reads one foot's samples out of the rows of a table.
class FootColumns {
public:
    /// Throws footfall::Error when a column is missing.
    FootColumns(const TableReader& table, const FootColumnNames& names, const SensorUnits& units);

    /// The present row's sample; nothing where one of the six channels is empty or not a number: such a
    /// sample is lost.
    [[nodiscard]] std::optional<Imu<SensorFrame>> read_row(const TableReader& table) const;

    /// Appends the present row's sample unless it is lost. A lost pressure cell takes the value before it (0
    /// at the start).
    void append_row(const TableReader& table, Nanoseconds tick, FootTrack& track) const;

private:
    std::array<std::size_t, 3> acceleration_{};
    std::array<std::size_t, 3> angular_rate_{};
    std::optional<std::size_t> toe_;
    std::optional<std::size_t> heel_;
    SensorUnits units_;
};

}  // namespace footfall::io
