// The strides of a session as rows of its store.
#pragma once

#include <array>
#include <functional>
#include <optional>
#include <string_view>

#include "serve/database.h"
#include "serve/records.h"

namespace footfall::serve {

/// A figure of a stride and the column that holds it; SI units, NULL where it isn't known.
struct StrideNumber {
    std::string_view column;
    double& (*of)(MeasuredStride&);
};
inline constexpr std::size_t kStrideNumbers = 25;
/// In the order of the columns; before them come foot, start_ns, final_contact_ns, end_ns, bout and turning.
extern const std::array<StrideNumber, kStrideNumbers> kStrideColumns;

/// Of the text in a column `foot` or from a request.
[[nodiscard]] std::optional<Foot> foot_from(std::string_view name) noexcept;

/// Writes strides of one session after another; one that begins when another of the same foot does replaces
/// it, as it does when its motion becomes known.
class StrideWriter {
public:
    explicit StrideWriter(Database& database);
    /// False when it replaces another.
    bool write(SessionId session, const StrideOfFoot& stride);

private:
    Statement find_;
    Statement insert_;
};

/// In the order of feet and time. Not all are held at once.
void for_each_stride(Database& database, SessionId session,
                     const std::function<void(const StrideOfFoot&)>& each);

}  // namespace footfall::serve
