// Strict reading of JSON bodies.
#include "serve/json_body.h"

#include <fmt/format.h>

#include <cmath>
#include <utility>

#include "io/column_names.h"
#include "io/number.h"
#include "serve/api_error.h"
#include "serve/utf8.h"

namespace footfall::serve {
namespace {

ApiError bad_value(const char* key, const std::string& expected) {
    return {400, "bad_value", fmt::format("\"{}\" must be {}.", key, expected)};
}

ApiError bad_body(const char* message) { return {400, "bad_json", message}; }

template <class T>
T required(std::optional<T> value, const char* key) {
    if (!value) {
        throw ApiError(400, "missing", fmt::format("\"{}\" is missing.", key));
    }
    return std::move(*value);
}

}  // namespace

JsonBody::JsonBody(const Request& request) {
    const std::string_view stated = request.header("content-type").value_or("");
    const std::string_view type = stated.substr(0, stated.find(';'));  // what follows is its charset
    if (io::lower_case(io::trimmed(type)) != "application/json") {
        throw ApiError(415, "wrong_type",
                       "The body must be JSON, and say so: Content-Type: application/json.");
    }
    bool too_deep = false;
    const auto watch = [&](int depth, nlohmann::json::parse_event_t, nlohmann::json&) {
        too_deep = too_deep || depth > kDeepest;
        return depth <= kDeepest;
    };
    json_ = nlohmann::json::parse(request.body, watch, false);
    if (json_.is_discarded() || too_deep || !json_.is_object()) {
        throw bad_body("The body must be a JSON object.");
    }
}

JsonBody::JsonBody(nlohmann::json object) : json_(std::move(object)) {}

bool JsonBody::has(const char* key) const { return json_.contains(key); }

const nlohmann::json* JsonBody::find(const char* key) {
    asked_.insert(key);
    const auto entry = json_.find(key);
    return entry == json_.end() || entry->is_null() ? nullptr : &*entry;
}

std::optional<std::string> JsonBody::optional_text(const char* key) {
    const nlohmann::json* value = find(key);
    if (value == nullptr) {
        return std::nullopt;
    }
    if (!value->is_string() || !is_text(value->get_ref<const std::string&>())) {
        throw bad_value(key, "text");
    }
    return value->get<std::string>();
}

std::optional<std::int64_t> JsonBody::optional_whole(const char* key, std::int64_t least, std::int64_t most) {
    const nlohmann::json* value = find(key);
    if (value == nullptr) {
        return std::nullopt;
    }
    if (!value->is_number_integer() ||
        (value->is_number_unsigned() && value->get<std::uint64_t>() > INT64_MAX) ||
        value->get<std::int64_t>() < least || value->get<std::int64_t>() > most) {
        throw bad_value(key, fmt::format("a whole number from {} to {}", least, most));
    }
    return value->get<std::int64_t>();
}

std::optional<double> JsonBody::optional_number(const char* key, double least, double most) {
    const nlohmann::json* value = find(key);
    if (value == nullptr) {
        return std::nullopt;
    }
    if (!value->is_number() || !(value->get<double>() >= least && value->get<double>() <= most)) {
        throw bad_value(key, fmt::format("a number from {} to {}", least, most));
    }
    return value->get<double>();
}

std::optional<bool> JsonBody::optional_flag(const char* key) {
    const nlohmann::json* value = find(key);
    if (value == nullptr) {
        return std::nullopt;
    }
    if (!value->is_boolean()) {
        throw bad_value(key, "true or false");
    }
    return value->get<bool>();
}

std::optional<JsonBody> JsonBody::optional_object(const char* key) {
    const nlohmann::json* value = find(key);
    if (value == nullptr) {
        return std::nullopt;
    }
    if (!value->is_object()) {
        throw bad_value(key, "an object");
    }
    return JsonBody(*value);
}

std::string JsonBody::text(const char* key) { return required(optional_text(key), key); }

std::int64_t JsonBody::whole(const char* key, std::int64_t least, std::int64_t most) {
    return required(optional_whole(key, least, most), key);
}

JsonBody JsonBody::object(const char* key) { return required(optional_object(key), key); }

void JsonBody::reject_others() const {
    for (const auto& [key, value] : json_.items()) {
        if (!asked_.contains(key)) {
            // The key is a stranger's text, and would be shown.
            throw ApiError(400, "unknown_key", "The body has a key that nothing here knows.");
        }
    }
}

}  // namespace footfall::serve
