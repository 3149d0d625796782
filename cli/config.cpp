// Reads a configuration strictly: right types, sensible ranges, no key that nobody asked for.
#include "cli/config.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <fstream>
#include <limits>
#include <sstream>

#include "cli/presets.h"
#include "footfall/recording/error.h"
#include "footfall/recording/labels.h"
#include "io/strict_toml.h"

namespace footfall::cli {
namespace {

using io::StrictTable;

/// A number between bounds, if the key is there.
void read(StrictTable& table, const std::string& key, double low, double high, double& value) {
    if (const auto number = table.optional_number(key)) {
        if (!(*number >= low && *number <= high)) {
            throw table.error(key, fmt::format("a number from {:g} to {:g}", low, high),
                              fmt::format("{:g}", *number));
        }
        value = *number;
    }
}

template <class Integer>
void read_whole(StrictTable& table, const std::string& key, std::int64_t low, std::int64_t high,
                Integer& value) {
    if (const auto number = table.optional_integer(key)) {
        if (*number < low || *number > high) {
            throw table.error(key, fmt::format("a whole number from {} to {}", low, high),
                              std::to_string(*number));
        }
        value = static_cast<Integer>(*number);
    }
}

void read_list(StrictTable& table, const std::string& key, std::int64_t low, std::int64_t high,
               std::vector<int>& values) {
    if (!table.has(key)) {
        return;
    }
    values.clear();
    for (const std::int64_t number : table.optional_integers(key)) {
        if (number < low || number > high) {
            throw table.error(key, fmt::format("whole numbers from {} to {}", low, high),
                              std::to_string(number));
        }
        values.push_back(static_cast<int>(number));
    }
}

NetworkKind network_from(StrictTable& table, const std::string& key, const std::string& name) {
    if (name == "dnn") {
        return NetworkKind::dnn;
    }
    if (name == "transformer") {
        return NetworkKind::transformer;
    }
    throw table.error(key, "\"dnn\" or \"transformer\"", "\"" + name + "\"");
}

train::TransferMode transfer_from(StrictTable& table, const std::string& key, const std::string& name) {
    try {
        return train::transfer_mode_from(name);
    } catch (const Error&) {
        throw table.error(key, "\"model_transfer\", \"feature_transfer\" or \"scratch\"", "\"" + name + "\"");
    }
}

PhaseSet read_phase_set(StrictTable& top) {
    if (!top.has("phases")) {
        const std::string name =
            top.choice("phase_set", {"stance_swing", "flat_active", "four_phases"}, "stance_swing");
        return phase_set_named(name);
    }
    PhaseSet set{top.text("phase_set"), {}};
    for (const std::vector<std::string>& phase : top.optional_text_lists("phases")) {
        const auto opened_by = phase.size() == 2 ? event_kind_from(phase[1]) : std::nullopt;
        if (!opened_by) {
            throw top.error(
                "phases",
                "pairs of a name and the event that opens it (initial_contact, foot_flat, heel_off, "
                "final_contact)",
                fmt::format("[{}]", fmt::join(phase, ", ")));
        }
        set.phases.push_back({phase[0], *opened_by});
    }
    if (set.phases.size() < 2 || set.phases.size() > 4) {
        throw top.error("phases", "two to four phases", std::to_string(set.phases.size()));
    }
    return set;
}

void read_cohort(StrictTable table, simulate::CohortOptions& cohort) {
    read_whole(table, "people", 1, 1000, cohort.people);
    read_whole(table, "recordings_per_person", 1, 100, cohort.recordings_per_person);
    read(table, "seconds", 12.0, 86400.0, cohort.seconds);
    read_whole(table, "seed", 0, std::numeric_limits<std::int64_t>::max(), cohort.seed);
    table.reject_unknown_keys();
}

void read_model(StrictTable table, Config& config) {
    if (const auto network = table.optional_text("network")) {
        config.study.main_network = network_from(table, "network", *network);
    }
    read_whole(table, "window", 20, 200, config.study.main_window);
    read_whole(table, "look_ahead", 0, 50, config.study.look_ahead);
    if (config.study.look_ahead >= config.study.main_window) {
        throw table.error("look_ahead", "less than the window", std::to_string(config.study.look_ahead));
    }
    if (table.has("hidden")) {
        read_list(table, "hidden", 4, 4096, config.study.hidden);
        if (config.study.hidden.empty() || config.study.hidden.size() > 16) {
            throw table.error("hidden", "one to sixteen widths", std::to_string(config.study.hidden.size()));
        }
        if (config.study.main_network != NetworkKind::dnn) {
            throw table.error("hidden", "nothing: a transformer has no hidden widths", "widths");
        }
    }
    if (const auto transfer = table.optional_text("transfer")) {
        config.transfer = transfer_from(table, "transfer", *transfer);
    }
    const std::string precision = table.choice("precision", {"fp32", "bf16", "int8"}, "fp32");
    config.precision = precision_from(precision).value_or(Precision::fp32);
    if (config.precision != Precision::fp32 && config.study.main_network != NetworkKind::dnn) {
        throw table.error("precision", "\"fp32\", which is all that a transformer has",
                          "\"" + precision + "\"");
    }
    table.reject_unknown_keys();
}

void read_training(StrictTable& table, train::TrainingPlan& plan) {
    constexpr std::int64_t kMost = 10'000'000'000;
    read_whole(table, "pretraining_windows", 1, kMost, plan.pretraining.windows);
    read_whole(table, "transfer_windows", 1, kMost, plan.transfer.windows);
    read(table, "watch_share", 0.0, 0.5, plan.watch_share);
    read(table, "cycle_weight", 0.0, 100.0, plan.transfer.cycle_weight);
    read(table, "feature_learning_rate", 1e-7, 1.0, plan.feature_learning_rate);
    read(table, "label_smoothing", 0.0, 0.5, plan.transfer.label_smoothing);
    double pretraining_rate = plan.pretraining.learning_rate;
    double transfer_rate = plan.transfer.learning_rate;
    read(table, "pretraining_learning_rate", 1e-7, 1.0, pretraining_rate);
    read(table, "transfer_learning_rate", 1e-7, 1.0, transfer_rate);
    for (train::FitOptions* fit : {&plan.pretraining, &plan.transfer}) {
        read_whole(table, "batch", 1, 65536, fit->batch);
        read(table, "weight_decay", 0.0, 1.0, fit->weight_decay);
        read(table, "largest_gradient_norm", 0.0, 1e6, fit->largest_gradient_norm);
        read(table, "averaging", 0.0, 0.99999, fit->averaging);
        read_whole(table, "checks", 1, 1000, fit->checks);
        read_whole(table, "patience", 1, 1000, fit->patience);
    }
    plan.pretraining.learning_rate = pretraining_rate;
    plan.transfer.learning_rate = transfer_rate;
}

void read_augmentation(StrictTable table, train::Augmentation& augmentation) {
    read(table, "acceleration_noise_mps2", 0.0, 10.0, augmentation.acceleration_noise_mps2);
    read(table, "angular_rate_noise_radps", 0.0, 10.0, augmentation.angular_rate_noise_radps);
    read(table, "acceleration_bias_mps2", 0.0, 10.0, augmentation.acceleration_bias_mps2);
    read(table, "angular_rate_bias_radps", 0.0, 10.0, augmentation.angular_rate_bias_radps);
    read(table, "scale", 0.0, 0.5, augmentation.scale);
    read(table, "rotation_deg", 0.0, 90.0, augmentation.rotation_deg);
    read(table, "time_warp", 0.0, 0.3, augmentation.time_warp);
    table.reject_unknown_keys();
}

train::AgeProtocol read_ages(StrictTable table) {
    train::AgeProtocol ages;
    read(table, "older_from", 0.0, 150.0, ages.older_from_years);
    read(table, "younger_to", 0.0, 150.0, ages.younger_to_years);
    if (ages.younger_to_years >= ages.older_from_years) {
        throw table.error("younger_to", "less than older_from, or people would be on both sides",
                          fmt::format("{:g}", ages.younger_to_years));
    }
    table.reject_unknown_keys();
    return ages;
}

void read_study(StrictTable table, train::StudyPlan& plan) {
    if (table.has("networks")) {
        plan.networks.clear();
        for (const std::string& name : table.optional_texts("networks")) {
            plan.networks.push_back(network_from(table, "networks", name));
        }
    }
    if (table.has("transfers")) {
        plan.modes.clear();
        for (const std::string& name : table.optional_texts("transfers")) {
            plan.modes.push_back(transfer_from(table, "transfers", name));
        }
    }
    read_list(table, "windows", 20, 200, plan.windows);
    read_list(table, "transformer_windows", 20, 200, plan.transformer_windows);
    read_whole(table, "folds", 2, 1000, plan.folds);
    read_list(table, "look_aheads", 0, 50, plan.look_aheads);
    read_list(table, "label_budget", 1, 1000, plan.budget_people);
    read_whole(table, "label_budget_draws", 1, 1000, plan.budget_draws);
    read_list(table, "label_budget_windows", 1, 1'000'000'000, plan.budget_windows);
    if (plan.budget_windows.empty()) {
        throw table.error("label_budget_windows", "at least one number of windows", "[]");
    }
    plan.leave_one_out = table.optional_flag("leave_one_out").value_or(plan.leave_one_out);
    if (auto ages = table.optional_table("ages")) {
        plan.ages = read_ages(*ages);
    }
    plan.main_data_set = table.optional_text("main_data_set").value_or("");
    for (const std::vector<std::string>& pair : table.optional_text_lists("across_data_sets")) {
        if (pair.size() != 2) {
            throw table.error("across_data_sets", "pairs of a data set to train on and one to test on",
                              fmt::format("[{}]", fmt::join(pair, ", ")));
        }
        plan.across_data_sets.emplace_back(pair[0], pair[1]);
    }
    for (StrictTable& split : table.optional_tables("splits")) {
        plan.stated_splits.push_back(
            {split.text("name"), split.optional_texts("train"), split.optional_texts("test")});
        split.reject_unknown_keys();
    }
    table.reject_unknown_keys();
}

Config config_from(const toml::table& parsed, const std::string& file) {
    Config config;
    StrictTable top(parsed, file, "");
    config.phases = read_phase_set(top);
    config.notes = top.optional_text("notes").value_or("");
    read_whole(top, "seed", 0, std::numeric_limits<std::int64_t>::max(), config.study.seed);
    read(top, "rate_hz", 10.0, 1000.0, config.preprocessing.rate_hz);
    config.preprocessing.align = top.optional_flag("align").value_or(true);
    if (auto cohort = top.optional_table("cohort")) {
        read_cohort(*cohort, config.cohort);
    }
    if (auto model = top.optional_table("model")) {
        read_model(*model, config);
    }
    config.study.networks = {config.study.main_network};
    config.study.windows = {config.study.main_window};
    if (auto training = top.optional_table("training")) {
        // What is stated for both comes first, what differs for the transformer after it.
        read_training(*training, config.study.dnn);
        config.study.transformer = config.study.dnn;
        if (auto transformer = training->optional_table("transformer")) {
            read_training(*transformer, config.study.transformer);
            transformer->reject_unknown_keys();
        }
        training->reject_unknown_keys();
    }
    if (auto augmentation = top.optional_table("augmentation")) {
        read_augmentation(*augmentation, config.study.dnn.augmentation);
        config.study.transformer.augmentation = config.study.dnn.augmentation;
    }
    if (auto study = top.optional_table("study")) {
        read_study(*study, config.study);
    }
    top.reject_unknown_keys();
    return config;
}

}  // namespace

std::vector<std::string> preset_names() {
    std::vector<std::string> names;
    for (const Preset& preset : presets()) {
        names.emplace_back(preset.name);
    }
    return names;
}

Config read_config(const std::string& name_or_file) {
    const auto all = presets();
    const auto preset =
        std::find_if(all.begin(), all.end(), [&](const Preset& p) { return p.name == name_or_file; });
    if (preset != all.end()) {
        Config config = config_from(toml::parse(preset->text), std::string(preset->name));
        config.name = preset->name;
        config.text = preset->text;
        return config;
    }
    if (!std::filesystem::exists(name_or_file)) {
        throw Error(name_or_file, "",
                    fmt::format("a file, or one of the presets {}", fmt::join(preset_names(), ", ")),
                    "neither");
    }
    Config config = config_from(io::read_toml(name_or_file), name_or_file);
    config.name = std::filesystem::path(name_or_file).stem().string();
    std::ostringstream text;
    text << std::ifstream(name_or_file).rdbuf();
    config.text = text.str();
    return config;
}

}  // namespace footfall::cli
