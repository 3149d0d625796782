// Names, magnitudes and steps of columns.
#include "io/table_guess.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <cmath>
#include <map>

#include <fmt/format.h>

#include "footfall/recording/error.h"
#include "io/foot_columns.h"
#include "io/line_reader.h"
#include "io/number.h"
#include "io/sample_clock.h"
#include "io/table_reader.h"

namespace footfall::io {
namespace {

constexpr std::size_t kPreviewRows = 8;
constexpr std::size_t kShapeLines = 64;
constexpr std::size_t kMostColumns = 1024;
constexpr std::size_t kMostComplaints = 8;

std::string lower(std::string_view text) {
    std::string result(text);
    std::transform(result.begin(), result.end(), result.begin(),
                   [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return result;
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

std::string stated_unit(const std::string& role, const std::string& name) {
    const auto holds = [&](std::initializer_list<const char*> parts) {
        return std::any_of(parts.begin(), parts.end(),
                           [&](const char* part) { return name.find(part) != std::string::npos; });
    };
    if (role == "acc") {
        return holds({"m/s", "ms2", "ms^2", "mps2"}) ? "m/s2" : holds({"(g)", "[g]", "_g"}) ? "g" : "";
    }
    if (role == "gyro") {
        return holds({"deg", "dps", "°"}) ? "deg/s" : holds({"rad"}) ? "rad/s" : "";
    }
    if (role == "time") {
        return holds({"ms", "milli"})                 ? "ms"
               : holds({"us", "µs", "micro"})         ? "us"
               : holds({"_ns", "(ns", "[ns", "nano"}) ? "ns"
               : holds({"_s", "(s", "[s", "sec"})     ? "s"
                                                      : "";
    }
    return "";
}

struct Named {
    std::string kind;  // "acc", "gyro", "time", "counter" or ""
    std::string axis;
    std::optional<Foot> foot;
};

Named named(const std::string& name) {
    const std::vector<std::string> words = words_of(name);
    if (words.empty()) {
        return {};
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

/// What the values of a column come to.
struct ColumnValues {
    std::int64_t numbers = 0;
    double squares = 0.0;
    double sum = 0.0;
    std::optional<double> first;
    double last = 0.0;
    bool rises = true;
    bool whole = true;
    std::vector<double> steps;

    void add(double value) {
        constexpr std::size_t kSteps = 4096;
        ++numbers;
        squares += value * value;
        sum += value;
        whole = whole && value == std::floor(value);
        if (first) {
            rises = rises && value >= last;
            if (steps.size() < kSteps && value > last) {
                steps.push_back(value - last);
            }
        } else {
            first = value;
        }
        last = value;
    }
    [[nodiscard]] double mean_square() const {
        return numbers > 0 ? squares / static_cast<double>(numbers) : 0.0;
    }
    [[nodiscard]] double mean() const { return numbers > 0 ? sum / static_cast<double>(numbers) : 0.0; }
    [[nodiscard]] double median_step() const {
        if (steps.empty()) {
            return 0.0;
        }
        std::vector<double> sorted = steps;
        std::nth_element(sorted.begin(), sorted.begin() + static_cast<std::ptrdiff_t>(sorted.size() / 2),
                         sorted.end());
        return sorted[sorted.size() / 2];
    }
};

double seconds_in(const std::string& unit) {
    return unit == "ms" ? 1e-3 : unit == "us" ? 1e-6 : unit == "ns" ? 1e-9 : 1.0;
}

/// Sensors on feet are sampled at 10 to 2000 Hz: only one unit makes that of the steps.
std::string time_unit(double step) {
    constexpr double kShortest_s = 1.0 / 2000.0;
    constexpr double kLongest_s = 1.0 / 10.0;
    for (const char* unit : {"s", "ms", "us", "ns"}) {
        const double step_s = step * seconds_in(unit);
        if (step_s >= kShortest_s && step_s <= kLongest_s) {
            return unit;
        }
    }
    return "";
}

class Guesser {
public:
    Guesser(const std::filesystem::path& file, const TableShape& shape) : lines_(file), shape_(shape) {}

    TableGuess guess(std::optional<Foot> file_foot) {
        TableReader table(lines_, shape_.separator, shape_.header_rows);
        read(table);
        const auto names = table.names();
        std::map<std::string, int> roles;
        for (std::size_t i = 0; i < values_.size(); ++i) {
            const std::string name = i < names.size() ? names[i] : "";
            const Named what = named(name);
            ColumnGuess column{name, "", stated_unit(what.kind, lower(name))};
            if (what.kind == "acc" || what.kind == "gyro") {
                const std::optional<Foot> foot = what.foot ? what.foot : file_foot;
                if (foot) {
                    column.role = fmt::format("{}_{}_{}", to_string(*foot), what.kind, what.axis);
                }
                kinds_.push_back(what.kind);
            } else {
                column.role = what.kind;
                kinds_.emplace_back();
            }
            if (values_[i].numbers == 0 || (!column.role.empty() && ++roles[column.role] > 1)) {
                column.role.clear();
            }
            guess_.columns.push_back(std::move(column));
        }
        if (!roles.contains("left_acc_x") && !roles.contains("right_acc_x")) {
            guess_.complaints.emplace_back("No column is named as a foot's: please say which is which.");
        }
        guess_units();
        guess_clock();
        return std::move(guess_);
    }

private:
    void read(TableReader& table) {
        try {
            while (table.next_row()) {
                if (values_.empty()) {
                    if (table.names().size() > kMostColumns) {
                        throw Error(lines_.file(), "", "at most 1024 columns",
                                    std::to_string(table.names().size()));
                    }
                    values_.resize(table.names().size());
                }
                add_row(table);
            }
        } catch (const Error& error) {
            // What is before it is shown; the analysis says the same of it.
            complain(error.what());
        }
        if (values_.empty()) {
            throw Error(lines_.file(), "", "rows of numbers", "none");
        }
    }

    void add_row(const TableReader& table) {
        ++guess_.rows;
        if (guess_.preview.size() < kPreviewRows) {
            guess_.preview.emplace_back();
            for (std::size_t i = 0; i < values_.size(); ++i) {
                guess_.preview.back().emplace_back(trimmed(table.text(i)).substr(0, 40));
            }
        }
        for (std::size_t i = 0; i < values_.size(); ++i) {
            const auto number = number_from(trimmed(table.text(i)));
            if (number && std::isfinite(*number)) {
                values_[i].add(*number);
            }
        }
    }

    /// Root of the mean square of the three axes together.
    [[nodiscard]] double size_of(const char* kind) const {
        double squares = 0.0;
        int axes = 0;
        for (std::size_t i = 0; i < kinds_.size(); ++i) {
            if (kinds_[i] == kind && values_[i].numbers > 0) {
                squares += values_[i].mean_square();
                ++axes;
            }
        }
        return axes > 0 ? std::sqrt(3.0 * squares / axes) : 0.0;
    }

    void guess_units() {
        constexpr double kBetweenGAndMps2 = 4.0;  // a foot's acceleration, gravity in: 1 to 2.5 g
        constexpr double kBetweenRadAndDeg =
            12.0;  // a walking foot turns with 2 to 5 rad/s, root mean square
        const double acceleration = size_of("acc");
        const double angular_rate = size_of("gyro");
        for (std::size_t i = 0; i < kinds_.size(); ++i) {
            ColumnGuess& column = guess_.columns[i];
            if (kinds_[i] == "acc" && column.unit.empty() && acceleration > 0.0) {
                column.unit = acceleration < kBetweenGAndMps2 ? "g" : "m/s2";
            } else if (kinds_[i] == "gyro" && column.unit.empty() && angular_rate > 0.0) {
                column.unit = angular_rate < kBetweenRadAndDeg ? "rad/s" : "deg/s";
            }
        }
        guess_gravity();
    }

    /// Where gravity is in, the means of the axes hold it but for what the foot's turning takes away.
    void guess_gravity() {
        for (const Foot foot : {Foot::left, Foot::right}) {
            double mean_square = 0.0;
            double unit = 1.0;
            int axes = 0;
            for (std::size_t i = 0; i < kinds_.size(); ++i) {
                const ColumnGuess& column = guess_.columns[i];
                if (column.role.starts_with(fmt::format("{}_acc", to_string(foot)))) {
                    unit = column.unit == "g" ? kStandardGravityMps2 : 1.0;
                    mean_square += values_[i].mean() * values_[i].mean();
                    ++axes;
                }
            }
            if (axes == 3) {
                const bool is_in = std::sqrt(mean_square) * unit > 0.4 * kStandardGravityMps2;
                guess_.gravity = is_in ? Gravity::included : Gravity::removed;
                return;
            }
        }
    }

    void guess_clock() {
        guess_.rate_hz = shape_.stated_rate_hz;
        for (std::size_t i = 0; i < guess_.columns.size(); ++i) {
            ColumnGuess& column = guess_.columns[i];
            if (column.role != "time" && column.role != "counter") {
                continue;
            }
            const ColumnValues& values = values_[i];
            if (!values.rises && column.role == "time") {
                complain(fmt::format("Time runs backwards in the column \"{}\".", column.name));
                column.role.clear();
                column.unit.clear();
                continue;
            }
            if (column.role == "time") {
                column.unit = column.unit.empty() ? time_unit(values.median_step()) : column.unit;
                const double step_s = values.median_step() * seconds_in(column.unit);
                if (!column.unit.empty() && step_s > 0.0 && !guess_.rate_hz) {
                    guess_.rate_hz = std::round(1e4 / step_s) / 1e4;
                }
            } else {
                column.unit.clear();
            }
        }
        if (!guess_.rate_hz) {
            complain("The file does not say how many samples a second it has.");
        }
    }

    void complain(std::string text) {
        if (guess_.complaints.size() < kMostComplaints) {
            guess_.complaints.push_back(std::move(text));
        }
    }

    LineReader lines_;
    TableShape shape_;
    TableGuess guess_;
    std::vector<ColumnValues> values_;
    std::vector<std::string> kinds_;  // "acc" or "gyro" of each column
};

std::vector<std::string_view> first_lines(std::string_view text) {
    std::vector<std::string_view> lines;
    while (!text.empty() && lines.size() < kShapeLines) {
        const std::size_t end = std::min(text.find('\n'), text.size());
        std::string_view line = text.substr(0, end);
        if (line.ends_with('\r')) {
            line.remove_suffix(1);
        }
        lines.push_back(line);
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return lines;
}

struct Cells {
    std::size_t count = 0;
    std::size_t numbers = 0;
};

Cells cells_of(std::string_view line, char separator) {
    Cells cells;
    while (true) {
        const std::size_t end = std::min(line.find(separator), line.size());
        std::string_view cell = trimmed(line.substr(0, end));
        if (cell.size() >= 2 && cell.front() == '"' && cell.back() == '"') {
            cell = cell.substr(1, cell.size() - 2);
        }
        ++cells.count;
        cells.numbers += cell.empty() || number_from(cell) ? 1U : 0U;
        if (end == line.size()) {
            return cells;
        }
        line.remove_prefix(end + 1);
    }
}

std::optional<double> rate_in(std::string_view line) {
    const std::string text = lower(line);
    if (text.find("hz") == std::string::npos && text.find("freq") == std::string::npos &&
        text.find("rate") == std::string::npos) {
        return std::nullopt;
    }
    const std::size_t digit = text.find_first_of("0123456789");
    const std::size_t end = std::min(text.find_first_not_of("0123456789.", digit), text.size());
    const auto rate =
        digit == std::string::npos ? std::nullopt : number_from(text.substr(digit, end - digit));
    return rate && *rate >= kLowestRateHz && *rate <= kHighestRateHz ? rate : std::nullopt;
}

}  // namespace

TableShape shape_of(std::string_view beginning) {
    const std::vector<std::string_view> lines = first_lines(beginning);
    TableShape best;
    std::size_t best_cells = 0;
    for (const char separator : {',', ';', '\t', ' '}) {
        std::map<std::size_t, std::size_t> widths;
        for (const std::string_view line : lines) {
            const Cells cells = cells_of(line, separator);
            if (cells.count > 1 && 2 * cells.numbers > cells.count) {
                ++widths[cells.count];
            }
        }
        for (const auto& [width, rows] : widths) {
            if (width * rows <= best_cells) {
                continue;
            }
            best_cells = width * rows;
            TableShape shape;
            shape.separator = separator;
            shape.header_rows = 0;
            std::size_t first = 0;
            const auto is_row = [&, columns = width](std::string_view line) {
                const Cells cells = cells_of(line, separator);
                return cells.count == columns && 2 * cells.numbers > cells.count;
            };
            while (!is_row(lines[first])) {
                ++first;
            }
            while (shape.header_rows < 2 && first > 0 &&
                   cells_of(lines[first - 1], separator).count == width) {
                ++shape.header_rows;
                --first;
            }
            shape.lines_before = static_cast<int>(first);
            best = shape;
        }
    }
    for (int i = 0; i < best.lines_before; ++i) {
        const auto rate = rate_in(lines[static_cast<std::size_t>(i)]);
        best.stated_rate_hz = rate ? rate : best.stated_rate_hz;
    }
    return best;
}

TableGuess guess_table(const std::filesystem::path& file, const TableShape& shape,
                       std::optional<Foot> file_foot) {
    return Guesser(file, shape).guess(file_foot);
}

std::optional<Foot> foot_in_name(std::string_view filename) { return foot_in(words_of(filename)); }

}  // namespace footfall::io
