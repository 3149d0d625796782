// Several things timed in one run, in turn, so that whatever else the machine does hits all of them alike.
#pragma once

#include <functional>
#include <string>
#include <vector>

namespace footfall::cli {

/// One thing to be timed.
struct Contender {
    std::string what;
    std::string precision;
    std::string kernel;
    std::function<void()> before;  ///< each call, outside of the time; may be empty
    std::function<void()> call;
    std::function<void()> flush;  ///< puts what it reads out of the caches; empty: only timed hot
    int answers = 1;              ///< a call; times are of one of them
};

struct Timing {
    std::string what;
    std::string precision;
    std::string kernel;
    bool cold = false;
    double median_us = 0.0;
    double p99_us = 0.0;
    double max_us = 0.0;
    double mean_us = 0.0;  ///< of calls back to back, with what comes before each; hot only
};

/// Times every contender in each of `rounds` rounds: hot, some calls one by one after others that warm up,
/// then a run of them back to back; and cold, one call after a flush. What reading the clock takes is
/// subtracted.
/// @param progress told the share that is done; an exception from it ends the run
[[nodiscard]] std::vector<Timing> time_in_turn(const std::vector<Contender>& contenders, int rounds,
                                               const std::function<void(double)>& progress);

}  // namespace footfall::cli
