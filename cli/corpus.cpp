// The corpus a command learns from or is judged on.
#include "cli/corpus.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "cli/interrupt.h"
#include "cli/progress.h"
#include "footfall/recording/error.h"
#include "simulate/cohort.h"
#include "train/study.h"

namespace footfall::cli {
namespace {

class Loader {
public:
    Loader(const Config& config, std::size_t total, const OnRecording& on_recording)
        : on_recording_(on_recording), total_(total) {
        loaded_.corpus.phases = config.phases;
        loaded_.corpus.preprocessing = config.preprocessing;
    }

    void add(const Recording& recording) {
        if (interrupted()) {
            throw train::Cancelled();
        }
        const std::size_t first_foot = loaded_.corpus.feet.size();
        for (const std::string& line : loaded_.corpus.add(recording)) {
            fmt::print(stderr, "left out: {}\n", line);
            ++loaded_.left_out;
        }
        if (on_recording_) {
            on_recording_(recording, loaded_.corpus, first_foot);
        }
        auto& data = loaded_.data;
        auto summary = std::find_if(data.begin(), data.end(), [&](const report::DataSummary& known) {
            return known.data_set == recording.data_set;
        });
        if (summary == data.end()) {
            summary = data.insert(data.end(), {recording.data_set, 0, 0, 0, recording.label_definition});
        }
        summary->recordings += 1;
        for (const FootTrack& track : recording.feet) {
            if (track.gravity == Gravity::removed) {
                loaded_.gravity_removed.insert(recording.data_set);
            }
        }
        ++read_;
        progress_.show(static_cast<double>(read_) / static_cast<double>(total_),
                       fmt::format("{} of {} recordings", read_, total_));
    }

    LoadedCorpus take() {
        const train::Corpus& corpus = loaded_.corpus;
        if (corpus.feet.empty()) {
            throw Error("data", "", "a foot that can be used", "none: the reasons are above");
        }
        std::size_t cycles = 0;
        for (const train::CorpusFoot& foot : corpus.feet) {
            cycles += foot.signal.cycles.size();
        }
        if (cycles == 0) {
            throw Error("data", "", "labels that give " + corpus.phases.name + " gait cycles",
                        corpus.label_definition.empty()
                            ? "recordings without labels"
                            : corpus.label_definition + " labels, which give none");
        }
        for (report::DataSummary& summary : loaded_.data) {
            summary.people = static_cast<int>(corpus.people_of(summary.data_set).size());
            for (const train::CorpusFoot& foot : corpus.feet) {
                if (corpus.people[foot.person].data_set == summary.data_set) {
                    summary.strides += static_cast<int>(foot.signal.cycles.size());
                }
            }
        }
        return std::move(loaded_);
    }

    LoadedCorpus loaded_;

private:
    const OnRecording& on_recording_;
    std::size_t total_;
    std::size_t read_ = 0;
    Progress progress_{"Reading"};
};

}  // namespace

LoadedCorpus load_corpus(const Config& config, const DataSelection& selection,
                         const OnRecording& on_recording) {
    if (selection.specifications.empty()) {
        const simulate::Cohort cohort(config.cohort);
        Loader loader(config, cohort.size(), on_recording);
        for (std::size_t i = 0; i < cohort.size(); ++i) {
            loader.add(cohort.recording(i).recording);
        }
        return loader.take();
    }
    const SelectedData selected = open_selected(selection);
    Loader loader(config, selected.recordings.size(), on_recording);
    loader.loaded_.left_out +=
        for_each_recording(selected, [&](const Recording& recording) { loader.add(recording); });
    return loader.take();
}

std::string fingerprint_of(const train::Corpus& corpus) {
    std::string all = corpus.phases.name + corpus.label_definition;
    for (const train::CorpusFoot& foot : corpus.feet) {
        all += fmt::format("|{}/{}/{}", corpus.people[foot.person].key, foot.recording,
                           to_string(foot.signal.foot));
        for (const ReferenceCycle& cycle : foot.signal.cycles) {
            all += fmt::format(",{}", cycle.time.start);
        }
        for (const SignalSegment& segment : foot.signal.segments) {
            double sum = 0.0;
            for (const float channel : segment.channels) {
                sum += static_cast<double>(channel);
            }
            all += fmt::format(";{}:{:.6g}", segment.length(), sum);
        }
    }
    return fmt::format("{:016x}", train::hash_of(all));
}

}  // namespace footfall::cli
