// Plays recordings through the model as a sensor would, and writes what it finds as it comes.
#include "cli/analyze.h"

#include <fmt/format.h>

#include <cmath>
#include <filesystem>
#include <memory>
#include <optional>
#include <utility>

#include "cli/analysis_json.h"
#include "cli/analysis_printout.h"
#include "cli/analysis_tables.h"
#include "cli/data_selection.h"
#include "cli/exit_code.h"
#include "cli/interrupt.h"
#include "cli/metrics_json.h"
#include "cli/model_card.h"
#include "cli/progress.h"
#include "cli/shipped_model.h"
#include "footfall/recording/error.h"
#include "footfall/recording/foot_measurement.h"
#include "footfall/recording/track_analysis.h"
#include "footfall/recording/walk_assembly.h"
#include "footfall/report/analysis_report.h"
#include "footfall/report/walk_remarks.h"
#include "io/model_file.h"
#include "io/write_file.h"
#include "train/fit.h"

namespace footfall::cli {
namespace {

using nlohmann::ordered_json;

struct AnalyzeOptions {
    std::string model;  ///< empty: the shipped one
    std::string out;
    DataSelection data;
};

/// How far the whole task is. The first pass over a recording takes about a seventh of its time.
class Watch {
public:
    explicit Watch(std::size_t recordings) : recordings_(static_cast<double>(recordings)) {}

    void begin(std::string recording, std::size_t number, std::size_t feet) {
        recording_ = std::move(recording);
        number_ = static_cast<double>(number);
        feet_ = static_cast<double>(feet);
    }
    [[nodiscard]] std::function<void(double)> first_pass(std::size_t foot) {
        return part(kFirstPass * static_cast<double>(foot) / feet_, kFirstPass / feet_);
    }
    [[nodiscard]] std::function<void(double)> second_pass(std::size_t foot) {
        return part(kFirstPass + (1.0 - kFirstPass) * static_cast<double>(foot) / feet_,
                    (1.0 - kFirstPass) / feet_);
    }

private:
    static constexpr double kFirstPass = 0.15;
    static constexpr unsigned kEvery = 4096;  ///< samples between two looks at the clock

    [[nodiscard]] std::function<void(double)> part(double before, double length) {
        return [this, before, length](double share) {
            if (++calls_ % kEvery != 0 && share < 1.0) {
                return;
            }
            if (interrupted()) {
                throw train::Cancelled();
            }
            progress_.show((number_ + before + length * share) / recordings_,
                           fmt::format("{}, {} of {} recordings", recording_, static_cast<int>(number_) + 1,
                                       static_cast<int>(recordings_)));
        };
    }

    double recordings_;
    std::string recording_;
    double number_ = 0.0;
    double feet_ = 1.0;
    unsigned calls_ = 0;
    Progress progress_{"Analyzing"};
};

class Analyzer {
public:
    Analyzer(const Model& model, const std::filesystem::path& out, std::size_t recordings)
        : model_(model), tables_(out, model.phases), watch_(recordings) {}

    void add(const SelectedRecording& selected, std::size_t number) {
        const std::string& id = selected.entry().id;
        RecordingSource source;
        std::vector<TrackSurvey> surveys;
        try {
            source = selected.data_set->stream(selected.index);
            watch_.begin(id, number, source.feet.size());
            for (std::size_t foot = 0; foot < source.feet.size(); ++foot) {
                surveys.push_back(survey(*source.feet[foot], model_.preprocessing, watch_.first_pass(foot)));
            }
        } catch (const Error& error) {
            leave_out(selected.data_set->name(), id, "", error.what());
            return;
        }
        std::vector<FootFindings> found;
        for (std::size_t foot = 0; foot < source.feet.size(); ++foot) {
            const TrackSource& track = *source.feet[foot];
            if (!surveys[foot].alignment && surveys[foot].walks) {
                leave_out(source.data_set, id, std::string(to_string(track.foot())),
                          surveys[foot].no_alignment);
                continue;
            }
            found.push_back(answer(id, track, surveys[foot], foot));
        }
        if (!found.empty()) {
            MeasuredWalk walk = assemble(source, std::move(found));
            walk.remarks = report::remarks_on(walk);
            add_strides(walk);
            report::WalkSummary summary = report::summarise(walk);
            analysis_.walks.push_back({std::move(walk), std::move(summary)});
        }
    }

    /// Throws footfall::Error when there is nothing to write; else the tables are in place.
    Analysis finish() {
        if (analysis_.walks.empty()) {
            throw Error("data", "", "a recording that can be analysed", "none: the reasons are above");
        }
        tables_.finish();
        return std::move(analysis_);
    }

private:
    FootFindings answer(const std::string& id, const TrackSource& track, const TrackSurvey& known,
                        std::size_t foot) {
        tables_.begin(id, track.foot());
        FootMeasurement measurement(track, known);
        AnalysisSinks sinks;
        sinks.sample = [&](const AnsweredSample& sample) {
            tables_.add(sample);
            measurement.add(sample);
        };
        sinks.event = [&](const Event& event) {
            tables_.add(event);
            measurement.add(event);
        };
        sinks.stride = [&](const Stride& stride) { measurement.add(stride); };
        sinks.motion = [&](const Stride& stride, const StrideMotion& motion) {
            measurement.add(stride, motion);
        };
        sinks.path = [&](const PathPoint& point) { measurement.add(point); };
        sinks.watch = watch_.second_pass(foot);
        measurement.add(analyze(track, known, model_, sinks));
        return measurement.take();
    }

