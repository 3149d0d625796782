// Moments as the store keeps them and as people read them.
#include "serve/unix_time.h"

#include <fmt/format.h>

#include <chrono>
#include <regex>

namespace footfall::serve {

using std::chrono::days;
using std::chrono::floor;
using std::chrono::milliseconds;

UnixMs unix_now() {
    return std::chrono::duration_cast<milliseconds>(std::chrono::system_clock::now().time_since_epoch())
        .count();
}

std::string utc_text(UnixMs moment) {
    const std::chrono::sys_time<milliseconds> time{milliseconds(moment)};
    const auto day = floor<days>(time);
    const std::chrono::year_month_day date(day);
    const std::chrono::hh_mm_ss clock(time - day);
    return fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}.{:03}Z", static_cast<int>(date.year()),
                       static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()),
                       clock.hours().count(), clock.minutes().count(), clock.seconds().count(),
                       clock.subseconds().count());
}

std::optional<UnixMs> moment_from(const std::string& utc) {
    static const std::regex form(R"((\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d)(?::(\d\d)(?:\.(\d{1,3}))?)?Z)");
    std::smatch parts;
    if (!std::regex_match(utc, parts, form)) {
        return std::nullopt;
    }
    const auto number = [&](std::size_t part) { return parts[part].matched ? std::stoi(parts[part]) : 0; };
    const std::chrono::year_month_day date{std::chrono::year(number(1)),
                                           std::chrono::month(static_cast<unsigned>(number(2))),
                                           std::chrono::day(static_cast<unsigned>(number(3)))};
    if (!date.ok() || number(4) > 23 || number(5) > 59 || number(6) > 59) {
        return std::nullopt;
    }
    std::string fraction = parts[7];
    fraction.resize(3, '0');
    const auto time = std::chrono::sys_days(date) + std::chrono::hours(number(4)) +
                      std::chrono::minutes(number(5)) + std::chrono::seconds(number(6)) +
                      milliseconds(std::stoi(fraction));
    return std::chrono::time_point_cast<milliseconds>(time).time_since_epoch().count();
}

}  // namespace footfall::serve
