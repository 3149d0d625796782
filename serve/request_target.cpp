// Percent-decoding, strictly.
#include "serve/request_target.h"

#include <algorithm>

#include "serve/utf8.h"

namespace footfall::serve {
namespace {

std::optional<unsigned> hex_digit(char c) noexcept {
    if (c >= '0' && c <= '9') {
        return static_cast<unsigned>(c - '0');
    }
    if (c >= 'a' && c <= 'f') {
        return static_cast<unsigned>(c - 'a' + 10);
    }
    if (c >= 'A' && c <= 'F') {
        return static_cast<unsigned>(c - 'A' + 10);
    }
    return std::nullopt;
}

std::optional<std::string> decoded(std::string_view text, bool plus_is_blank) {
    std::string result;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '%') {
            if (i + 2 >= text.size()) {
                return std::nullopt;
            }
            const auto high = hex_digit(text[i + 1]);
            const auto low = hex_digit(text[i + 2]);
            if (!high || !low) {
                return std::nullopt;
            }
            result += static_cast<char>(*high * 16U + *low);
            i += 2;
        } else {
            result += plus_is_blank && text[i] == '+' ? ' ' : text[i];
        }
    }
    return is_text(result) ? std::optional(result) : std::nullopt;
}

bool names_a_thing(std::string_view segment) noexcept {
    return segment != "." && segment != ".." && std::none_of(segment.begin(), segment.end(), [](char c) {
               return c == '/' || c == '\\' || static_cast<unsigned char>(c) < 0x20U || c == 0x7F;
           });
}

/// Calls `take` with each part; stops when it says so.
template <class Take>
bool for_each_part(std::string_view text, char separator, Take take) {
    while (true) {
        const std::size_t end = std::min(text.find(separator), text.size());
        if (!take(text.substr(0, end))) {
            return false;
        }
        if (end == text.size()) {
            return true;
        }
        text.remove_prefix(end + 1);
    }
}

}  // namespace

std::optional<std::string> percent_decoded(std::string_view text) { return decoded(text, false); }

std::optional<RequestTarget> parse_target(std::string_view target) {
    if (!target.starts_with('/')) {
        return std::nullopt;
    }
    RequestTarget result;
    const std::size_t mark = std::min(target.find('?'), target.size());
    const bool path_is_good = for_each_part(target.substr(1, mark - 1), '/', [&](std::string_view part) {
        const auto segment = decoded(part, false);
        if (!segment || !names_a_thing(*segment)) {
            return false;
        }
        if (!segment->empty()) {
            result.segments.push_back(*segment);
        }
        return true;
    });
    const std::string_view query = target.substr(std::min(mark + 1, target.size()));
    const bool query_is_good = for_each_part(query, '&', [&](std::string_view part) {
        const std::size_t equals = std::min(part.find('='), part.size());
        const auto name = decoded(part.substr(0, equals), true);
        const auto value = decoded(part.substr(std::min(equals + 1, part.size())), true);
        if (!name || !value) {
            return false;
        }
        if (!part.empty()) {
            result.query[*name] = *value;
        }
        return true;
    });
    return path_is_good && query_is_good ? std::optional(std::move(result)) : std::nullopt;
}

}  // namespace footfall::serve