    void add_strides(const MeasuredWalk& walk) {
        for (const MeasuredFoot& foot : walk.feet) {
            tables_.begin(walk.recording, foot.foot);
            for (const MeasuredStride& stride : foot.strides) {
                tables_.add(stride);
            }
        }
    }

    void leave_out(const std::string& data_set, const std::string& id, const std::string& foot,
                   const std::string& reason) {
        fmt::print(stderr, "left out {} {}{}: {}\n", data_set, id, foot.empty() ? "" : ", " + foot + " foot",
                   reason);
        analysis_.left_out.push_back({id, foot, reason});
    }

    const Model& model_;
    AnalysisTables tables_;
    Watch watch_;
    Analysis analysis_;
};

std::vector<std::string> warnings_of(const Analysis& analysis) {
    std::vector<std::string> warnings;
    for (const LeftOut& one : analysis.left_out) {
        warnings.push_back(fmt::format("Left out: {}{}: {}.", one.recording,
                                       one.foot.empty() ? "" : ", " + one.foot + " foot", one.reason));
    }
    return warnings;
}

ordered_json summary_json(const std::string& model_file, const Model& model, const Analysis& analysis,
                          const std::vector<std::string>& warnings) {
    ordered_json json;
    json["model"] = {{"file", model_file},
                     {"description", description_of(model)},
                     {"phases", model.phases.name},
                     {"label_definition", model.label_definition},
                     {"provenance", model.provenance}};
    json["all"] = to_json(report::totals_of(analysis.walks));
    json["recordings"] = ordered_json::array();
    for (const report::WalkResult& result : analysis.walks) {
        json["recordings"].push_back(to_json(result));
    }
    json["left_out"] = ordered_json::array();
    for (const LeftOut& one : analysis.left_out) {
        json["left_out"].push_back(to_json(one));
    }
    json["warnings"] = warnings;
    return json;
}

report::AnalysisReport report_of(const std::string& model_file, const Model& model, Analysis analysis,
                                 std::vector<std::string> warnings) {
    report::AnalysisReport report;
    std::vector<std::string> sets;
    for (const report::WalkResult& result : analysis.walks) {
        if (std::find(sets.begin(), sets.end(), result.walk.data_set) == sets.end()) {
            sets.push_back(result.walk.data_set);
        }
    }
    report.title = analysis.walks.size() == 1
                       ? fmt::format("How person {} walks", analysis.walks.front().walk.person.id)
                       : fmt::format("Gait in {}", fmt::join(sets, ", "));
    report.warnings = std::move(warnings);
    report.walks = std::move(analysis.walks);
    report.provenance = {{"Model", model_file},
                         {"Which is", description_of(model)},
                         {"Made from", model.provenance},
                         {"Phases", model.phases.name},
                         {"Label definition", model.label_definition},
                         {"Footfall", FOOTFALL_VERSION}};
    return report;
}

void analyze_recordings(const AnalyzeOptions& options) {
    const std::filesystem::path out = options.out;
    const std::string model_file = options.model.empty() ? shipped_model().string() : options.model;
    const io::ModelFile file(model_file);
    const Model& model = file.model();
    const SelectedData selected = open_selected(options.data);
    io::refuse_unwritable(out / "summary.json");
    io::refuse_unwritable(out / "report.html");

    Analyzer analyzer(model, out, selected.recordings.size());
    for (std::size_t i = 0; i < selected.recordings.size(); ++i) {
        analyzer.add(selected.recordings[i], i);
    }
    Analysis analysis = analyzer.finish();

    const std::vector<std::string> warnings = warnings_of(analysis);
    const bool left_out = !analysis.left_out.empty();
    io::write_file(
        out / "summary.json",
        summary_json(model_file, model, analysis, warnings).dump(1, ' ', false, kReplaceOtherText) + "\n");
    fmt::print(stderr, "{}", remarks_in(analysis));
    fmt::print("{}", printout_of(analysis));
    io::write_file(out / "report.html", render(report_of(model_file, model, std::move(analysis), warnings)));
    fmt::print("\nReport: {}\n", (out / "report.html").string());
    if (left_out) {
        throw CLI::RuntimeError(kLeftOut);
    }
}

void run(const AnalyzeOptions& options) {
    watch_for_interrupt();
    try {
        analyze_recordings(options);
    } catch (const train::Cancelled&) {
        fmt::print(stderr, "footfall: stopped; nothing was written\n");
        throw CLI::RuntimeError(kInterrupted);
    }
}

}  // namespace

void add_analyze(CLI::App& app) {
    CLI::App* command = app.add_subcommand(
        "analyze", "Phases, events and strides of recordings of any length, labelled or not");
    auto options = std::make_shared<AnalyzeOptions>();
    command
        ->add_option("--model", options->model, "The model; the one that ships with the program if not given")
        ->type_name("MODEL");
    command
        ->add_option("--out", options->out,
                     "Directory for phases.csv, events.csv, strides.csv, summary.json and report.html")
        ->required()
        ->type_name("DIR");
    options->data.add_to(*command);
    command->footer("Example: footfall analyze --out out/analysis voisard2023:data/voisard2023 --people 2,3");
    command->callback([options] { run(*options); });
}

}  // namespace footfall::cli
