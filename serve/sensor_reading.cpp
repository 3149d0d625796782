// What may be a person's code.
#include "serve/sensor_reading.h"

#include <algorithm>

namespace footfall::serve {

bool is_person_code(std::string_view text) noexcept {
    const auto allowed = [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
               c == '_' || c == '.';
    };
    return !text.empty() && text.size() <= kLongestPersonCode &&
           std::all_of(text.begin(), text.end(), allowed);
}

}  // namespace footfall::serve
