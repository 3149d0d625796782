// Names, magnitudes and steps of columns.
#include "io/table_guess.h"

#include <algorithm>
#include <cmath>
#include <map>

#include <fmt/format.h>

#include "footfall/recording/error.h"
#include "io/column_names.h"
#include "io/foot_columns.h"
#include "io/line_reader.h"
#include "io/number.h"
#include "io/sample_clock.h"
#include "io/table_reader.h"

namespace footfall::io {
namespace {

constexpr std::size_t kPreviewRows = 8;
constexpr std::size_t kMostColumns = 1024;
constexpr std::size_t kMostComplaints = 8;

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
        TableReader table(lines_, shape_.separator, shape_.header_rows, shape_.decimal_comma);
        read(table);
        const auto names = table.names();
        std::map<std::string, int> roles;
        for (std::size_t i = 0; i < values_.size(); ++i) {
            const std::string name = i < names.size() ? names[i] : "";
            const ColumnName what = read_column_name(name);
            ColumnGuess column{name, "", unit_in_name(what.kind, name)};
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
            complain({"feet_unnamed", "No column is named as a foot's: please say which is which.", {}});
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
            complain({"broken_row",
                      error.what(),
                      {{"line", static_cast<std::int64_t>(lines_.number())}, {"problem", error.what()}}});
        }
        if (std::none_of(values_.begin(), values_.end(),
                         [](const ColumnValues& column) { return column.numbers > 0; })) {
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
            const auto number = table.optional_number(i);
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

    /// Time is what a column of it says; a column that counts samples where there is no such column.
    void guess_clock() {
        guess_.rate_hz = shape_.stated_rate_hz;
        bool has_time = false;
        for (std::size_t i = 0; i < guess_.columns.size(); ++i) {
            ColumnGuess& column = guess_.columns[i];
            if (column.role == "time") {
                has_time = guess_time(column, values_[i]) || has_time;
            }
        }
        for (std::size_t i = 0; i < guess_.columns.size(); ++i) {
            ColumnGuess& column = guess_.columns[i];
            if (column.role == "counter") {
                const bool counts = !has_time && values_[i].whole && values_[i].median_step() >= 1.0;
                column.role = counts ? "time" : "";
                column.unit = counts ? "counter" : "";
                has_time = has_time || counts;
            }
        }
        if (!guess_.rate_hz) {
            complain({"no_rate", "The file does not say how many samples a second it has.", {}});
        }
    }

    /// False when it is none after all.
    bool guess_time(ColumnGuess& column, const ColumnValues& values) {
        if (!values.rises) {
            complain({"time_backwards",
                      fmt::format("Time runs backwards in the column \"{}\".", column.name),
                      {{"column", column.name}}});
            column.role.clear();
            column.unit.clear();
            return false;
        }
        column.unit = column.unit.empty() ? time_unit(values.median_step()) : column.unit;
        const double step_s = values.median_step() * seconds_in(column.unit);
        if (!column.unit.empty() && step_s > 0.0 && !guess_.rate_hz) {
            guess_.rate_hz = std::round(1e4 / step_s) / 1e4;
        }
        return true;
    }

    void complain(Complaint complaint) {
        if (guess_.complaints.size() < kMostComplaints) {
            guess_.complaints.push_back(std::move(complaint));
        }
    }

    LineReader lines_;
    TableShape shape_;
    TableGuess guess_;
    std::vector<ColumnValues> values_;
    std::vector<std::string> kinds_;  // "acc" or "gyro" of each column
};

}  // namespace

TableGuess guess_table(const std::filesystem::path& file, const TableShape& shape,
                       std::optional<Foot> file_foot) {
    return Guesser(file, shape).guess(file_foot);
}

}  // namespace footfall::io
