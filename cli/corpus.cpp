// The corpus a command learns from or is judged on.
#include "cli/corpus.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "footfall/recording/error.h"
#include "simulate/cohort.h"
#include "train/study.h"

namespace footfall::cli {
namespace {

class Loader {
public:
    explicit Loader(const Config& config) {
        loaded_.corpus.phases = config.phases;
        loaded_.corpus.preprocessing = config.preprocessing;
    }

    void add(const Recording& recording) {
        for (const std::string& line : loaded_.corpus.add(recording)) {
            fmt::print(stderr, "left out: {}\n", line);
            ++loaded_.left_out;
        }
        auto& data = loaded_.data;
        auto summary = std::find_if(data.begin(), data.end(), [&](const report::DataSummary& known) {
            return known.data_set == recording.data_set;
        });
        if (summary == data.end()) {
            summary = data.insert(data.end(), {recording.data_set, 0, 0, 0, recording.label_definition});
        }
        summary->recordings += 1;
    }

    LoadedCorpus take() {
        const train::Corpus& corpus = loaded_.corpus;
        std::size_t cycles = 0;
        for (const train::CorpusFoot& foot : corpus.feet) {
            cycles += foot.signal.cycles.size();
        }
        if (cycles == 0) {
            throw Error("data", "", "annotated gait cycles to learn from or to be judged on", "none");
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
};

}  // namespace

LoadedCorpus load_corpus(const Config& config, const DataSelection& selection) {
    Loader loader(config);
    if (selection.specifications.empty()) {
        const simulate::Cohort cohort(config.cohort);
        for (std::size_t i = 0; i < cohort.size(); ++i) {
            loader.add(cohort.recording(i).recording);
        }
        return loader.take();
    }
    const SelectedData selected = open_selected(selection);
    loader.loaded_.left_out += for_each_recording(selected, [&](const Recording& recording) { loader.add(recording); });
    return loader.take();
}

std::string fingerprint_of(const train::Corpus& corpus) {
    std::string all = corpus.phases.name + corpus.label_definition;
    for (const train::CorpusFoot& foot : corpus.feet) {
        all += fmt::format("|{}/{}/{}", corpus.people[foot.person].key, foot.recording, to_string(foot.signal.foot));
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
