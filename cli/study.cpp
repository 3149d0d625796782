// Runs a study's jobs, keeps what is done, and writes results.csv, results.json and report.html.
#include "cli/study.h"

#include <fmt/format.h>

#include <algorithm>
#include <ctime>
#include <memory>
#include <thread>

#include "cli/corpus.h"
#include "cli/exit_code.h"
#include "cli/interrupt.h"
#include "cli/progress.h"
#include "cli/study_rows.h"
#include "cli/study_store.h"
#include "io/write_file.h"

namespace footfall::cli {
namespace {

struct StudyOptions {
    std::string config;
    std::string out;
    DataSelection data;
    int jobs = 0;
};

std::string today() {
    const std::time_t now = std::time(nullptr);
    char text[16];
    std::strftime(text, sizeof text, "%Y-%m-%d", std::gmtime(&now));
    return text;
}

std::string percent(const Interval& figure) {
    if (!figure.known()) {
        return "-";
    }
    if (!figure.has_bounds()) {
        return fmt::format("{:.2f}", 100.0 * figure.value);
    }
    return fmt::format("{:.2f} [{:.2f}, {:.2f}]", 100.0 * figure.value, 100.0 * figure.low,
                       100.0 * figure.high);
}

void print_table(const std::vector<StudyRows>& rows) {
    fmt::print("{:<14} {:<28} {:<12} {:>6} {:>5} {:>6} {:>7} {:<17} {:>21} {:>21} {:>20} {:>6} {:>6}\n",
               "section", "split", "network", "window", "ahead", "labels", "trained", "transfer",
               "F1 % [95 % CI]", "accuracy % [95 % CI]", "cycle MAE % [CI]", "IC ms", "FC ms");
    const auto milliseconds = [](const Interval& figure) {
        return figure.known() ? fmt::format("{:.1f}", figure.value) : "-";
    };
    for (const StudyRows& row : rows) {
        const report::MetricsSummary& m = row.metrics;
        fmt::print("{:<14} {:<28} {:<12} {:>6} {:>5} {:>6} {:>7} {:<17} {:>21} {:>21} {:>20} {:>6} {:>6}\n",
                   to_string(row.section), row.split + (row.offsets_allowed ? " (offset)" : ""),
                   row.spec.kind == NetworkKind::dnn ? "DNN" : "Transformer", row.spec.window,
                   row.spec.look_ahead,
                   row.labelled_people == 0 ? "all" : std::to_string(row.labelled_people), row.windows,
                   to_string(row.mode), percent(m.f1_macro), percent(m.accuracy),
                   percent(m.cycle_mae_circular), milliseconds(m.initial_contact_error.median_abs_ms),
                   milliseconds(m.final_contact_error.median_abs_ms));
    }
}

void add_context(report::StudyReport& report, const Config& config, const LoadedCorpus& loaded) {
    report.data = loaded.data;
    report.provenance = {{"Config", config.name},
                         {"Seed", std::to_string(config.study.seed)},
                         {"Date", today()},
                         {"Phases", config.phases.name},
                         {"Data fingerprint", fingerprint_of(loaded.corpus)}};
    if (loaded.left_out > 0) {
        report.warnings.push_back(
            fmt::format("{} recordings or feet could not be used and were left out.", loaded.left_out));
    }
    if (loaded.corpus.label_definition == "mixed") {
        report.warnings.emplace_back(
            "The data sets define their events differently, so a model trained on one and tested on another "
            "differs "
            "by more than its errors; rows with a constant time offset allowed show how much.");
    }
}

void run(const StudyOptions& options) {
    const Config config = read_config(options.config);
    const LoadedCorpus loaded = load_corpus(config, options.data);
    const std::vector<train::StudyJob> jobs = train::jobs_of(config.study, loaded.corpus);
    const std::filesystem::path out = options.out;
    const StudyStore store(
        out, fmt::format("{:016x}-{}", train::hash_of(config.text), fingerprint_of(loaded.corpus)));

    std::vector<JobAndResult> results;
    std::vector<train::StudyJob> to_do;
    double cost = 0.0;
    double cost_done = 0.0;
    for (const train::StudyJob& job : jobs) {
        if (auto result = store.load(job)) {
            results.push_back({job, *std::move(result)});
        } else {
            to_do.push_back(job);
            cost += job.cost;
        }
    }
    const int threads =
        options.jobs > 0 ? options.jobs : std::max(1, static_cast<int>(std::thread::hardware_concurrency()));
    fmt::print(stderr, "{} jobs{}, {} at a time\n", jobs.size(),
               results.empty() ? "" : fmt::format(", {} of them done before", results.size()), threads);
    watch_for_interrupt();
    try {
        Progress progress("Study");
        run_jobs(config.study, to_do, loaded.corpus, threads, interrupted,
                 [&](const train::StudyJob& job, train::StudyResult result) {
                     store.save(result);
                     results.push_back({job, std::move(result)});
                     cost_done += job.cost;
                     progress.show(cost_done / cost,
                                   fmt::format("{} of {} jobs", results.size(), jobs.size()));
                 });
    } catch (const train::Cancelled&) {
        fmt::print(stderr, "footfall: stopped with {} of {} jobs done; the same command goes on from there\n",
                   results.size(), jobs.size());
        throw CLI::RuntimeError(kInterrupted);
    }

    const std::vector<StudyRows> rows = rows_of(results, config.phases);
    report::StudyReport report = report_of(rows, results, config, loaded.corpus);
    add_context(report, config, loaded);
    io::write_file(out / "results.csv", csv_of(rows));
    io::write_file(out / "results.json", json_of(rows, config));
    io::write_file(out / "report.html", render(report));
    print_table(rows);
    if (loaded.left_out > 0) {
        throw CLI::RuntimeError(kLeftOut);
    }
}

}  // namespace

void add_study(CLI::App& app) {
    CLI::App* command = app.add_subcommand(
        "study", "Compare networks, windows and transfer modes on people left out of training");
    auto options = std::make_shared<StudyOptions>();
    command
        ->add_option("--config", options->config,
                     fmt::format("A TOML file, or one of the presets {}", fmt::join(preset_names(), ", ")))
        ->required()
        ->type_name("FILE");
    command
        ->add_option("--out", options->out,
                     "Directory for results.csv, results.json and report.html; a study that was interrupted "
                     "goes on there")
        ->required()
        ->type_name("DIR");
    options->data.add_to(*command, "--data", false);
    command
        ->add_option("--jobs", options->jobs,
                     "Jobs run side by side; as many as there are cores if not given")
        ->check(CLI::Range(1, 1024))
        ->type_name("N");
    command->footer(
        "Without --data the configuration's simulated cohort is studied.\n"
        "Example: footfall study --config paper --data voisard2023:../shared/data/voisard2023 --out "
        "out/paper");
    command->callback([options] { run(*options); });
}

}  // namespace footfall::cli
