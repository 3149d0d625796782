// The card beside a model.
#include "cli/model_card.h"

#include <fmt/format.h>

#include <fstream>

#include "cli/metrics_json.h"

namespace footfall::cli {
namespace {

using nlohmann::ordered_json;

ordered_json network_of(const Model& model) {
    const NetworkSpec& spec = model.network;
    ordered_json network = {{"kind", to_string(spec.kind)},
                            {"parameters", parameter_count(spec)},
                            {"precision", to_string(model.precision)},
                            {"window_samples", spec.window},
                            {"look_ahead_samples", spec.look_ahead}};
    if (spec.kind == NetworkKind::dnn) {
        network["hidden"] = spec.hidden;
    } else {
        network["patch_samples"] = spec.patch;
        network["width"] = spec.width;
        network["heads"] = spec.heads;
        network["layers"] = spec.layers;
    }
    return network;
}

ordered_json phases_of(const PhaseSet& set) {
    ordered_json phases = ordered_json::array();
    for (const PhaseDefinition& phase : set.phases) {
        phases.push_back({{"name", phase.name}, {"begins_with", to_string(phase.begins_with)}});
    }
    return {{"name", set.name}, {"phases", phases}};
}

ordered_json data_of(const LoadedCorpus& data) {
    ordered_json sets = ordered_json::array();
    for (const report::DataSummary& set : data.data) {
        ordered_json people = ordered_json::array();
        for (const train::CorpusPerson& person : data.corpus.people) {
            if (person.data_set == set.data_set) {
                people.push_back(person.key);
            }
        }
        sets.push_back({{"name", set.data_set},
                        {"people", set.people},
                        {"recordings", set.recordings},
                        {"strides", set.strides},
                        {"label_definition", set.label_definition},
                        {"people_by_key", people}});
    }
    return sets;
}

ordered_json stage_of(const train::FitOptions& fit) {
    return {{"windows", fit.windows},
            {"batch", fit.batch},
            {"learning_rate", fit.learning_rate},
            {"weight_decay", fit.weight_decay},
            {"largest_gradient_norm", fit.largest_gradient_norm},
            {"label_smoothing", fit.label_smoothing},
            {"averaging", fit.averaging}};
}

ordered_json training_of(const ModelCard& card) {
    const train::TrainingPlan& plan = card.config.study.training_of(card.model.network.kind);
    const train::Augmentation& augmentation = plan.augmentation;
    ordered_json watched = ordered_json::array();
    for (const std::size_t person : card.people.watch) {
        watched.push_back(card.data.corpus.people[person].key);
    }
    return {{"transfer", train::to_string(card.config.transfer)},
            {"seed", card.config.study.seed},
            {"people_learnt_from", card.people.learn.size()},
            {"people_watched_for_early_stopping", watched},
            {"pretraining", stage_of(plan.pretraining)},
            {"transfer_stage", stage_of(plan.transfer)},
            {"augmentation",
             {{"acceleration_noise_mps2", augmentation.acceleration_noise_mps2},
              {"angular_rate_noise_radps", augmentation.angular_rate_noise_radps},
              {"acceleration_bias_mps2", augmentation.acceleration_bias_mps2},
              {"angular_rate_bias_radps", augmentation.angular_rate_bias_radps},
              {"scale", augmentation.scale},
              {"rotation_deg", augmentation.rotation_deg},
              {"time_warp", augmentation.time_warp}}}};
}

}  // namespace

ordered_json to_json(const ModelCard& card) {
    const Model& model = card.model;
    ordered_json json = {
        {"name", card.name},
        {"description", description_of(model)},
        {"provenance", model.provenance},
        {"network", network_of(model)},
        {"preprocessing",
         {{"rate_hz", model.preprocessing.rate_hz}, {"aligned_to_foot_axes", model.preprocessing.align}}},
        {"phase_set", phases_of(model.phases)},
        {"label_definition", model.label_definition},
        {"data", data_of(card.data)},
        {"notes", card.config.notes},
        {"training", training_of(card)},
    };
    if (card.cross_validated) {
        ordered_json metrics = to_json(*card.cross_validated);
        json["cross_validation"] = {
            {"protocol",
             fmt::format("the same training, {} folds over people; each person is judged by the model that "
                         "learnt without them",
                         card.config.study.folds)},
            {"metrics", metrics}};
        if (card.cross_validated_fp32) {
            const double fp32 = card.cross_validated_fp32->f1_macro.value;
            const double quantised = card.cross_validated->f1_macro.value;
            json["quantisation"] = {
                {"f1_macro_fp32", fp32}, {"f1_macro", quantised}, {"cost", fp32 - quantised}};
        }
    }
    json["command"] = card.command;
    json["config"] = card.config.text;
    return json;
}

std::set<std::string> people_learnt_from(const std::filesystem::path& model_file) {
    std::filesystem::path card_file = model_file;
    card_file += ".json";
    const ordered_json card = ordered_json::parse(std::ifstream(card_file), nullptr, false);
    std::set<std::string> people;
    if (!card.is_object() || !card.contains("data") || !card["data"].is_array()) {
        return people;
    }
    for (const ordered_json& set : card["data"]) {
        if (!set.is_object() || !set.contains("people_by_key") || !set["people_by_key"].is_array()) {
            continue;
        }
        for (const ordered_json& key : set["people_by_key"]) {
            if (key.is_string()) {
                people.insert(key.get<std::string>());
            }
        }
    }
    return people;
}

std::string description_of(const Model& model) {
    const NetworkSpec& spec = model.network;
    return fmt::format("{}, {:.2f} M parameters, windows of {:.2f} s, {:.2f} s of them ahead",
                       spec.kind == NetworkKind::dnn ? "DNN" : "Transformer",
                       static_cast<double>(parameter_count(spec)) / 1e6,
                       spec.window / model.preprocessing.rate_hz,
                       spec.look_ahead / model.preprocessing.rate_hz);
}

}  // namespace footfall::cli
