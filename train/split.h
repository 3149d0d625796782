// Who is learnt from and who is judged on: splits that part people, never one person.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "train/corpus.h"

namespace footfall::train {

/// Indices into Corpus::people.
using People = std::vector<std::size_t>;

struct Split {
    std::string name;  ///< "fold 3 of 5", "without voisard2023:7", "older to younger"
    People train;
    People test;
};

/// `folds` groups of nearly equal numbers of people, each the test group once; who goes where depends on the
/// seed. Throws footfall::Error with fewer split keys than folds.
[[nodiscard]] std::vector<Split> grouped_folds(const Corpus& corpus, const People& people, int folds,
                                               std::uint64_t seed);

/// One split for each person (or people sharing a split key).
[[nodiscard]] std::vector<Split> leave_one_out(const Corpus& corpus, const People& people);

/// Two splits: trained on those of at least `older_from_years` and tested on those of at most
/// `younger_to_years`, and the reverse. Those in between, and of unknown age, take no part.
[[nodiscard]] std::vector<Split> across_ages(const Corpus& corpus, const People& people,
                                             double older_from_years, double younger_to_years);

/// One split: trained on one data set's people, tested on another's.
[[nodiscard]] Split across_data_sets(const Corpus& corpus, const std::string& train_set,
                                     const std::string& test_set);

/// Throws footfall::Error if anyone, or anyone sharing a split key, is on both sides, or a side is empty.
void refuse_leaks(const Corpus& corpus, const Split& split);

/// Moves about `share` of the training people (at least one split key, unless share is 0) out for early
/// stopping; never so many that fewer than two split keys remain to learn from.
struct HeldOut {
    People learn;
    People watch;
};
[[nodiscard]] HeldOut hold_out(const Corpus& corpus, const People& train, double share, std::uint64_t seed);

}  // namespace footfall::train
