// What a model says of recordings when they are played through the estimator that runs on the device.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "footfall/nn/model.h"
#include "footfall/recording/gate_marks.h"
#include "train/answers.h"

namespace footfall::cli {

class StreamedAnswers {
public:
    /// The model must outlive this.
    explicit StreamedAnswers(const Model& model) : model_(model) {}

    /// Plays the recording's feet in the corpus, from this one on, with the alignment that was learned for
    /// them. Throws footfall::Error when the model can't be run.
    void add(const Recording& recording, const train::Corpus& corpus, std::size_t first_foot);

    /// In the order they were added. Takes them.
    [[nodiscard]] std::vector<train::FootAnswers> take() { return std::move(answers_); }
    /// How well walking is told from standing, by person: key.
    [[nodiscard]] const std::map<std::string, GateTally>& gate() const noexcept { return gate_; }

private:
    const Model& model_;
    std::vector<train::FootAnswers> answers_;
    std::map<std::string, GateTally> gate_;
};

}  // namespace footfall::cli
