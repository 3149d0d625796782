// Reads them strictly.
#include "serve/query_numbers.h"

#include <fmt/format.h>

#include <charconv>

#include "serve/api_error.h"

namespace footfall::serve {

std::int64_t query_whole(const Request& request, const std::string& name, std::int64_t otherwise,
                         std::int64_t least, std::int64_t most) {
    const auto text = request.parameter(name);
    if (!text) {
        return otherwise;
    }
    std::int64_t value = 0;
    const auto [stop, error] = std::from_chars(text->data(), text->data() + text->size(), value);
    if (error != std::errc() || stop != text->data() + text->size() || value < least || value > most) {
        throw ApiError(400, "bad_value",
                       fmt::format("\"{}\" must be a whole number from {} to {}.", name, least, most));
    }
    return value;
}

}  // namespace footfall::serve
