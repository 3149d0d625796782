// A corpus whose signals are waves of the cycle position: small, known exactly, learnt in a moment.
#pragma once

#include <string>

#include "train/corpus.h"
#include "train/metrics.h"

namespace footfall::train {

/// A person who was never recorded.
[[nodiscard]] CorpusPerson somebody(const std::string& id, const std::string& split_key = "",
                                    const std::string& data_set = "toy");

/// People "toy:1" .. "toy:<count>", never recorded.
[[nodiscard]] Corpus corpus_of_nobody(int count);

struct ToyOptions {
    int people = 6;  ///< aged 20, 30, 40, ...
    int cycles = 12;
    double noise = 0.3;
    std::string data_set = "toy";
    std::uint64_t seed = 1;
};

/// One foot a person: half a second of nothing, `cycles` cycles of 0.9 to 1.2 s with a stance of 60 %, half a
/// second of nothing.
void add_toys(Corpus& corpus, const ToyOptions& options);
[[nodiscard]] Corpus toy_corpus(const ToyOptions& options = {});

/// Equal to the last bit.
[[nodiscard]] bool same(const Tally& a, const Tally& b);

}  // namespace footfall::train
