// Readings as text, one a line.
#include "serve/text_reading.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <nlohmann/json.hpp>

#include "io/number.h"

namespace footfall::serve {
namespace {

using Json = nlohmann::json;

// Names of CSV's columns. JSON has lists of three, "acc" and "gyr", in place of the last six.
enum Key : std::size_t { person, foot, counter, counter_bits, time_s, rate_hz, gravity, first_channel };
constexpr std::array<std::string_view, first_channel + kChannels> kColumns = {
    "person", "foot",  "counter", "counter_bits", "time_s", "rate_hz", "gravity",
    "acc_x",  "acc_y", "acc_z",   "gyr_x",        "gyr_y",  "gyr_z"};
constexpr std::size_t kNoColumn = kColumns.size();

constexpr std::size_t kMostColumns = 64;

}  // namespace

/// What a line says, each as its text or number; what it doesn't say is empty.
struct TextReader::Fields {
    std::array<std::optional<std::string_view>, kColumns.size()> text;
    std::array<std::optional<double>, kColumns.size()> number;
};

bool TextReader::wrong(std::string_view key, std::string_view expected, std::string_view found) {
    problem_ = fmt::format("{}: expected {}, found {}", key, expected, found);
    return false;
}

TextReader::Outcome TextReader::read(std::string_view line, SensorReading& reading) {
    const std::string_view text = io::trimmed(line);
    if (text.empty()) {
        return Outcome::nothing;
    }
    if (columns_.empty() && (json_ || text.front() == '{')) {
        json_ = true;
        return read_json(text, reading) ? Outcome::reading : Outcome::malformed;
    }
    if (columns_.empty()) {
        return read_header(text) ? Outcome::nothing : Outcome::malformed;
    }
    return read_row(text, reading) ? Outcome::reading : Outcome::malformed;
}

bool TextReader::read_json(std::string_view line, SensorReading& reading) {
    const Json object = Json::parse(line, nullptr, false);
    if (!object.is_object()) {
        return wrong("line", "a JSON object", io::in_quotes(line));
    }
    Fields fields;
    const auto number = [&](const Json& value, std::size_t key) {
        if (value.is_number()) {
            fields.number[key] = value.get<double>();
        }
        return value.is_number() || wrong(kColumns[key], "a number", io::in_quotes(value.type_name()));
    };
    for (std::size_t key = 0; key < first_channel; ++key) {
        const auto found = object.find(kColumns[key]);
        if (found == object.end() || found->is_null()) {
            continue;
        }
        if (key == person || key == foot || key == gravity) {
            if (!found->is_string()) {
                return wrong(kColumns[key], "a text", io::in_quotes(found->type_name()));
            }
            fields.text[key] = found->get_ref<const std::string&>();
        } else if (!number(*found, key)) {
            return false;
        }
    }
    std::size_t channel = first_channel;
    for (const char* key : {"acc", "gyr"}) {
        const auto found = object.find(key);
        if (found == object.end() || !found->is_array() || found->size() != 3) {
            return wrong(key, "a list of three numbers", "none");
        }
        for (const Json& value : *found) {
            if (!number(value, channel++)) {
                return false;
            }
        }
    }
    return take(fields, reading);
}

bool TextReader::read_header(std::string_view line) {
    std::vector<std::size_t> columns;
    std::size_t begin = 0;
    while (begin <= line.size()) {
        const std::size_t end = std::min(line.find(',', begin), line.size());
        const auto* const found =
            std::find(kColumns.begin(), kColumns.end(), io::trimmed(line.substr(begin, end - begin)));
        columns.push_back(static_cast<std::size_t>(found - kColumns.begin()));
        begin = end + 1;
    }
    if (columns.size() > kMostColumns) {
        return wrong("header", "at most 64 columns", std::to_string(columns.size()));
    }
    for (std::size_t key = 0; key < kColumns.size(); ++key) {
        const auto times = std::count(columns.begin(), columns.end(), key);
        if (times > 1 || (times == 0 && key >= first_channel)) {
            return wrong("header", fmt::format("one column {}", kColumns[key]), io::in_quotes(line));
        }
    }
    columns_ = std::move(columns);
    return true;
}

bool TextReader::read_row(std::string_view line, SensorReading& reading) {
    Fields fields;
    std::size_t column = 0;
    std::size_t begin = 0;
    for (; begin <= line.size(); ++column) {
        const std::size_t end = std::min(line.find(',', begin), line.size());
        const std::string_view cell = io::trimmed(line.substr(begin, end - begin));
        begin = end + 1;
        if (column >= columns_.size() || columns_[column] == kNoColumn || cell.empty()) {
            continue;
        }
        const std::size_t key = columns_[column];
        if (key == person || key == foot || key == gravity) {
            fields.text[key] = cell;
            continue;
        }
        fields.number[key] = io::number_from(cell);
        if (!fields.number[key]) {
            return wrong(kColumns[key], "a number", io::in_quotes(cell));
        }
    }
    return column == columns_.size()
               ? take(fields, reading)
               : wrong("line", fmt::format("{} cells", columns_.size()), std::to_string(column));
}

bool TextReader::take(const Fields& fields, SensorReading& reading) {
    const auto& [text, number] = fields;
    const std::string_view code =
        text[person].value_or(defaults_.person ? std::string_view(*defaults_.person) : std::string_view());
    if (!is_person_code(code)) {
        return wrong("person", "a code of 1 to 32 letters, digits, '-', '_' and '.'", io::in_quotes(code));
    }
    reading.stream.person.assign(code);
    const std::string_view side =
        text[foot].value_or(defaults_.foot ? to_string(*defaults_.foot) : std::string_view());
    if (side != "left" && side != "right") {
        return wrong("foot", "left or right", io::in_quotes(side));
    }
    reading.stream.foot = side == "left" ? Foot::left : Foot::right;
    reading.kind = defaults_.kind;
    reading.kind.ordered = true;
    if (text[gravity] && *text[gravity] != "included" && *text[gravity] != "removed") {
        return wrong("gravity", "included or removed", io::in_quotes(*text[gravity]));
    }
    if (text[gravity]) {
        reading.kind.gravity = *text[gravity] == "included" ? Gravity::included : Gravity::removed;
    }
    const double rate = number[rate_hz].value_or(defaults_.kind.rate_hz);
    if (!(rate >= kLowestLiveRateHz && rate <= kHighestLiveRateHz)) {
        return wrong("rate_hz", "10 to 1000", io::text_of(rate));
    }
    reading.kind.rate_hz = rate;
    if (number[counter_bits]) {
        if (*number[counter_bits] != 16.0 && *number[counter_bits] != 32.0) {
            return wrong("counter_bits", "16 or 32", io::text_of(*number[counter_bits]));
        }
        reading.kind.counter_bits = static_cast<int>(*number[counter_bits]);
    }
    reading.counter.reset();
    if (number[counter]) {
        const int bits = reading.kind.counter_bits;
        const std::int64_t limit = bits == 0 ? kLargestCounter : std::int64_t{1} << bits;
        reading.counter = io::whole_number_from(*number[counter]);
        if (!reading.counter || *reading.counter < 0 || *reading.counter >= limit) {
            return wrong("counter", "a whole number within its bits", io::text_of(*number[counter]));
        }
    }
    reading.device_time.reset();
    if (number[time_s]) {
        const double ns = *number[time_s] * static_cast<double>(kNanosecondsPerSecond);
        if (!(std::abs(ns) < static_cast<double>(kLatestDeviceTime))) {
            return wrong("time_s", "seconds within 146 years", io::text_of(*number[time_s]));
        }
        reading.device_time = std::llround(ns);
    }
    if (!reading.counter && !reading.device_time) {
        return wrong("line", "a counter or a time_s", "neither");
    }
    std::array<float, kChannels> channel{};
    for (std::size_t i = 0; i < channel.size(); ++i) {
        if (!number[first_channel + i]) {
            return wrong(kColumns[first_channel + i], "a number", "none");
        }
        channel[i] = static_cast<float>(*number[first_channel + i]);
    }
    reading.imu = {{channel[0], channel[1], channel[2]}, {channel[3], channel[4], channel[5]}};
    return is_measurable(reading.imu) ||
           wrong("line", "what a sensor on a foot can measure, in m/s2 and rad/s", "values beyond it");
}

void TextDecoder::feed(std::string_view bytes, Nanoseconds arrival, const Source::Deliver& deliver,
                       SourceStatus& status) {
    reading_.arrival = arrival;
    while (!bytes.empty()) {
        const std::size_t end = bytes.find('\n');
        const bool complete = end != std::string_view::npos;
        const std::string_view piece = bytes.substr(0, end);
        bytes.remove_prefix(complete ? end + 1 : bytes.size());
        if (!too_long_ && begun_.size() + piece.size() > kLongestLine) {
            too_long_ = true;
            begun_.clear();
        }
        if (!complete) {
            if (!too_long_) {
                begun_ += piece;
            }
        } else if (too_long_) {
            too_long_ = false;
            ++malformed_in_a_row_;
            status.malformed_because("line: expected at most 1024 bytes, found more");
        } else if (begun_.empty()) {
            line(piece, deliver, status);
        } else {
            begun_ += piece;
            line(begun_, deliver, status);
            begun_.clear();
        }
    }
}

void TextDecoder::finish(Nanoseconds arrival, const Source::Deliver& deliver, SourceStatus& status) {
    if (!begun_.empty() || too_long_) {
        feed("\n", arrival, deliver, status);
    }
}

void TextDecoder::line(std::string_view text, const Source::Deliver& deliver, SourceStatus& status) {
    switch (reader_.read(text, reading_)) {
        case TextReader::Outcome::reading:
            malformed_in_a_row_ = 0;
            ++status.readings;
            deliver(reading_);
            break;
        case TextReader::Outcome::malformed:
            ++malformed_in_a_row_;
            status.malformed_because(reader_.problem());
            break;
        case TextReader::Outcome::nothing: break;
    }
}

}  // namespace footfall::serve
