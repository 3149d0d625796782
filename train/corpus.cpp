// Everything a study learns from or is judged on.
#include "train/corpus.h"

#include <algorithm>

#include "footfall/recording/error.h"

namespace footfall::train {

std::vector<std::string> Corpus::add(const Recording& recording) {
    const std::string key = recording.data_set + ":" + recording.person.id;
    auto person =
        std::find_if(people.begin(), people.end(), [&](const CorpusPerson& p) { return p.key == key; });
    std::vector<std::string> left_out;
    std::vector<FootSignal> signals;
    for (const FootTrack& track : recording.feet) {
        try {
            signals.push_back(prepare(recording, track, preprocessing, phases));
        } catch (const Error& error) {
            left_out.emplace_back(error.what());
        }
    }
    if (signals.empty()) {
        return left_out;
    }
    if (label_definition.empty()) {
        label_definition = recording.label_definition;
    } else if (recording.label_definition != label_definition::kNone &&
               label_definition != recording.label_definition) {
        label_definition = "mixed";
    }
    if (person == people.end()) {
        person = people.insert(
            people.end(), {key, recording.data_set + ":" + recording.person.split_key, recording.data_set,
                           recording.person.age_years, recording.person.group});
    }
    for (FootSignal& signal : signals) {
        feet.push_back({static_cast<std::size_t>(person - people.begin()), recording.id, std::move(signal)});
    }
    return left_out;
}

std::vector<std::size_t> Corpus::people_of(const std::string& data_set) const {
    std::vector<std::size_t> found;
    for (std::size_t i = 0; i < people.size(); ++i) {
        if (data_set.empty() || people[i].data_set == data_set) {
            found.push_back(i);
        }
    }
    return found;
}

}  // namespace footfall::train
