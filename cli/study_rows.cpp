// A study's results added up over splits.
#include "cli/study_rows.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <nlohmann/json.hpp>
#include <tuple>

#include "cli/findings.h"
#include "cli/metrics_summary.h"
#include "train/metrics.h"

namespace footfall::cli {
namespace {

using train::StudySection;
using train::TransferMode;

/// The column's name, and the figure it holds.
struct Column {
    const char* name;
    Interval (*figure)(const report::MetricsSummary&);
};

constexpr Column kColumns[] = {
    {"accuracy", [](const report::MetricsSummary& m) { return m.accuracy; }},
    {"balanced_accuracy", [](const report::MetricsSummary& m) { return m.balanced_accuracy; }},
    {"f1_macro", [](const report::MetricsSummary& m) { return m.f1_macro; }},
    {"cycle_mae", [](const report::MetricsSummary& m) { return m.cycle_mae; }},
    {"cycle_mae_circular", [](const report::MetricsSummary& m) { return m.cycle_mae_circular; }},
    {"cycle_mae_circular_straight",
     [](const report::MetricsSummary& m) { return m.cycle_mae_circular_straight; }},
    {"initial_contact_median_abs_ms",
     [](const report::MetricsSummary& m) { return m.initial_contact_error.median_abs_ms; }},
    {"initial_contact_bias_ms",
     [](const report::MetricsSummary& m) { return m.initial_contact_error.bias_ms; }},
    {"initial_contact_missed",
     [](const report::MetricsSummary& m) { return m.initial_contact_error.missed; }},
    {"initial_contact_extra", [](const report::MetricsSummary& m) { return m.initial_contact_error.extra; }},
    {"final_contact_median_abs_ms",
     [](const report::MetricsSummary& m) { return m.final_contact_error.median_abs_ms; }},
    {"final_contact_bias_ms", [](const report::MetricsSummary& m) { return m.final_contact_error.bias_ms; }},
    {"final_contact_missed", [](const report::MetricsSummary& m) { return m.final_contact_error.missed; }},
    {"final_contact_extra", [](const report::MetricsSummary& m) { return m.final_contact_error.extra; }},
};

std::string number_text(double value) { return std::isfinite(value) ? fmt::format("{:.6g}", value) : ""; }

/// Folds and people left out are added up; populations and data sets are different questions.
bool splits_apart(StudySection section) {
    return section == StudySection::ages || section == StudySection::data_sets ||
           section == StudySection::stated;
}

std::vector<train::Tally> tallies_of(const StudyRows& row) {
    std::vector<train::Tally> tallies;
    for (const train::PersonTally& person : row.people) {
        tallies.push_back(person.tally);
    }
    return tallies;
}

void add_people(StudyRows& row, const std::vector<train::PersonTally>& people) {
    train::Tally all(people.empty() ? 2 : people.front().tally.phases);
    for (const train::PersonTally& person : people) {
        all.add(person.tally);
        const auto known =
            std::find_if(row.people.begin(), row.people.end(),
                         [&](const train::PersonTally& p) { return p.person == person.person; });
        if (known == row.people.end()) {
            row.people.push_back(person);
        } else {
            known->tally.add(person.tally);
        }
    }
    row.f1_of_draws.push_back(train::scores_of(all).f1_macro);
}

const char* network_name(NetworkKind kind) { return kind == NetworkKind::dnn ? "DNN" : "Transformer"; }

std::string transfer_name(TransferMode mode) {
    switch (mode) {
        case TransferMode::model_transfer: return "model transfer";
        case TransferMode::feature_transfer: return "feature transfer";
        case TransferMode::scratch: return "scratch";
    }
    return "";
}

report::StudyRow report_row(const StudyRows& row) {
    return {network_name(row.spec.kind),
            transfer_name(row.mode),
            row.spec.window,
            row.spec.look_ahead,
            row.labelled_people,
            row.windows,
            row.metrics};
}

bool is_main_point(const StudyRows& row, const train::StudyPlan& plan) {
    return row.section == StudySection::grid && row.spec.kind == plan.main_network &&
           row.spec.window == plan.main_window && row.mode == TransferMode::model_transfer;
}

/// Differences in macro F1 between two modes, paired: over people where everybody's labels were used, over
/// draws for a label budget.
std::vector<double> paired_differences(const StudyRows& better, const StudyRows& worse) {
    std::vector<double> differences;
    if (better.labelled_people > 0) {
        for (std::size_t i = 0; i < std::min(better.f1_of_draws.size(), worse.f1_of_draws.size()); ++i) {
            differences.push_back(better.f1_of_draws[i] - worse.f1_of_draws[i]);
        }
        return differences;
    }
    for (const train::PersonTally& person : better.people) {
        const auto other =
            std::find_if(worse.people.begin(), worse.people.end(),
                         [&](const train::PersonTally& p) { return p.person == person.person; });
        if (other != worse.people.end()) {
            differences.push_back(train::scores_of(person.tally).f1_macro -
                                  train::scores_of(other->tally).f1_macro);
        }
    }
    return differences;
}

std::vector<report::OrderingComparison> ordering_of(const std::vector<StudyRows>& rows,
                                                    const train::StudyPlan& plan) {
    std::vector<report::OrderingComparison> ordering;
    const auto compare = [&](const StudyRows& first, TransferMode worse_mode) {
        for (const StudyRows& row : rows) {
            const bool same = row.section == first.section && row.spec == first.spec &&
                              row.split == first.split && row.labelled_people == first.labelled_people &&
                              row.windows == first.windows && row.offsets_allowed == first.offsets_allowed &&
                              row.mode == worse_mode;
            if (!same) {
                continue;
            }
            const std::string labels = first.labelled_people == 0 ? "all labels"
                                       : first.labelled_people == 1
                                           ? "labels of 1 person"
                                           : fmt::format("labels of {} people", first.labelled_people);
            ordering.push_back({fmt::format("{}, {} samples, {}, {} windows", network_name(first.spec.kind),
                                            first.spec.window, labels, first.windows),
                                transfer_name(first.mode), transfer_name(worse_mode),
                                train::bootstrap_mean(paired_differences(first, row))});
        }
    };
    for (const StudyRows& row : rows) {
        const bool in_grid = row.section == StudySection::grid && row.spec.window == plan.main_window;
        if (!in_grid && row.section != StudySection::label_budget) {
            continue;
        }
        if (row.mode == TransferMode::model_transfer) {
            compare(row, TransferMode::feature_transfer);
            compare(row, TransferMode::scratch);
        } else if (row.mode == TransferMode::feature_transfer) {
            compare(row, TransferMode::scratch);
        }
    }
    return ordering;
}

report::ModelFindings findings_of_row(const StudyRows& main, const std::vector<JobAndResult>& results,
                                      const train::Corpus& corpus) {
    std::vector<const train::StudyDetails*> details;
    for (const JobAndResult& each : results) {
        if (each.result.details) {
            details.push_back(&*each.result.details);
        }
    }
    return findings_of(main.metrics, main.people, details, corpus);
}

}  // namespace

std::vector<StudyRows> rows_of(const std::vector<JobAndResult>& results, const PhaseSet& phases) {
    // Splits and draws in the order of their names, whatever order the jobs were done in.
    std::vector<const JobAndResult*> ordered;
    ordered.reserve(results.size());
    for (const JobAndResult& each : results) {
        ordered.push_back(&each);
    }
    std::sort(ordered.begin(), ordered.end(),
              [](const JobAndResult* a, const JobAndResult* b) { return a->job.key < b->job.key; });
    using Key =
        std::tuple<StudySection, std::string, NetworkKind, int, int, int, std::int64_t, bool, TransferMode>;
    std::map<Key, StudyRows> rows;
    for (const JobAndResult* each : ordered) {
        const train::StudyJob& job = each->job;
        const std::string split = splits_apart(job.section) ? job.split.name : "";
        for (const train::StudyCell& cell : each->result.cells) {
            StudyRows& row = rows[{job.section, split, job.spec.kind, job.spec.window, job.spec.look_ahead,
                                   cell.labelled_people, cell.windows, cell.offsets_allowed, cell.mode}];
            row.section = job.section;
            row.spec = job.spec;
            row.mode = cell.mode;
            row.labelled_people = cell.labelled_people;
            row.windows = cell.windows;
            row.offsets_allowed = cell.offsets_allowed;
            row.split = split;
            add_people(row, cell.people);
        }
    }
    std::vector<StudyRows> list;
    for (auto& [key, row] : rows) {
        row.metrics = summary_of(tallies_of(row), phases);
        list.push_back(std::move(row));
    }
    return list;
}

std::string csv_of(const std::vector<StudyRows>& rows) {
    std::string csv =
        "section,split,network,window,look_ahead,labelled_people,transfer_windows,offsets_allowed,transfer,"
        "people,samples";
    for (const Column& column : kColumns) {
        csv += fmt::format(",{0},{0}_low,{0}_high", column.name);
    }
    csv += "\n";
    for (const StudyRows& row : rows) {
        csv += fmt::format(
            "{},{},{},{},{},{},{},{},{},{},{}", to_string(row.section), row.split,
            row.spec.kind == NetworkKind::dnn ? "dnn" : "transformer", row.spec.window, row.spec.look_ahead,
            row.labelled_people == 0 ? "all" : std::to_string(row.labelled_people), row.windows,
            row.offsets_allowed, to_string(row.mode), row.people.size(), row.metrics.samples);
        for (const Column& column : kColumns) {
            const Interval figure = column.figure(row.metrics);
            csv += fmt::format(",{},{},{}", number_text(figure.value), number_text(figure.low),
                               number_text(figure.high));
        }
        csv += "\n";
    }
    return csv;
}

std::string json_of(const std::vector<StudyRows>& rows, const Config& config) {
    using nlohmann::json;
    json list = json::array();
    for (const StudyRows& row : rows) {
        json entry = {{"section", to_string(row.section)},
                      {"network", row.spec.kind == NetworkKind::dnn ? "dnn" : "transformer"},
                      {"parameters", parameter_count(row.spec)},
                      {"window", row.spec.window},
                      {"look_ahead", row.spec.look_ahead},
                      {"transfer", to_string(row.mode)},
                      {"labelled_people", row.labelled_people == 0 ? json("all") : json(row.labelled_people)},
                      {"transfer_windows", row.windows},
                      {"offsets_allowed", row.offsets_allowed},
                      {"samples", row.metrics.samples}};
        if (!row.split.empty()) {
            entry["split"] = row.split;
        }
        for (const Column& column : kColumns) {
            const Interval figure = column.figure(row.metrics);
            entry[column.name] = {{"value", figure.value}, {"ci95", {figure.low, figure.high}}};
        }
        for (const train::PersonTally& person : row.people) {
            const train::Scores scores = train::scores_of(person.tally);
            entry["per_person"][person.person] = {{"samples", scores.samples},
                                                  {"accuracy", scores.accuracy},
                                                  {"f1_macro", scores.f1_macro},
                                                  {"cycle_mae_circular", scores.cycle_mae_circular}};
        }
        list.push_back(std::move(entry));
    }
    return json{{"study", config.name},
                {"seed", config.study.seed},
                {"config", config.text},
                {"rows", std::move(list)}}
               .dump(1) +
           "\n";
}

report::StudyReport report_of(const std::vector<StudyRows>& rows, const std::vector<JobAndResult>& results,
                              const Config& config, const train::Corpus& corpus) {
    report::StudyReport report;
    report.title = "Footfall study: " + config.name;
    report.validation = fmt::format("tested by {}-fold cross-validation over people", config.study.folds);
    report.rate_hz = config.preprocessing.rate_hz;
    for (const StudyRows& row : rows) {
        report::StudyRow shown = report_row(row);
        switch (row.section) {
            case StudySection::grid:
            case StudySection::look_ahead: report.grid.push_back(shown); break;
            case StudySection::label_budget: report.label_budget.push_back(shown); break;
            case StudySection::leave_one_out:
                report.cross_population.push_back({"everybody else", "each person left out", shown});
                break;
            case StudySection::ages:
            case StudySection::data_sets:
            case StudySection::stated: {
                const std::size_t to = row.split.find(" to ");
                const bool named = to != std::string::npos;
                report.cross_population.push_back(
                    {named ? row.split.substr(0, to) : row.split,
                     (named ? row.split.substr(to + 4) : "") +
                         std::string(row.offsets_allowed ? ", constant time offset allowed" : ""),
                     shown});
                break;
            }
        }
        if (is_main_point(row, config.study)) {
            report.best = shown;
            report.findings = findings_of_row(row, results, corpus);
        }
    }
    report.ordering = ordering_of(rows, config.study);
    return report;
}

}  // namespace footfall::cli
