// Rounds of short measurements.
#include "cli/stopwatch.h"

#include <algorithm>
#include <chrono>
#include <cmath>

namespace footfall::cli {
namespace {

using Clock = std::chrono::steady_clock;

constexpr double kRoundUs = 150.0;  // of one contender
constexpr int kWarmUp = 3;
constexpr int kMostCalls = 20;

double microseconds_since(Clock::time_point start) {
    return std::chrono::duration<double, std::micro>(Clock::now() - start).count();
}

double once(const Contender& contender) {
    if (contender.before) {
        contender.before();
    }
    const auto start = Clock::now();
    contender.call();
    return microseconds_since(start);
}

/// Of the values from the least to the largest.
double quantile(const std::vector<double>& sorted, double share) {
    const auto last = static_cast<double>(sorted.size() - 1);
    return sorted[static_cast<std::size_t>(std::ceil(share * last))];
}

double clock_us() {
    std::vector<double> times(1000);
    for (double& time : times) {
        time = microseconds_since(Clock::now());
    }
    std::sort(times.begin(), times.end());
    return quantile(times, 0.5);
}

struct Record {
    int calls = 1;  // a round
    std::vector<double> hot_us;
    std::vector<double> back_to_back_us;
    std::vector<double> cold_us;
};

void time_hot(const Contender& contender, Record& record) {
    for (int i = 0; i < std::min(kWarmUp, record.calls); ++i) {
        once(contender);
    }
    for (int i = 0; i < record.calls; ++i) {
        record.hot_us.push_back(once(contender));
    }
    const auto start = Clock::now();
    for (int i = 0; i < record.calls; ++i) {
        if (contender.before) {
            contender.before();
        }
        contender.call();
    }
    record.back_to_back_us.push_back(microseconds_since(start) / record.calls);
}

Timing timing_of(const Contender& contender, bool cold, std::vector<double> times, double clock) {
    std::sort(times.begin(), times.end());
    const auto net = [&](double us) { return std::max(0.0, us - clock) / contender.answers; };
    return {contender.what,
            contender.precision,
            contender.kernel,
            cold,
            net(quantile(times, 0.5)),
            net(quantile(times, 0.99)),
            net(times.back()),
            0.0};
}

}  // namespace

std::vector<Timing> time_in_turn(const std::vector<Contender>& contenders, int rounds,
                                 const std::function<void(double)>& progress) {
    const double clock = clock_us();
    std::vector<Record> records(contenders.size());
    for (std::size_t i = 0; i < contenders.size(); ++i) {
        once(contenders[i]);
        const double us = std::max(once(contenders[i]), 0.1);
        records[i].calls = std::clamp(static_cast<int>(kRoundUs / us), 1, kMostCalls);
    }
    for (int round = 0; round < rounds; ++round) {
        for (std::size_t i = 0; i < contenders.size(); ++i) {
            time_hot(contenders[i], records[i]);
            if (contenders[i].flush) {
                if (contenders[i].before) {
                    contenders[i].before();
                }
                contenders[i].flush();
                const auto start = Clock::now();
                contenders[i].call();
                records[i].cold_us.push_back(microseconds_since(start));
            }
        }
        progress(static_cast<double>(round + 1) / rounds);
    }
    std::vector<Timing> timings;
    for (std::size_t i = 0; i < contenders.size(); ++i) {
        Record& record = records[i];
        timings.push_back(timing_of(contenders[i], false, std::move(record.hot_us), clock));
        std::sort(record.back_to_back_us.begin(), record.back_to_back_us.end());
        timings.back().mean_us = quantile(record.back_to_back_us, 0.5) / contenders[i].answers;
        if (!record.cold_us.empty()) {
            timings.push_back(timing_of(contenders[i], true, std::move(record.cold_us), clock));
        }
    }
    return timings;
}

}  // namespace footfall::cli
