// What a model answers about people it is asked about.
#include "train/answers.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "footfall/recording/error.h"
#include "train/event_offsets.h"

namespace footfall::train {
namespace {

/// Goes through a foot's answers along with its samples.
class AnswerAt {
public:
    explicit AnswerAt(const std::vector<PhaseSample>& answers)
        : next_(answers.begin()), end_(answers.end()) {}

    /// Null where there is none. Indices must not go back.
    const PhaseSample* operator()(SampleIndex index) {
        next_ = std::find_if(next_, end_, [&](const PhaseSample& answer) { return answer.index >= index; });
        return next_ != end_ && next_->index == index ? &*next_ : nullptr;
    }

private:
    std::vector<PhaseSample>::const_iterator next_;
    std::vector<PhaseSample>::const_iterator end_;
};

/// The foot's first stretch of four seconds or more, of at most ten, from a second before its first cycle on.
std::optional<WalkExample> example_of(const CorpusFoot& foot, const std::vector<PhaseSample>& answers) {
    constexpr std::size_t kFewestCycles = 4;
    constexpr SampleIndex kShortestS = 4;
    constexpr SampleIndex kLongestS = 10;
    if (foot.signal.cycles.size() < kFewestCycles) {
        return std::nullopt;
    }
    const SampleIndex rate = kNanosecondsPerSecond / foot.signal.grid_period;
    const SampleIndex walk_start = foot.signal.cycles.front().time.start / foot.signal.grid_period - rate;
    for (const SignalSegment& segment : foot.signal.segments) {
        const SampleIndex first = std::max(segment.first, walk_start);
        const SampleIndex end =
            std::min(segment.first + static_cast<SampleIndex>(segment.length()), first + kLongestS * rate);
        if (end - first < kShortestS * rate) {
            continue;
        }
        WalkExample example;
        example.recording = foot.recording;
        example.foot = foot.signal.foot;
        example.rate_hz =
            static_cast<double>(kNanosecondsPerSecond) / static_cast<double>(foot.signal.grid_period);
        example.first = first;
        AnswerAt answer_at(answers);
        for (SampleIndex index = first; index < end; ++index) {
            const auto i = static_cast<std::size_t>(index - segment.first);
            const PhaseSample* answer = answer_at(index);
            example.pitch_rate_radps.push_back(segment.channels[i * kChannels + 4]);
            example.cycle_reference.push_back(segment.labels[i].cycle);
            example.phase_reference.push_back(segment.labels[i].phase);
            example.cycle_found.push_back(answer ? answer->cycle : std::numeric_limits<float>::quiet_NaN());
            example.phase_found.push_back(answer ? answer->phase : int{SampleLabel::kNoPhase});
        }
        return example;
    }
    return std::nullopt;
}

}  // namespace

std::vector<FootAnswers> ask(Learnt& learnt, const Corpus& corpus, const People& people) {
    const BatchMaker batches(corpus, learnt.network.spec(), learnt.normalization);
    std::vector<FootAnswers> answered;
    for (std::size_t foot = 0; foot < corpus.feet.size(); ++foot) {
        if (std::find(people.begin(), people.end(), corpus.feet[foot].person) != people.end()) {
            answered.push_back({foot, predict(learnt.network, batches, corpus, foot)});
        }
    }
    return answered;
}

std::vector<FootAnswers> ask(const Model& model, const Corpus& corpus, const People& people) {
    Result<Inference> inference = Inference::make(model);
    if (!inference) {
        throw Error("model", "", "a model that can be run", inference.reason());
    }
    std::vector<FootAnswers> answered;
    for (std::size_t foot = 0; foot < corpus.feet.size(); ++foot) {
        if (std::find(people.begin(), people.end(), corpus.feet[foot].person) != people.end()) {
            answered.push_back({foot, predict(*inference, model.network, corpus, foot)});
        }
    }
    return answered;
}

std::vector<PersonTally> mark_people(const Corpus& corpus, const std::vector<FootAnswers>& answered,
                                     bool has_cycle) {
    std::vector<PersonTally> people;
    for (const FootAnswers& one : answered) {
        const CorpusFoot& foot = corpus.feet[one.foot];
        const std::string& key = corpus.people[foot.person].key;
        auto person =
            std::find_if(people.begin(), people.end(), [&](const PersonTally& p) { return p.person == key; });
        if (person == people.end()) {
            person = people.insert(people.end(), {key, Tally(static_cast<int>(corpus.phases.phases.size()))});
        }
        person->tally.add(mark(foot, corpus.phases, one.answers, has_cycle));
    }
    return people;
}

std::vector<FootAnswers> moved(const Corpus& corpus, std::vector<FootAnswers> answered,
                               const EventOffsets& offsets) {
    for (FootAnswers& one : answered) {
        const Nanoseconds period = corpus.feet[one.foot].signal.grid_period;
        one.answers = shifted(one.answers, corpus.phases, period, offsets);
    }
    return answered;
}

std::vector<FootAnswers> with_offsets(const Corpus& corpus, const std::vector<FootAnswers>& answered,
                                      const std::vector<PersonTally>& tallies) {
    std::vector<FootAnswers> all;
    for (const PersonTally& person : tallies) {
        std::vector<Tally> others;
        std::vector<FootAnswers> own;
        for (const PersonTally& other : tallies) {
            if (other.person != person.person) {
                others.push_back(other.tally);
            }
        }
        std::copy_if(answered.begin(), answered.end(), std::back_inserter(own), [&](const FootAnswers& one) {
            return corpus.people[corpus.feet[one.foot].person].key == person.person;
        });
        for (FootAnswers& one : moved(corpus, std::move(own), offsets_from(others))) {
            all.push_back(std::move(one));
        }
    }
    return all;
}

StudyDetails details_of(const Corpus& corpus, const std::vector<FootAnswers>& answered) {
    StudyDetails details;
    details.cycle_density.resize(std::size_t{kDensityBins} * kDensityBins);
    const auto bin = [](float cycle) {
        return static_cast<std::size_t>(
            std::clamp(static_cast<int>(cycle * kDensityBins), 0, kDensityBins - 1));
    };
    for (const FootAnswers& one : answered) {
        const CorpusFoot& foot = corpus.feet[one.foot];
        AnswerAt answer_at(one.answers);
        for (const SignalSegment& segment : foot.signal.segments) {
            for (std::size_t i = 0; i < segment.length(); ++i) {
                const PhaseSample* answer = answer_at(segment.first + static_cast<SampleIndex>(i));
                if (answer && !std::isnan(segment.labels[i].cycle)) {
                    ++details.cycle_density[bin(segment.labels[i].cycle) * kDensityBins + bin(answer->cycle)];
                }
            }
        }
        if (!details.example) {
            details.example = example_of(foot, one.answers);
        }
    }
    return details;
}

}  // namespace footfall::train
