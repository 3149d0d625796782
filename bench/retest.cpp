// How far the figures of one person's walks differ from each other without any change in the person: the
// standard error of measurement of a session (serve/detectable_change.h), and how often its rules see a
// change where there is none.
//
//     footfall_bench_retest DATA MODEL
//
// DATA holds several trials of each person. A trial that is a copy of another counts once.
#include <fmt/format.h>

#include <array>
#include <cmath>
#include <cstdio>
#include <map>
#include <string>
#include <vector>

#include "footfall/recording/error.h"
#include "footfall/recording/walk_assembly.h"
#include "footfall/report/walk_summary.h"
#include "io/data_set.h"
#include "io/model_file.h"
#include "serve/detectable_change.h"

namespace footfall {
namespace {

using report::Figure;
using report::FigureSummary;
using serve::RetestSpread;

/// With fewer strides a mean says little.
constexpr int kLeastStrides = 5;

/// One figure of all trials of a person.
using Trials = std::vector<FigureSummary>;

bool usable(const FigureSummary& figure) {
    return figure.strides >= kLeastStrides && std::isfinite(figure.mean.value) && figure.mean.has_bounds();
}

/// A foot's trials are a group of their own: left is not compared with right.
void add(RetestSpread& spread, const Trials& trials) {
    spread.next_group();
    for (const FigureSummary& trial : trials) {
        spread.add(trial.mean.value);
    }
}

struct Alarms {
    int pairs = 0;
    int within = 0;     // |difference| beyond what the strides' scatter explains
    int reference = 0;  // beyond MDC95 of the other people
};

void compare(const Trials& trials, const RetestSpread& others, Alarms& alarms) {
    for (std::size_t i = 0; i < trials.size(); ++i) {
        for (std::size_t j = i + 1; j < trials.size(); ++j) {
            const double difference = std::abs(trials[i].mean.value - trials[j].mean.value);
            const auto half = [](const FigureSummary& f) { return 0.5 * (f.mean.high - f.mean.low); };
            const double scatter = std::hypot(half(trials[i]), half(trials[j]));
            const double detectable = std::max(scatter, others.noise().detectable_change());
            ++alarms.pairs;
            alarms.within += difference > scatter ? 1 : 0;
            alarms.reference += difference > detectable ? 1 : 0;
        }
    }
}

void print_row(Figure figure, const std::map<std::string, std::vector<Trials>>& people) {
    RetestSpread all;
    Alarms alarms;
    for (const auto& [person, groups] : people) {
        RetestSpread others;
        for (const auto& [other, their_groups] : people) {
            for (const Trials& trials : their_groups) {
                if (other != person) {
                    add(others, trials);
                }
            }
        }
        for (const Trials& trials : groups) {
            add(all, trials);
            compare(trials, others, alarms);
        }
    }
    const auto percent = [&](int count) { return 100.0 * count / std::max(alarms.pairs, 1); };
    const serve::Noise noise = all.noise();
    fmt::print("{:26} {:4} {:12.5f} {:12.5f} {:7} {:9.1f} {:9.1f}\n", to_string(figure),
               noise.degrees_of_freedom, noise.sem, noise.detectable_change(), alarms.pairs,
               percent(alarms.within), percent(alarms.reference));
}

/// Summaries of every trial by person, copies left out.
std::map<std::string, std::vector<report::Summary>> trials_in(const std::string& data, const Model& model) {
    std::map<std::string, std::vector<report::Summary>> people;
    const auto set = io::open_data_set(data);
    for (std::size_t i = 0; i < set->entries().size(); ++i) {
        report::Summary summary = report::summarise(measure(source_of(set->load(i)), model)).all;
        std::vector<report::Summary>& trials = people[set->entries()[i].person.id];
        bool is_copy = false;
        for (const report::Summary& other : trials) {
            is_copy = is_copy ||
                      other.of(Figure::stride_time).mean.value == summary.of(Figure::stride_time).mean.value;
        }
        if (!is_copy) {
            trials.push_back(std::move(summary));
        }
    }
    return people;
}

void run(const std::string& data, const std::string& model_file) {
    const io::ModelFile model(model_file);
    const auto people = trials_in(data, model.model());
    for (const bool one_foot : {false, true}) {
        fmt::print("{}\n{:26} {:>4} {:>12} {:>12} {:>7} {:>9} {:>9}\n", one_foot ? "\none foot" : "both feet",
                   "", "df", "SEM", "MDC95", "pairs", "scatter %", "MDC %");
        for (std::size_t f = 0; f < report::kFigures; ++f) {
            const auto figure = static_cast<Figure>(f);
            std::map<std::string, std::vector<Trials>> groups;
            for (const auto& [person, trials] : people) {
                std::array<Trials, 2> feet;
                for (const report::Summary& summary : trials) {
                    if (!one_foot && usable(summary.of(figure))) {
                        feet[0].push_back(summary.of(figure));
                    }
                    for (const report::FootSummary& foot : summary.feet) {
                        if (one_foot && usable(foot.of(figure))) {
                            feet[static_cast<std::size_t>(foot.foot)].push_back(foot.of(figure));
                        }
                    }
                }
                groups[person] = {feet[0], feet[1]};
            }
            print_row(figure, groups);
        }
    }
}

}  // namespace
}  // namespace footfall

int main(int argc, char** argv) {
    if (argc != 3) {
        fmt::print(stderr, "footfall_bench_retest DATA MODEL\n");
        return 2;
    }
    try {
        footfall::run(argv[1], argv[2]);
    } catch (const std::exception& error) {
        fmt::print(stderr, "{}\n", error.what());
        return 1;
    }
    return 0;
}
