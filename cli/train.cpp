// Trains one model on everybody that is named and keeps it with its card.
#include "cli/train.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <memory>
#include <thread>
#include <utility>

#include "cli/corpus.h"
#include "cli/counted.h"
#include "cli/exit_code.h"
#include "cli/interrupt.h"
#include "cli/metrics_json.h"
#include "cli/metrics_summary.h"
#include "cli/metrics_table.h"
#include "cli/model_card.h"
#include "cli/progress.h"
#include "footfall/recording/error.h"
#include "io/model_file.h"
#include "io/write_file.h"
#include "train/learnt_model.h"
#include "train/quantise.h"
#include "train/study.h"

namespace footfall::cli {
namespace {

struct TrainOptions {
    std::string config;
    std::string out;
    std::string precision;  ///< empty: the configuration's
    DataSelection data;
    bool cross_validate = false;
    int jobs = 0;

    [[nodiscard]] std::string card_file() const { return out + ".json"; }
};

std::string quoted(const std::string& argument) {
    constexpr std::string_view kPlain =
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-./,:=+@%";
    if (!argument.empty() && argument.find_first_not_of(kPlain) == std::string::npos) {
        return argument;
    }
    std::string text = "'";
    for (const char c : argument) {
        text += c == '\'' ? std::string("'\\''") : std::string(1, c);
    }
    return text + "'";
}

/// What makes the same model and card again.
std::string command_of(const TrainOptions& options) {
    std::string command =
        "footfall train --config " + quoted(options.config) + " --out " + quoted(options.out);
    if (!options.precision.empty()) {
        command += " --precision " + options.precision;
    }
    if (!options.data.specifications.empty()) {
        command += " --data";
        for (const std::string& data : options.data.specifications) {
            command += " " + quoted(data);
        }
    }
    if (!options.data.people.empty()) {
        command += " --people " + quoted(fmt::format("{}", fmt::join(options.data.people, ",")));
    }
    if (!options.data.exclude_people.empty()) {
        command +=
            " --exclude-people " + quoted(fmt::format("{}", fmt::join(options.data.exclude_people, ",")));
    }
    return command + (options.cross_validate ? " --cross-validate" : "");
}

std::string provenance_of(const Config& config, const LoadedCorpus& data) {
    std::string sets;
    for (const report::DataSummary& set : data.data) {
        sets += (sets.empty() ? "" : "+") + set.data_set;
    }
    return fmt::format("config {}, data {}, {}, seed {}, footfall {}", config.name, sets,
                       train::to_string(config.transfer), config.study.seed, FOOTFALL_VERSION);
}

NetworkSpec spec_of(const Config& config) {
    return config.study.spec_of(config.study.main_network, config.study.main_window, config.study.look_ahead,
                                static_cast<int>(config.phases.phases.size()));
}

/// A model file holds a name, a phase set and more that a configuration may state in ways it can't hold.
void refuse_what_no_model_can_be(const Config& config, const train::Corpus& corpus,
                                 const std::string& provenance) {
    const train::Learnt untrained{train::Network<float>(spec_of(config), 0), {}, true, {}};
    if (const auto failure = validate(train::model_of(untrained, corpus, provenance))) {
        throw Error(config.name, "", "what a model can be made of", failure->reason);
    }
}

train::Learnt learn(const Config& config, const train::Corpus& corpus, const train::HeldOut& people,
                    std::uint64_t seed) {
    const train::TrainingPlan& plan = config.study.training_of(config.study.main_network);
    const auto first = static_cast<double>(plan.pretraining.windows);
    const auto second = static_cast<double>(plan.transfer.windows);
    Progress progress("Training");
    const auto watch = [&](const char* stage, double before, double windows) {
        return train::Watcher{interrupted,
                              [&progress, stage, before, windows, all = first + second](double share) {
                                  progress.show((before + share * windows) / all, stage);
                              }};
    };
    const train::Learnt pretrained =
        train::pretrain(corpus, spec_of(config), {people.learn, {}, people.watch}, plan, seed,
                        watch("pretraining", 0.0, first));
    return train::transfer(corpus, pretrained, config.transfer, {people.learn, people.learn, people.watch},
                           plan, seed, watch("transfer", first, second));
}

/// The same training, so many times as there are folds, each on other people than it is judged on.
train::StudyPlan folds_of(const Config& config) {
    train::StudyPlan plan = config.study;
    plan.networks = {plan.main_network};
    plan.windows = {plan.main_window};
    plan.modes = {config.transfer};
    plan.look_aheads.clear();
    plan.budget_people.clear();
    plan.leave_one_out = false;
    plan.ages.reset();
    plan.across_data_sets.clear();
    plan.stated_splits.clear();
    plan.main_data_set.clear();
    plan.precision = config.precision;
    return plan;
}

/// The model's own answers, and beside those of another precision the fp32 network's.
struct CrossValidation {
    std::optional<report::MetricsSummary> own;
    std::optional<report::MetricsSummary> fp32;
};

report::MetricsSummary summary_at(Precision precision, const std::vector<train::StudyResult>& results,
                                  const PhaseSet& phases) {
    std::vector<train::Tally> people;
    for (const train::StudyResult& result : results) {
        for (const train::StudyCell& cell : result.cells) {
            if (cell.precision == precision) {
                for (const train::PersonTally& person : cell.people) {
                    people.push_back(person.tally);
                }
            }
        }
    }
    return summary_of(people, phases);
}

CrossValidation cross_validate(const train::StudyPlan& plan, const std::vector<train::StudyJob>& jobs,
                               const train::Corpus& corpus, int threads) {
    std::vector<train::StudyResult> results;
    Progress progress("Cross-validation");
    run_jobs(plan, jobs, corpus, threads, interrupted,
             [&](const train::StudyJob&, train::StudyResult result) {
                 results.push_back(std::move(result));
                 progress.show(static_cast<double>(results.size()) / static_cast<double>(jobs.size()),
                               fmt::format("{} of {} folds", results.size(), jobs.size()));
             });
    // Whatever order the folds were done in, the bootstrap sees the people in the same.
    std::sort(results.begin(), results.end(),
              [](const train::StudyResult& a, const train::StudyResult& b) { return a.key < b.key; });
    CrossValidation judged{summary_at(plan.precision, results, corpus.phases), std::nullopt};
    if (plan.precision != Precision::fp32) {
        judged.fp32 = summary_at(Precision::fp32, results, corpus.phases);
    }
    return judged;
}

void train_model(const TrainOptions& options) {
    Config config = read_config(options.config);
    if (!options.precision.empty()) {
        config.precision = precision_from(options.precision).value_or(config.precision);
        if (config.precision != Precision::fp32 && config.study.main_network != NetworkKind::dnn) {
            throw Error("--precision", "", "\"fp32\", which is all that a transformer has",
                        "\"" + options.precision + "\"");
        }
    }
    if (config.transfer == train::TransferMode::scratch) {
        throw Error(
            options.config, "[model].transfer",
            "\"model_transfer\" or \"feature_transfer\": a model answers cycle positions too, which nobody "
            "teaches from scratch",
            "\"scratch\"");
    }
    io::refuse_unwritable(options.out);
    io::refuse_unwritable(options.card_file());
    const LoadedCorpus data = load_corpus(config, options.data);
    const train::Corpus& corpus = data.corpus;
    const std::string provenance = provenance_of(config, data);
    refuse_what_no_model_can_be(config, corpus, provenance);

    const train::StudyPlan folds = folds_of(config);
    std::vector<train::StudyJob> jobs;
    if (options.cross_validate) {
        jobs = train::jobs_of(folds, corpus);  // too few people are found before training
    }

    const std::uint64_t seed = config.study.seed;
    const double watch_share = config.study.training_of(config.study.main_network).watch_share;
    const train::HeldOut people = train::hold_out(corpus, corpus.people_of(""), watch_share, seed);
    const train::Learnt learnt = learn(config, corpus, people, seed);
    const Model fp32 = train::model_of(learnt, corpus, provenance);
    std::optional<train::QuantisedModel> quantised;
    if (config.precision != Precision::fp32) {
        quantised.emplace(fp32, config.precision,
                          train::calibration_windows(corpus, people.learn, fp32.network, fp32.normalization));
    }
    const Model& model = quantised ? quantised->model() : fp32;
    CrossValidation judged;
    if (options.cross_validate) {
        const int cores = static_cast<int>(std::thread::hardware_concurrency());
        judged = cross_validate(folds, jobs, corpus, options.jobs > 0 ? options.jobs : std::max(1, cores));
    }

    const std::string name = std::filesystem::path(options.out).stem().string();
    const ModelCard card{name, model, config, data, people, judged.own, judged.fp32, command_of(options)};
    io::write_model_file(options.out, model);
    io::write_file(options.card_file(), to_json(card).dump(2, ' ', false, kReplaceOtherText) + "\n");
    fmt::print(
        "{}: {}\nlearnt from {}{}; card in {}\n", options.out, description_of(model),
        counted(people.learn.size(), "person", "people"),
        people.watch.empty() ? "" : fmt::format(", {} more watched for early stopping", people.watch.size()),
        options.card_file());
    if (judged.own) {
        fmt::print("\n{} folds over people:\n{}", config.study.folds, table_of(*judged.own));
    }
    if (data.left_out > 0) {
        throw CLI::RuntimeError(kLeftOut);
    }
}

void run(const TrainOptions& options) {
    watch_for_interrupt();
    try {
        train_model(options);
    } catch (const train::Cancelled&) {
        fmt::print(stderr, "footfall: stopped; {} is as it was\n", options.out);
        throw CLI::RuntimeError(kInterrupted);
    }
}

}  // namespace

void add_train(CLI::App& app) {
    CLI::App* command =
        app.add_subcommand("train", "Train a model: the cycle position first, then phases by transfer");
    auto options = std::make_shared<TrainOptions>();
    command
        ->add_option("--config", options->config,
                     fmt::format("A TOML file, or one of the presets {}", fmt::join(preset_names(), ", ")))
        ->required()
        ->type_name("FILE");
    command->add_option("--out", options->out, "The model; its card is written beside it, as MODEL.json")
        ->required()
        ->type_name("MODEL");
    command
        ->add_option("--precision", options->precision,
                     "Of the weights; what the configuration says if not given")
        ->check(CLI::IsMember({"fp32", "bf16", "int8"}))
        ->type_name("PRECISION");
    options->data.add_to(*command, "--data", false);
    command->get_option("--people")->needs("--data");
    command->get_option("--exclude-people")->needs("--data");
    command->add_flag(
        "--cross-validate", options->cross_validate,
        "Also train on folds of the people, and put the metrics on those left out into the card");
    command
        ->add_option("--jobs", options->jobs,
                     "Folds trained side by side; as many as there are cores if not given")
        ->check(CLI::Range(1, 1024))
        ->needs("--cross-validate")
        ->type_name("N");
    command->footer(
        "Without --data the model learns from the configuration's simulated cohort. The same command makes "
        "the same "
        "model, bit for bit.\n"
        "Example: footfall train --config quick --out out/walker.footfall --data "
        "voisard2023:data/voisard2023");
    command->callback([options] { run(*options); });
}

}  // namespace footfall::cli
