// Escaping and number formatting.
#include "footfall/report/markup.h"

#include <cmath>

#include <fmt/format.h>

namespace footfall::report {

std::string escape(std::string_view text) {
    std::string out;
    out.reserve(text.size());
    for (const char c : text) {
        switch (c) {
            case '&': out += "&amp;"; break;
            case '<': out += "&lt;"; break;
            case '>': out += "&gt;"; break;
            case '"': out += "&quot;"; break;
            case '\'': out += "&#39;"; break;
            default: {
                const auto byte = static_cast<unsigned char>(c);
                const bool allowed = byte >= 0x20 || c == '\n' || c == '\t' || c == '\r';
                out += allowed ? c : ' ';
            }
        }
    }
    return out;
}

std::string number(double value, int decimals) {
    if (!std::isfinite(value)) {
        return kMissing;
    }
    std::string digits = fmt::format("{:.{}f}", std::abs(value), decimals);
    const bool is_zero = digits.find_first_not_of("0.") == std::string::npos;
    return value < 0 && !is_zero ? "−" + digits : digits;
}

std::string grouped(std::int64_t value) {
    const std::string digits = fmt::format("{}", value);
    const std::size_t sign = value < 0 ? 1 : 0;
    std::string out = value < 0 ? "−" : "";
    for (std::size_t i = sign; i < digits.size(); ++i) {
        if (i > sign && (digits.size() - i) % 3 == 0) {
            out += "\u202f";
        }
        out += digits[i];
    }
    return out;
}

std::string bounds(const Interval& interval, int decimals) {
    if (!interval.has_bounds()) {
        return "";
    }
    const bool negative = interval.low < 0 || interval.high < 0;
    return number(interval.low, decimals) + (negative ? " to " : "–") + number(interval.high, decimals);
}

std::string with_bounds(const Interval& interval, int decimals) {
    const std::string range = interval.known() ? bounds(interval, decimals) : "";
    return number(interval.value, decimals) + (range.empty() ? "" : " (" + range + ")");
}

Interval scaled(const Interval& interval, double factor) noexcept {
    return {interval.value * factor, interval.low * factor, interval.high * factor};
}

}  // namespace footfall::report
