// Asks a model about labelled recordings and writes how well it answered.
#include "cli/evaluate.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <memory>
#include <set>
#include <utility>

#include "cli/corpus.h"
#include "cli/exit_code.h"
#include "cli/findings.h"
#include "cli/interrupt.h"
#include "cli/metrics_json.h"
#include "cli/metrics_summary.h"
#include "cli/metrics_table.h"
#include "cli/model_card.h"
#include "cli/shipped_model.h"
#include "cli/streamed_answers.h"
#include "footfall/report/evaluation_report.h"
#include "io/model_file.h"
#include "io/write_file.h"

namespace footfall::cli {
namespace {

using nlohmann::ordered_json;

struct EvaluateOptions {
    std::string model;  ///< empty: the shipped one
    std::string out;
    DataSelection data;
};

/// What is known once the model has answered.
struct Evaluation {
    report::ModelFindings findings;
    std::vector<train::PersonTally> people;
    bool other_labels = false;  ///< of some data, than those the model learnt
    /// With other labels and several people: once the offsets between the two kinds are allowed for.
    std::optional<report::MetricsSummary> with_offsets;
};

std::vector<train::Tally> tallies_of(const std::vector<train::PersonTally>& people) {
    std::vector<train::Tally> tallies;
    tallies.reserve(people.size());
    for (const train::PersonTally& person : people) {
        tallies.push_back(person.tally);
    }
    return tallies;
}

/// Both shares of samples for people together.
void add_gate(report::MetricsSummary& metrics, const GateTally& gate) {
    metrics.standing_called_gait.value = gate.standing_share();
    metrics.gait_called_none.value = gate.gait_share();
}

Evaluation evaluate(const Model& model, const LoadedCorpus& data, StreamedAnswers streamed) {
    const train::Corpus& corpus = data.corpus;
    const auto& offsets = model.event_offsets;
    const std::vector<train::FootAnswers> answered = train::moved(
        corpus, streamed.take(),
        {static_cast<double>(offsets.initial_contact_s), static_cast<double>(offsets.final_contact_s)});
    Evaluation evaluation;
    evaluation.people = train::mark_people(corpus, answered, true);
    const report::MetricsSummary overall = summary_of(tallies_of(evaluation.people), corpus.phases);
    const train::StudyDetails details = train::details_of(corpus, answered);
    evaluation.findings = findings_of(overall, evaluation.people, {&details}, corpus);
    GateTally everybody;
    for (report::PersonResult& person : evaluation.findings.people) {
        add_gate(person.metrics, streamed.gate().at(person.person));
        everybody.add(streamed.gate().at(person.person));
    }
    add_gate(evaluation.findings.overall, everybody);
    evaluation.other_labels = corpus.label_definition != model.label_definition;
    if (evaluation.other_labels && evaluation.people.size() > 1) {
        const auto moved = train::with_offsets(corpus, answered, evaluation.people);
        evaluation.with_offsets =
            summary_of(tallies_of(train::mark_people(corpus, moved, true)), corpus.phases);
    }
    return evaluation;
}

/// The normalization remembers the mean acceleration of the foot at work, which is about gravity where there
/// is any.
bool learnt_with_gravity(const Model& model) {
    const auto& mean = model.normalization.mean;
    return std::hypot(mean[0], mean[1], mean[2]) > 0.5F * 9.81F;
}

/// What the report says of itself is not in here: that a data set's labels are of another kind.
std::vector<std::string> warnings_of(const std::string& model_file, const Model& model,
                                     const LoadedCorpus& data, const Evaluation& evaluation) {
    std::vector<std::string> warnings;
    const std::set<std::string> learnt_from = people_learnt_from(model_file);
    const auto known =
        std::count_if(evaluation.people.begin(), evaluation.people.end(),
                      [&](const train::PersonTally& each) { return learnt_from.contains(each.person); });
    if (known > 0) {
        warnings.push_back(
            fmt::format("By its card the model learnt from {} of these {} people; of others its answers "
                        "will be worse than measured here.",
                        known, evaluation.people.size()));
    }
    for (const report::DataSummary& set : data.data) {
        const bool removed = data.gravity_removed.contains(set.data_set);
        if (removed == learnt_with_gravity(model)) {
            warnings.push_back(
                fmt::format("The model learnt from acceleration {} gravity, but that of {} is {} it: expect "
                            "worse answers.",
                            removed ? "with" : "without", set.data_set, removed ? "without" : "with"));
        }
    }
    if (evaluation.with_offsets) {
        const report::MetricsSummary& metrics = *evaluation.with_offsets;
        warnings.push_back(
            fmt::format("Once one constant time offset for each kind of event, estimated on the other "
                        "people, is allowed for, "
                        "accuracy is {:.2f} % and macro F1 {:.2f} %.",
                        100.0 * metrics.accuracy.value, 100.0 * metrics.f1_macro.value));
    }
    if (data.left_out > 0) {
        warnings.push_back(
            fmt::format("{} recordings or feet could not be used and were left out.", data.left_out));
    }
    return warnings;
}

std::vector<std::string> label_warnings(const Model& model, const LoadedCorpus& data) {
    std::vector<std::string> warnings;
    for (const report::DataSummary& set : data.data) {
        if (set.label_definition != model.label_definition) {
            warnings.push_back(
                fmt::format("The model learnt {} labels, but {} has {} labels: part of the differences "
                            "is between the two definitions.",
                            model.label_definition, set.data_set, set.label_definition));
        }
    }
    return warnings;
}

ordered_json metrics_json(const std::string& model_file, const Model& model, const LoadedCorpus& data,
                          const Evaluation& evaluation, const std::vector<std::string>& warnings) {
    ordered_json json = to_json(evaluation.findings.overall);
    json["per_person"] = ordered_json::object();
    for (const report::PersonResult& person : evaluation.findings.people) {
        ordered_json entry = to_json(person.metrics);
        entry["group"] = person.group;
        json["per_person"][person.person] = std::move(entry);
    }
    if (evaluation.with_offsets) {
        json["with_event_offsets"] = to_json(*evaluation.with_offsets);
    }
    std::int64_t unanswered = 0;
    for (const train::PersonTally& person : evaluation.people) {
        unanswered += person.tally.unanswered;
    }
    json["labelled_samples_without_a_whole_window"] = unanswered;
    json["model"] = {{"file", model_file},
                     {"description", description_of(model)},
                     {"label_definition", model.label_definition},
                     {"provenance", model.provenance}};
    json["data"] = ordered_json::array();
    for (const report::DataSummary& set : data.data) {
        json["data"].push_back({{"name", set.data_set},
                                {"people", set.people},
                                {"recordings", set.recordings},
                                {"strides", set.strides},
                                {"label_definition", set.label_definition}});
    }
    json["warnings"] = warnings;
    return json;
}

report::EvaluationReport report_of(const std::string& model_file, const Model& model,
                                   const LoadedCorpus& data, Evaluation evaluation,
                                   std::vector<std::string> warnings) {
    report::EvaluationReport report;
    const std::string name = std::filesystem::path(model_file).stem().string();
    report.title = fmt::format("{} on", name);
    for (const report::DataSummary& set : data.data) {
        report.title += (&set == &data.data.front() ? " " : ", ") + set.data_set;
    }
    report.model = fmt::format("The model {} ({})", name, description_of(model));
    report.model_label_definition = model.label_definition;
    report.data = data.data;
    report.provenance = {{"Model", model_file},
                         {"Made from", model.provenance},
                         {"Phases", model.phases.name},
                         {"Data fingerprint", fingerprint_of(data.corpus)},
                         {"Footfall", FOOTFALL_VERSION}};
    report.warnings = std::move(warnings);
    report.findings = std::move(evaluation.findings);
    return report;
}

void evaluate_model(const EvaluateOptions& options) {
    const std::filesystem::path out = options.out;
    const std::string model_file = options.model.empty() ? shipped_model().string() : options.model;
    const io::ModelFile file(model_file);
    const Model& model = file.model();
    io::refuse_unwritable(out / "metrics.json");
    io::refuse_unwritable(out / "report.html");

    Config config;
    config.phases = model.phases;
    config.preprocessing = model.preprocessing;
    StreamedAnswers streamed(model);
    const LoadedCorpus data =
        load_corpus(config, options.data,
                    [&](const Recording& recording, const train::Corpus& corpus, std::size_t first_foot) {
                        streamed.add(recording, corpus, first_foot);
                    });
    Evaluation evaluation = evaluate(model, data, std::move(streamed));

    const std::vector<std::string> warnings = warnings_of(model_file, model, data, evaluation);
    std::vector<std::string> all_warnings = label_warnings(model, data);
    all_warnings.insert(all_warnings.end(), warnings.begin(), warnings.end());
    for (const std::string& warning : all_warnings) {
        fmt::print(stderr, "warning: {}\n", warning);
    }
    io::write_file(out / "metrics.json", metrics_json(model_file, model, data, evaluation, all_warnings)
                                                 .dump(1, ' ', false, kReplaceOtherText) +
                                             "\n");
    const std::string tables =
        table_of(evaluation.findings.people) + "\n" + table_of(evaluation.findings.overall);
    const auto with_offsets = evaluation.with_offsets;
    io::write_file(out / "report.html",
                   render(report_of(model_file, model, data, std::move(evaluation), warnings)));
    fmt::print("{}", tables);
    if (with_offsets) {
        fmt::print("\nwith a constant offset for each kind of event, estimated on the other people:\n{}",
                   table_of(*with_offsets));
    }
    fmt::print("\nReport: {}\n", (out / "report.html").string());
    if (data.left_out > 0) {
        throw CLI::RuntimeError(kLeftOut);
    }
}

void run(const EvaluateOptions& options) {
    watch_for_interrupt();
    try {
        evaluate_model(options);
    } catch (const train::Cancelled&) {
        fmt::print(stderr, "footfall: stopped; nothing was written\n");
        throw CLI::RuntimeError(kInterrupted);
    }
}

}  // namespace

void add_evaluate(CLI::App& app) {
    CLI::App* command =
        app.add_subcommand("evaluate", "Measure a model against the reference labels of recordings");
    auto options = std::make_shared<EvaluateOptions>();
    command
        ->add_option("--model", options->model, "The model; the one that ships with the program if not given")
        ->type_name("MODEL");
    command->add_option("--out", options->out, "Directory for metrics.json and report.html")
        ->required()
        ->type_name("DIR");
    options->data.add_to(*command);
    command->footer(
        "Example: footfall evaluate --out out/evaluation voisard2023:data/voisard2023 --people 2,3");
    command->callback([options] { run(*options); });
}

}  // namespace footfall::cli
