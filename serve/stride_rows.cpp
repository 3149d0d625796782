// The strides of a session as rows of its store.
#include "serve/stride_rows.h"

#include <fmt/format.h>

#include <iterator>
#include <string>

namespace footfall::serve {
namespace {

// A column's name and the member it holds.
#define FOOTFALL_NUMBER(column, member)                               \
    StrideNumber {                                                    \
        column, [](MeasuredStride& s) -> double& { return s.member; } \
    }

std::string columns() {
    std::string names = "foot, start_ns, final_contact_ns, end_ns, bout, turning";
    for (const StrideNumber& number : kStrideColumns) {
        fmt::format_to(std::back_inserter(names), ", {}", number.column);
    }
    return names;
}

std::string insertion() {
    std::string sql = fmt::format("INSERT OR REPLACE INTO strides (session, {}) VALUES (?", columns());
    for (std::size_t parameter = 0; parameter < 6 + kStrideNumbers; ++parameter) {
        sql += ", ?";
    }
    return sql + ")";
}

}  // namespace

const std::array<StrideNumber, kStrideNumbers> kStrideColumns = {
    FOOTFALL_NUMBER("confidence", confidence),
    FOOTFALL_NUMBER("step_time_s", step_time_s),
    FOOTFALL_NUMBER("double_support_s", double_support_s),
    FOOTFALL_NUMBER("from_x_m", motion.from_m[0]),
    FOOTFALL_NUMBER("from_y_m", motion.from_m[1]),
    FOOTFALL_NUMBER("from_z_m", motion.from_m[2]),
    FOOTFALL_NUMBER("to_x_m", motion.to_m[0]),
    FOOTFALL_NUMBER("to_y_m", motion.to_m[1]),
    FOOTFALL_NUMBER("to_z_m", motion.to_m[2]),
    FOOTFALL_NUMBER("length_m", motion.length_m.value),
    FOOTFALL_NUMBER("length_sd_m", motion.length_m.sd),
    FOOTFALL_NUMBER("speed_mps", motion.speed_mps.value),
    FOOTFALL_NUMBER("speed_sd_mps", motion.speed_mps.sd),
    FOOTFALL_NUMBER("rise_m", motion.rise_m.value),
    FOOTFALL_NUMBER("rise_sd_m", motion.rise_m.sd),
    FOOTFALL_NUMBER("turn_rad", motion.turn_rad.value),
    FOOTFALL_NUMBER("turn_sd_rad", motion.turn_rad.sd),
    FOOTFALL_NUMBER("clearance_m", motion.clearance_m.value),
    FOOTFALL_NUMBER("clearance_sd_m", motion.clearance_m.sd),
    FOOTFALL_NUMBER("outward_m", motion.outward_m.value),
    FOOTFALL_NUMBER("outward_sd_m", motion.outward_m.sd),
    FOOTFALL_NUMBER("initial_contact_angle_rad", motion.initial_contact_angle_rad.value),
    FOOTFALL_NUMBER("initial_contact_angle_sd_rad", motion.initial_contact_angle_rad.sd),
    FOOTFALL_NUMBER("final_contact_angle_rad", motion.final_contact_angle_rad.value),
    FOOTFALL_NUMBER("final_contact_angle_sd_rad", motion.final_contact_angle_rad.sd),
};
#undef FOOTFALL_NUMBER

std::optional<Foot> foot_from(std::string_view name) noexcept {
    for (const Foot foot : {Foot::left, Foot::right}) {
        if (name == to_string(foot)) {
            return foot;
        }
    }
    return std::nullopt;
}

StrideWriter::StrideWriter(Database& database)
    : find_(database, "SELECT 1 FROM strides WHERE session = ? AND foot = ? AND start_ns = ?"),
      insert_(database, insertion()) {}

bool StrideWriter::write(SessionId session, const StrideOfFoot& row) {
    MeasuredStride stride = row.stride;
    find_.bind(session, to_string(row.foot), stride.time.start);
    const bool is_new = !find_.next();
    find_.reset();
    insert_.bind(session, to_string(row.foot), stride.time.start, stride.time.final_contact, stride.time.end,
                 stride.bout, stride.turning);
    for (const StrideNumber& number : kStrideColumns) {
        insert_.bind_next(number.of(stride));
    }
    insert_.run();
    return is_new;
}

void for_each_stride(Database& database, SessionId session,
                     const std::function<void(const StrideOfFoot&)>& each) {
    static const std::string sql =
        fmt::format("SELECT {} FROM strides WHERE session = ? ORDER BY foot, start_ns", columns());
    Statement select(database, sql);
    select.bind(session);
    while (select.next()) {
        StrideOfFoot row;
        row.foot = foot_from(select.text(0)).value_or(Foot::left);
        row.stride.time = {select.whole(1), select.whole(2), select.whole(3)};
        row.stride.bout = static_cast<std::size_t>(select.whole(4));
        row.stride.turning = select.whole(5) != 0;
        int column = 6;
        for (const StrideNumber& number : kStrideColumns) {
            number.of(row.stride) = select.number(column++);
        }
        each(row);
    }
}

}  // namespace footfall::serve
