// Agreement of what is measured with what is annotated: errors, ICC, intervals over people.
#pragma once

#include <algorithm>
#include <cmath>
#include <functional>
#include <vector>

#include "footfall/core/interval.h"
#include "footfall/core/random.h"

namespace footfall {

inline double median(std::vector<double> values) {
    if (values.empty()) {
        return kUnknown;
    }
    const auto half = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
    std::nth_element(values.begin(), half, values.end());
    return *half;
}

inline double quantile(std::vector<double> values, double share) {
    if (values.empty()) {
        return kUnknown;
    }
    std::sort(values.begin(), values.end());
    return values[static_cast<std::size_t>(std::lround(share * static_cast<double>(values.size() - 1)))];
}

/// One figure of one person: measured and annotated, s.
struct Pairs {
    std::vector<double> measured;
    std::vector<double> annotated;
};

using PairsOfPeople = std::vector<Pairs>;

/// 95 % interval from a bootstrap over people (percentile method, 1000 resamples).
inline Interval over_people(const PairsOfPeople& people,
                            const std::function<double(const PairsOfPeople&)>& of) {
    Random random(1);
    std::vector<double> drawn;
    for (int i = 0; i < 1000; ++i) {
        PairsOfPeople sample;
        for (std::size_t k = 0; k < people.size(); ++k) {
            sample.push_back(people[random.below(people.size())]);
        }
        drawn.push_back(of(sample));
    }
    std::erase_if(drawn, [](double value) { return !std::isfinite(value); });
    return {of(people), quantile(drawn, 0.025), quantile(drawn, 0.975)};
}

inline std::vector<double> errors_ms(const PairsOfPeople& people, bool absolute) {
    std::vector<double> errors;
    for (const Pairs& person : people) {
        for (std::size_t i = 0; i < person.measured.size(); ++i) {
            const double error = 1e3 * (person.measured[i] - person.annotated[i]);
            errors.push_back(absolute ? std::abs(error) : error);
        }
    }
    return errors;
}

/// Absolute agreement of single measurements, ICC(A,1) of McGraw and Wong 1996 (doi
/// 10.1037/1082-989X.1.1.30): two raters, measured and annotated.
inline double icc(const std::vector<double>& a, const std::vector<double>& b) {
    const auto n = static_cast<double>(a.size());
    double mean_a = 0.0;
    double mean_b = 0.0;
    for (std::size_t i = 0; i < a.size(); ++i) {
        mean_a += a[i] / n;
        mean_b += b[i] / n;
    }
    const double mean = 0.5 * (mean_a + mean_b);
    double rows = 0.0;
    double error = 0.0;
    for (std::size_t i = 0; i < a.size(); ++i) {
        const double row = 0.5 * (a[i] + b[i]);
        rows += 2.0 * (row - mean) * (row - mean);
        for (const double residual : {a[i] - row - mean_a + mean, b[i] - row - mean_b + mean}) {
            error += residual * residual;
        }
    }
    const double ms_rows = rows / (n - 1.0);
    const double ms_error = error / (n - 1.0);
    const double ms_columns = n * ((mean_a - mean) * (mean_a - mean) + (mean_b - mean) * (mean_b - mean));
    return (ms_rows - ms_error) / (ms_rows + ms_error + 2.0 / n * (ms_columns - ms_error));
}

/// Of people's means.
inline double icc_of_means(const PairsOfPeople& people) {
    std::vector<double> measured;
    std::vector<double> annotated;
    for (const Pairs& person : people) {
        if (person.measured.empty()) {
            continue;
        }
        const auto mean = [](const std::vector<double>& values) {
            double sum = 0.0;
            for (const double value : values) {
                sum += value;
            }
            return sum / static_cast<double>(values.size());
        };
        measured.push_back(mean(person.measured));
        annotated.push_back(mean(person.annotated));
    }
    return icc(measured, annotated);
}

inline double icc_of_strides(const PairsOfPeople& people) {
    std::vector<double> measured;
    std::vector<double> annotated;
    for (const Pairs& person : people) {
        measured.insert(measured.end(), person.measured.begin(), person.measured.end());
        annotated.insert(annotated.end(), person.annotated.begin(), person.annotated.end());
    }
    return icc(measured, annotated);
}

}  // namespace footfall
