// Strict numbers on std::from_chars, which no locale can change.
#include "io/number.h"

#include <cctype>
#include <charconv>
#include <cmath>
#include <system_error>

namespace footfall::io {

namespace {

template <class Number>
std::string shortest_text(Number number) {
    char buffer[64];
    const auto result = std::to_chars(buffer, buffer + sizeof buffer, number);
    return {buffer, result.ptr};
}

}  // namespace

std::string_view trimmed(std::string_view text) noexcept {
    constexpr std::string_view kBlanks = " \t\r\n";
    const std::size_t first = text.find_first_not_of(kBlanks);
    if (first == std::string_view::npos) {
        return {};
    }
    return text.substr(first, text.find_last_not_of(kBlanks) - first + 1);
}

std::optional<double> number_from(std::string_view text) noexcept {
    text = trimmed(text);
    if (text.size() > 1 && text.front() == '+' && text[1] != '-') {
        text.remove_prefix(1);
    }
    double number = 0.0;
    const auto result = std::from_chars(text.data(), text.data() + text.size(), number);
    if (result.ec != std::errc{} || result.ptr != text.data() + text.size()) {
        return std::nullopt;
    }
    return number;
}

std::optional<double> number_with_comma_from(std::string_view text) {
    if (text.find('.') != std::string_view::npos) {
        return std::nullopt;
    }
    std::string with_point(text);
    const std::size_t comma = with_point.find(',');
    if (comma != std::string::npos) {
        const bool between_digits = comma > 0 && comma + 1 < with_point.size() &&
                                    std::isdigit(static_cast<unsigned char>(with_point[comma - 1])) != 0 &&
                                    std::isdigit(static_cast<unsigned char>(with_point[comma + 1])) != 0;
        if (!between_digits) {
            return std::nullopt;
        }
        with_point[comma] = '.';
    }
    return number_from(with_point);
}

std::optional<std::int64_t> whole_number_from(double number) noexcept {
    constexpr double kExactUpTo = 9007199254740992.0;  // 2^53: beyond it doubles skip whole numbers
    if (!(std::abs(number) <= kExactUpTo) || std::trunc(number) != number) {
        return std::nullopt;
    }
    return static_cast<std::int64_t>(number);
}

std::string text_of(double number) { return shortest_text(number); }
std::string text_of(float number) { return shortest_text(number); }

std::string in_quotes(std::string_view text) {
    constexpr std::size_t kLongest = 40;
    std::string shown = "\"";
    for (const char c : text.substr(0, kLongest)) {
        const bool control = static_cast<unsigned char>(c) < 0x20U || c == 0x7F;
        shown += control ? '?' : c;
    }
    return shown + (text.size() > kLongest ? "...\"" : "\"");
}

}  // namespace footfall::io
