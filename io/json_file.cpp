// Reads JSON with missing numbers, and the few shapes the data sets use.
#include "io/json_file.h"

#include <algorithm>
#include <cmath>
#include <fstream>
#include <sstream>

#include "footfall/recording/error.h"
#include "io/number.h"
#include "io/sample_clock.h"

namespace footfall::io {

namespace {

std::string text_of_file(const std::filesystem::path& file) {
    std::ifstream stream(file, std::ios::binary);
    std::ostringstream text;
    std::error_code ignored;
    if (std::filesystem::is_directory(file, ignored) || !stream || (text << stream.rdbuf(), stream.bad())) {
        throw Error(file.string(), "", "a readable file", "none");
    }
    return std::move(text).str();
}

std::string shown(const nlohmann::json& value) {
    return in_quotes(value.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace));
}

std::optional<std::int64_t> index_of(const nlohmann::json& value) {
    const auto index = value.is_number() ? whole_number_from(value.get<double>()) : std::nullopt;
    return index && std::abs(*index) <= kLargestIndex ? index : std::nullopt;
}

}  // namespace

std::string with_missing_as_null(std::string_view text) {
    std::string json;
    json.reserve(text.size() + 64);
    bool in_string = false;
    for (std::size_t i = 0; i < text.size();) {
        if (in_string) {
            const std::size_t length = text[i] == '\\' && i + 1 < text.size() ? 2 : 1;
            in_string = text[i] != '"';
            json.append(text.substr(i, length));
            i += length;
            continue;
        }
        in_string = text[i] == '"';
        const std::string_view rest = text.substr(i);
        std::size_t length = 0;
        for (const std::string_view word : {"NaN", "Infinity", "-Infinity"}) {
            if (rest.starts_with(word)) {
                length = word.size();
            }
        }
        if (length > 0) {
            json.append("null");
            i += length;
        } else {
            json.push_back(text[i++]);
        }
    }
    return json;
}

nlohmann::json read_json_object(const std::filesystem::path& file) {
    const std::string text = with_missing_as_null(text_of_file(file));
    try {
        nlohmann::json object = nlohmann::json::parse(text);
        if (!object.is_object()) {
            throw Error(file.string(), "line 1", "a JSON object", shown(object));
        }
        return object;
    } catch (const nlohmann::json::parse_error& error) {
        const std::size_t at = std::min(error.byte, text.size());
        const auto line = 1 + std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(at), '\n');
        const std::size_t from = at > 10 ? at - 10 : 0;
        throw Error(file.string(), "line " + std::to_string(line), "JSON",
                    at >= text.size() ? "the end of the file inside it" : in_quotes(text.substr(from, 20)));
    } catch (const nlohmann::json::exception& error) {  // e.g. a number too large for a double
        throw Error(file.string(), "", "JSON", error.what());
    }
}

std::optional<double> optional_number(const nlohmann::json& object, const char* key) {
    const auto found = object.find(key);
    if (found == object.end()) {
        return std::nullopt;
    }
    std::optional<double> number;
    if (found->is_number()) {
        number = found->get<double>();
    } else if (found->is_string()) {
        number = number_from(found->get_ref<const std::string&>());
    }
    return number && std::isfinite(*number) ? number : std::nullopt;
}

std::vector<IndexPair> index_pairs(const nlohmann::json& object, const char* key, const std::string& file,
                                   Presence presence) {
    const auto found = object.find(key);
    if (found == object.end() || found->is_null()) {
        if (presence == Presence::required) {
            throw Error(file, key, "a list of pairs of whole numbers", "no such key");
        }
        return {};
    }
    if (!found->is_array()) {
        throw Error(file, key, "a list of pairs of whole numbers", shown(*found));
    }
    const bool one_pair = found->size() == 2 && (*found)[0].is_number();
    const nlohmann::json list = one_pair ? nlohmann::json::array({*found}) : *found;
    std::vector<IndexPair> pairs;
    pairs.reserve(list.size());
    for (const nlohmann::json& pair : list) {
        const std::string place = std::string(key) + "[" + std::to_string(pairs.size()) + "]";
        const bool is_pair = pair.is_array() && pair.size() == 2;
        const std::optional<std::int64_t> start = is_pair ? index_of(pair[0]) : std::nullopt;
        const std::optional<std::int64_t> end = is_pair ? index_of(pair[1]) : std::nullopt;
        if (!start || !end) {
            throw Error(file, place, "a pair of whole numbers", shown(pair));
        }
        pairs.push_back({*start, *end, place});
    }
    return pairs;
}

}  // namespace footfall::io
