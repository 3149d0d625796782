// One foot's cells to one sample in SI units.
#include "io/foot_columns.h"

#include <cmath>

namespace footfall::io {

namespace {

Vec3<SensorFrame> vector_at(const TableReader& table, const std::array<std::size_t, 3>& columns,
                            double factor) {
    return {table.sample(columns[0], factor), table.sample(columns[1], factor),
            table.sample(columns[2], factor)};
}

void append_pressure(const TableReader& table, const std::optional<std::size_t>& column,
                     std::vector<float>& pressure) {
    if (column) {
        const float value = table.sample(*column, 1.0);
        const float before = pressure.empty() ? 0.0F : pressure.back();
        pressure.push_back(std::isfinite(value) ? value : before);
    }
}

}  // namespace

FootColumns::FootColumns(const TableReader& table, const FootColumnNames& names, const SensorUnits& units)
    : units_(units) {
    for (std::size_t axis = 0; axis < 3; ++axis) {
        acceleration_[axis] = table.column(names.acceleration[axis]);
        angular_rate_[axis] = table.column(names.angular_rate[axis]);
    }
    if (!names.toe.empty()) {
        toe_ = table.column(names.toe);
    }
    if (!names.heel.empty()) {
        heel_ = table.column(names.heel);
    }
}

std::optional<Imu<SensorFrame>> FootColumns::read_row(const TableReader& table) const {
    const Imu<SensorFrame> imu{vector_at(table, acceleration_, units_.acceleration_to_mps2),
                               vector_at(table, angular_rate_, units_.angular_rate_to_radps)};
    return is_finite(imu) ? std::optional(imu) : std::nullopt;
}

void FootColumns::append_row(const TableReader& table, Nanoseconds tick, FootTrack& track) const {
    const auto imu = read_row(table);
    if (!imu) {
        return;
    }
    track.samples.push_back({tick, *imu});
    append_pressure(table, toe_, track.toe_pressure);
    append_pressure(table, heel_, track.heel_pressure);
}

}  // namespace footfall::io
