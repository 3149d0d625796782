// Numbers as text, read strictly: the whole text is the number or it is none.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace footfall::io {

/// Without the blanks around it.
[[nodiscard]] std::string_view trimmed(std::string_view text) noexcept;

/// Decimal point, exponent, "nan" and "inf" in any case; a leading '+'. Nothing when there is anything else
/// in the text, or when the number is out of the range of a double.
[[nodiscard]] std::optional<double> number_from(std::string_view text) noexcept;

/// The same with a decimal comma: "-0,5035". A point in it makes it none: that could part thousands.
[[nodiscard]] std::optional<double> number_with_comma_from(std::string_view text);

/// A whole number, also one written as 12.0. Nothing for anything else.
[[nodiscard]] std::optional<std::int64_t> whole_number_from(double number) noexcept;

/// The shortest text that reads back as the same number.
[[nodiscard]] std::string text_of(double number);
[[nodiscard]] std::string text_of(float number);

/// What was found, for a message: in quotes, cut when long, control characters shown as '?'.
[[nodiscard]] std::string in_quotes(std::string_view text);

}  // namespace footfall::io
