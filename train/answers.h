// What a model answers about people it is asked about, marked person by person.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "train/predict.h"
#include "train/transfer.h"

namespace footfall::train {

/// Answers about one foot of one recording.
struct FootAnswers {
    std::size_t foot = 0;  ///< index into Corpus::feet
    std::vector<PhaseSample> answers;
};

/// Marks of one person's feet added up.
struct PersonTally {
    std::string person;  ///< key
    Tally tally;
};

/// One stretch of walking, to be drawn.
struct WalkExample {
    std::string recording;
    Foot foot = Foot::left;
    double rate_hz = 0.0;
    SampleIndex first = 0;
    std::vector<float> pitch_rate_radps;  ///< (time): the angular rate about the foot's left axis
    std::vector<float> cycle_reference;   ///< NaN where unknown
    std::vector<float> cycle_found;
    std::vector<int> phase_reference;  ///< SampleLabel::kNoPhase where unknown
    std::vector<int> phase_found;
};

inline constexpr int kDensityBins = 50;

struct StudyDetails {
    std::vector<std::int64_t> cycle_density;  ///< (true bin, found bin), row-major, kDensityBins each way
    std::optional<WalkExample> example;
};

/// Asks about every foot of these people, in the corpus' order.
[[nodiscard]] std::vector<FootAnswers> ask(Learnt& learnt, const Corpus& corpus, const People& people);

/// The same as the device answers with this valid model. Throws footfall::Error when it can't be run.
[[nodiscard]] std::vector<FootAnswers> ask(const Model& model, const Corpus& corpus, const People& people);

/// Marks against the corpus' labels, people in the order in which they were asked about.
/// @param has_cycle whether the cycle positions are worth marking
[[nodiscard]] std::vector<PersonTally> mark_people(const Corpus& corpus,
                                                   const std::vector<FootAnswers>& answered, bool has_cycle);

/// The answers' events moved by the same offsets everywhere (positive: later).
[[nodiscard]] std::vector<FootAnswers> moved(const Corpus& corpus, std::vector<FootAnswers> answered,
                                             const EventOffsets& offsets);

/// Each person's borders moved by the offsets that the other people's events show: what would be right if the
/// labels had been defined as the model learnt them. Nothing moves with one person alone.
/// @param tallies the marks of `answered`
[[nodiscard]] std::vector<FootAnswers> with_offsets(const Corpus& corpus,
                                                    const std::vector<FootAnswers>& answered,
                                                    const std::vector<PersonTally>& tallies);

/// What a report's figures need beyond the marks. The example is of the first foot that walks for long
/// enough, from a second before its walk on.
[[nodiscard]] StudyDetails details_of(const Corpus& corpus, const std::vector<FootAnswers>& answered);

}  // namespace footfall::train
