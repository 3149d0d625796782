// Who is learnt from and who is judged on.
#include "train/split.h"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <map>
#include <set>

#include "footfall/core/random.h"
#include "footfall/recording/error.h"

namespace footfall::train {
namespace {

/// People who share a split key, together, in the order in which they first appear.
std::vector<People> inseparable(const Corpus& corpus, const People& people) {
    std::vector<People> groups;
    std::map<std::string, std::size_t> group_of;
    for (const std::size_t person : people) {
        const auto [found, is_new] = group_of.try_emplace(corpus.people[person].split_key, groups.size());
        if (is_new) {
            groups.emplace_back();
        }
        groups[found->second].push_back(person);
    }
    return groups;
}

void shuffle(std::vector<People>& groups, Random& random) {
    for (std::size_t i = groups.size(); i > 1; --i) {
        std::swap(groups[i - 1], groups[random.below(i)]);
    }
}

People everyone_but(const People& people, const People& without) {
    People rest;
    std::copy_if(people.begin(), people.end(), std::back_inserter(rest), [&](std::size_t person) {
        return std::find(without.begin(), without.end(), person) == without.end();
    });
    return rest;
}

People joined(const std::vector<People>& groups) {
    People all;
    for (const People& group : groups) {
        all.insert(all.end(), group.begin(), group.end());
    }
    std::sort(all.begin(), all.end());
    return all;
}

}  // namespace

std::vector<Split> grouped_folds(const Corpus& corpus, const People& people, int folds, std::uint64_t seed) {
    std::vector<People> groups = inseparable(corpus, people);
    if (folds < 2 || groups.size() < static_cast<std::size_t>(folds)) {
        throw Error("folds", "",
                    "from 2 to as many as there are people who can be told apart (" +
                        std::to_string(groups.size()) + ")",
                    std::to_string(folds));
    }
    Random random = Random(seed).fork(0x5B117);
    shuffle(groups, random);
    // Those who can't be parted first, then one by one into the emptiest fold; the shuffle decides between
    // equals.
    std::stable_sort(groups.begin(), groups.end(),
                     [](const People& a, const People& b) { return a.size() > b.size(); });
    std::vector<std::vector<People>> members(static_cast<std::size_t>(folds));
    std::vector<std::size_t> people_in(members.size(), 0);
    for (const People& group : groups) {
        const auto emptiest = std::min_element(people_in.begin(), people_in.end()) - people_in.begin();
        members[static_cast<std::size_t>(emptiest)].push_back(group);
        people_in[static_cast<std::size_t>(emptiest)] += group.size();
    }
    std::vector<Split> splits;
    for (std::size_t fold = 0; fold < members.size(); ++fold) {
        const People test = joined(members[fold]);
        splits.push_back({"fold " + std::to_string(fold + 1) + " of " + std::to_string(folds),
                          everyone_but(people, test), test});
    }
    return splits;
}

std::vector<Split> leave_one_out(const Corpus& corpus, const People& people) {
    std::vector<Split> splits;
    for (const People& group : inseparable(corpus, people)) {
        std::string names;
        for (const std::size_t person : group) {
            names += (names.empty() ? "" : "+") + corpus.people[person].key;
        }
        splits.push_back({"without " + names, everyone_but(people, group), group});
    }
    if (splits.size() < 2) {
        throw Error("leave one out", "", "at least two people", std::to_string(splits.size()));
    }
    return splits;
}

std::vector<Split> across_ages(const Corpus& corpus, const People& people, double older_from_years,
                               double younger_to_years) {
    People older;
    People younger;
    for (const std::size_t person : people) {
        const auto age = corpus.people[person].age_years;
        if (age && *age >= older_from_years) {
            older.push_back(person);
        } else if (age && *age <= younger_to_years) {
            younger.push_back(person);
        }
    }
    return {{"older to younger", older, younger}, {"younger to older", younger, older}};
}

Split across_data_sets(const Corpus& corpus, const std::string& train_set, const std::string& test_set) {
    return {train_set + " to " + test_set, corpus.people_of(train_set), corpus.people_of(test_set)};
}

void refuse_leaks(const Corpus& corpus, const Split& split) {
    if (split.train.empty() || split.test.empty()) {
        throw Error(split.name, split.train.empty() ? "training side" : "test side", "at least one person",
                    "nobody");
    }
    std::set<std::string> learnt_from;
    for (const std::size_t person : split.train) {
        learnt_from.insert(corpus.people[person].split_key);
    }
    for (const std::size_t person : split.test) {
        if (learnt_from.contains(corpus.people[person].split_key)) {
            throw Error(split.name, "", "nobody on both sides", corpus.people[person].key);
        }
    }
}

HeldOut hold_out(const Corpus& corpus, const People& train, double share, std::uint64_t seed) {
    std::vector<People> groups = inseparable(corpus, train);
    if (share <= 0.0 || groups.size() < 3) {
        return {train, {}};
    }
    Random random = Random(seed).fork(0x0E1D);
    shuffle(groups, random);
    const auto wanted = static_cast<std::size_t>(std::lround(share * static_cast<double>(groups.size())));
    const std::size_t count = std::clamp<std::size_t>(wanted, 1, groups.size() - 2);
    const People watch = joined({groups.begin(), groups.begin() + static_cast<std::ptrdiff_t>(count)});
    return {everyone_but(train, watch), watch};
}

}  // namespace footfall::train
