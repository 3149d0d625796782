// Checks values against schemas.
#include "tests/serve/json_schema.h"

#include <algorithm>
#include <regex>
#include <set>

namespace footfall::serve {
namespace {

using nlohmann::json;

bool is_of_type(const json& value, const std::string& type) {
    return (type == "string" && value.is_string()) || (type == "number" && value.is_number()) ||
           (type == "integer" && value.is_number_integer()) || (type == "boolean" && value.is_boolean()) ||
           (type == "object" && value.is_object()) || (type == "array" && value.is_array()) ||
           (type == "null" && value.is_null());
}

std::string objection_to_object(const json& value, const json& schema, const json& document,
                                const std::string& place) {
    for (const json& key : schema.value("required", json::array())) {
        if (!value.contains(key.get<std::string>())) {
            return place + ": no " + key.get<std::string>();
        }
    }
    const json properties = schema.value("properties", json::object());
    for (const auto& [key, member] : value.items()) {
        if (!properties.contains(key)) {
            if (schema.contains("additionalProperties")) {
                return place + ": " + key + " is not described";
            }
            continue;
        }
        const std::string inside = objection_to(member, properties[key], document, place + "." + key);
        if (!inside.empty()) {
            return inside;
        }
    }
    return "";
}

std::string objection_to_array(const json& value, const json& schema, const json& document,
                               const std::string& place) {
    if (value.size() < schema.value("minItems", std::size_t{0}) ||
        value.size() > schema.value("maxItems", value.size())) {
        return place + ": " + std::to_string(value.size()) + " items";
    }
    for (std::size_t i = 0; i < value.size() && schema.contains("items"); ++i) {
        const std::string inside =
            objection_to(value[i], schema["items"], document, place + "[" + std::to_string(i) + "]");
        if (!inside.empty()) {
            return inside;
        }
    }
    return "";
}

}  // namespace

std::string objection_to(const json& value, const json& schema, const json& document,
                         const std::string& place) {
    static const std::set<std::string> kKnown = {
        "type",   "properties", "required", "additionalProperties", "items",  "minItems", "maxItems",
        "enum",   "oneOf",      "$ref",     "description",          "format", "minimum",  "maximum",
        "default"};
    for (const auto& [word, meaning] : schema.items()) {
        if (!kKnown.contains(word)) {
            return place + ": the schema's " + word + " is not known";
        }
    }
    if (schema.contains("$ref")) {
        const json::json_pointer where(schema["$ref"].get<std::string>().substr(1));
        return objection_to(value, document.at(where), document, place);
    }
    if (schema.contains("oneOf")) {
        for (const json& one : schema["oneOf"]) {
            if (objection_to(value, one, document, place).empty()) {
                return "";
            }
        }
        return place + ": none of the allowed, " + value.dump();
    }
    const json types = schema["type"].is_array() ? schema["type"] : json::array({schema["type"]});
    if (std::none_of(types.begin(), types.end(),
                     [&](const json& type) { return is_of_type(value, type.get<std::string>()); })) {
        return place + ": " + value.dump() + " is no " + schema["type"].dump();
    }
    if (schema.contains("enum") &&
        std::find(schema["enum"].begin(), schema["enum"].end(), value) == schema["enum"].end()) {
        return place + ": " + value.dump() + " is not one of " + schema["enum"].dump();
    }
    static const std::regex time(R"(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z)");
    if (schema.value("format", "") == "date-time" && value.is_string() &&
        !std::regex_match(value.get<std::string>(), time)) {
        return place + ": " + value.dump() + " is no time";
    }
    return value.is_object()  ? objection_to_object(value, schema, document, place)
           : value.is_array() ? objection_to_array(value, schema, document, place)
                              : "";
}

}  // namespace footfall::serve
