// The card beside a model: what it is, what it learnt from, how well it does, and how to make it again.
#pragma once

#include <filesystem>
#include <optional>
#include <set>
#include <string>

#include <nlohmann/json.hpp>

#include "cli/config.h"
#include "cli/corpus.h"
#include "footfall/nn/model.h"
#include "train/split.h"

namespace footfall::cli {

struct ModelCard {
    std::string name;
    const Model& model;
    const Config& config;
    const LoadedCorpus& data;
    train::HeldOut people;  ///< learnt from, and watched for early stopping
    std::optional<report::MetricsSummary> cross_validated;
    /// Of the fp32 network in the same cross-validation, when the model is kept at another precision.
    std::optional<report::MetricsSummary> cross_validated_fp32;
    std::string command;  ///< that makes the model again
};

/// The same model gives the same card: no date, no duration.
[[nodiscard]] nlohmann::ordered_json to_json(const ModelCard& card);

/// Keys of the people a model learnt from or was stopped by, as the card beside it says; empty without a
/// card.
[[nodiscard]] std::set<std::string> people_learnt_from(const std::filesystem::path& model_file);

/// A network in few words: "DNN, 0.30 M parameters, windows of 0.50 s, 0.05 s of them ahead".
[[nodiscard]] std::string description_of(const Model& model);

}  // namespace footfall::cli
