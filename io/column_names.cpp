// Words of column names.
#include "io/column_names.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <initializer_list>
#include <utility>
#include <vector>

namespace footfall::io {
namespace {

/// Chinese names in the words of others; what holds another stands before it.
std::string translated(std::string_view name) {
    static constexpr std::array<std::pair<std::string_view, std::string_view>, 21> kTerms = {{
        {"加速度", "acc"},   {"角速度", "gyro"},  {"陀螺仪", "gyro"},  {"陀螺儀", "gyro"}, {"时间戳", "time"},
        {"時間戳", "time"},  {"时间", "time"},    {"時間", "time"},    {"左", "left"},     {"右", "right"},
        {"计数", "counter"}, {"計數", "counter"}, {"序号", "counter"}, {"毫秒", "(ms"},    {"微秒", "(us"},
        {"纳秒", "(ns"},     {"弧度", "rad"},     {"度/", "deg/"},     {"度每", "deg/"},   {"米/", "m/"},
        {"秒", "(s"},
    }};
    std::string result(name);
    for (const auto& [term, word] : kTerms) {
        const std::string apart = fmt::format(" {} ", word);
        for (std::size_t at = result.find(term); at != std::string::npos; at = result.find(term, at)) {
            result.replace(at, term.size(), apart);
        }
    }
    return result;
}

/// "LAX" to "RRZ" of Truong et al. 2019 (ipol2019 in docs/formats.md): foot, acceleration or rotation, axis.
bool is_ipol2019(std::string_view lower) noexcept {
    return lower.size() == 3 && (lower[0] == 'l' || lower[0] == 'r') &&
           (lower[1] == 'a' || lower[1] == 'r') && lower[2] >= 'x' && lower[2] <= 'z';
}

/// Lower-case words: "LeftFoot_AccX (m/s^2)" is left foot acc x m s 2.
std::vector<std::string> words_of(std::string_view name) {
    std::vector<std::string> words;
    bool begins = true;
    char before = ' ';
    for (const char c : name) {
        const auto byte = static_cast<unsigned char>(c);
        const bool letter = std::isalpha(byte) != 0;
        const bool digit = std::isdigit(byte) != 0;
        const bool hump = std::isupper(byte) != 0 && std::islower(static_cast<unsigned char>(before)) != 0;
        const bool number_begins = digit && std::isdigit(static_cast<unsigned char>(before)) == 0;
        begins = begins || hump || number_begins;
        if (!letter && !digit) {
            begins = true;
        } else {
            if (begins) {
                words.emplace_back();
            }
            words.back() += static_cast<char>(std::tolower(byte));
            begins = false;
        }
        before = c;
    }
    return words;
}

bool is_one_of(const std::string& word, std::initializer_list<const char*> words) {
    return std::any_of(words.begin(), words.end(), [&](const char* one) { return word == one; });
}

std::optional<Foot> foot_in(const std::vector<std::string>& words) {
    for (const std::string& word : words) {
        if (is_one_of(word, {"left", "l", "lf", "lfoot", "leftfoot", "links", "gauche", "izq"})) {
            return Foot::left;
        }
        if (is_one_of(word, {"right", "r", "rf", "rfoot", "rightfoot", "rechts", "droit", "der"})) {
            return Foot::right;
        }
    }
    return std::nullopt;
}

/// "acc" or "gyro"; a word may have the axis at its end, as in "accx".
struct SensorWord {
    std::string sensor;
    std::string axis;
};

SensorWord sensor_in(const std::vector<std::string>& words) {
    SensorWord found;
    for (const std::string& word : words) {
        for (const auto& [sensor, stems] :
             {std::pair{"acc", std::array{"acceleration", "accelerometer", "accel", "acc", "a"}},
              std::pair{"gyro", std::array{"gyroscope", "angularrate", "gyro", "gyr", "w"}}}) {
            for (const std::string stem : stems) {
                if (found.sensor.empty() && word == stem) {
                    found.sensor = sensor;
                } else if (found.sensor.empty() && word.size() == stem.size() + 1 && word.starts_with(stem) &&
                           word.back() >= 'x' && word.back() <= 'z') {
                    found = {sensor, std::string(1, word.back())};
                }
            }
        }
        if (found.sensor.empty() && is_one_of(word, {"angular", "omega", "rotation", "g"})) {
            found.sensor = "gyro";
        } else if (found.axis.empty() && is_one_of(word, {"x", "y", "z"})) {
            found.axis = word;
        }
    }
    return found;
}

}  // namespace

std::string lower_case(std::string_view text) {
    std::string result(text);
    std::transform(result.begin(), result.end(), result.begin(),
                   [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return result;
}

std::string unit_in_name(const std::string& kind, const std::string& stated) {
    const std::string name = lower_case(translated(stated));
    if (is_ipol2019(name)) {
        return kind == "acc" ? "g" : "deg/s";
    }
    const auto holds = [&](std::initializer_list<const char*> parts) {
        return std::any_of(parts.begin(), parts.end(),
                           [&](const char* part) { return name.find(part) != std::string::npos; });
    };
    if (kind == "acc") {
        return holds({"m/s", "ms2", "ms^2", "mps2"}) ? "m/s2" : holds({"(g)", "[g]", "_g"}) ? "g" : "";
    }
    if (kind == "gyro") {
        return holds({"deg", "dps", "°"}) ? "deg/s" : holds({"rad"}) ? "rad/s" : "";
    }
    if (kind == "time") {
        return holds({"ms", "milli"})                 ? "ms"
               : holds({"us", "µs", "micro"})         ? "us"
               : holds({"_ns", "(ns", "[ns", "nano"}) ? "ns"
               : holds({"_s", "(s", "[s", "sec"})     ? "s"
                                                      : "";
    }
    return "";
}

ColumnName read_column_name(const std::string& name) {
    const std::vector<std::string> words = words_of(translated(name));
    if (words.empty()) {
        return {};
    }
    if (words.size() == 1 && is_ipol2019(words[0])) {
        const std::string& word = words[0];
        return {word[1] == 'a' ? "acc" : "gyro", word.substr(2), word[0] == 'l' ? Foot::left : Foot::right};
    }
    const SensorWord sensor = sensor_in(words);
    if (!sensor.sensor.empty() && !sensor.axis.empty()) {
        return {sensor.sensor, sensor.axis, foot_in(words)};
    }
    for (const std::string& word : words) {
        if (is_one_of(word, {"time", "timestamp", "t", "ms", "seconds", "sampletime", "zeit"})) {
            return {"time", "", std::nullopt};
        }
        if (is_one_of(word, {"packet", "packetcounter", "counter", "frame", "sample", "index"})) {
            return {"counter", "", std::nullopt};
        }
    }
    return {};
}

std::optional<Foot> foot_in_name(std::string_view filename) {
    return foot_in(words_of(translated(filename)));
}

}  // namespace footfall::io
