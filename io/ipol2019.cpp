// Adapter: both feet in one file, g without gravity and deg/s, intervals in which a foot is active.
#include "io/ipol2019.h"

#include "footfall/recording/error.h"
#include "io/foot_columns.h"
#include "io/trial_folder.h"

namespace footfall::io {

namespace fs = std::filesystem;

namespace {

const TrialNaming kNaming{"ipol2019", {".csv"}, "S-T.csv"};
/// The publication's rate; a file may state another.
constexpr double kDocumentedRateHz = 100.0;
constexpr SensorUnits kUnits{kStandardGravityMps2, kRadiansPerDegree};

FootColumnNames column_names(const std::string& foot) {
    return {{foot + "AX", foot + "AY", foot + "AZ"}, {foot + "RX", foot + "RY", foot + "RZ"}, "", ""};
}

void describe_person(const nlohmann::json& trial, Person& person) {
    person.age_years = optional_number(trial, "Age");
    const auto group = trial.find("PathologyGroup");
    person.group = group != trial.end() && group->is_string() ? group->get<std::string>() : "";
}

/// Sample times are row numbers. Returns the rate.
double read_samples(const fs::path& file, std::vector<FootTrack>& feet) {
    const double stated = [&] {
        LineReader first(file);
        return first.next() ? stated_rate_hz(first).value_or(0.0) : 0.0;
    }();
    LineReader lines(file);
    if (stated > 0.0) {
        (void)lines.next();
    }
    TableReader table(lines, ',', 1);
    const FootColumns left(table, column_names("L"), kUnits);
    const FootColumns right(table, column_names("R"), kUnits);
    for (std::int64_t row = 0; table.next_row(); ++row) {
        left.append_row(table, row, feet[0]);
        right.append_row(table, row, feet[1]);
    }
    if (feet[0].samples.empty() || feet[1].samples.empty()) {
        throw lines.error("samples of both feet", "none");
    }
    return stated > 0.0 ? stated : kDocumentedRateHz;
}

class Ipol2019 final : public DataSet {
public:
    explicit Ipol2019(const fs::path& data)
        : folder_(trial_folder(data)), entries_(list_trials(folder_, kNaming, describe_person)) {}

    [[nodiscard]] const std::string& name() const override { return name_; }
    [[nodiscard]] const std::vector<Entry>& entries() const override { return entries_; }

    [[nodiscard]] Recording load(std::size_t index) const override {
        const Entry& entry = entries_.at(index);
        Recording recording;
        recording.data_set = name_;
        recording.id = entry.id;
        recording.person = entry.person;
        recording.feet.resize(2);
        recording.one_clock = true;
        recording.feet[0].foot = Foot::left;
        recording.feet[1].foot = Foot::right;
        for (FootTrack& track : recording.feet) {
            track.gravity = Gravity::removed;
        }
        const fs::path samples = folder_ / (entry.id + ".csv");
        const SampleClock clock{SampleClock::Source::rows, read_samples(samples, recording.feet)};
        const std::int64_t origin = first_tick(recording.feet);
        apply_clock(recording.feet, clock, origin, samples.string());

        const fs::path json = folder_ / (entry.id + ".json");
        if (std::error_code ignored; fs::exists(json, ignored)) {
            const nlohmann::json trial = read_json_object(json);
            recording.label_definition = label_definition::kFootActivity;
            const TimeRegion extent = extent_of(recording.feet);
            for (FootTrack& track : recording.feet) {
                const char* key = track.foot == Foot::left ? "LeftFootActivity" : "RightFootActivity";
                track.reference = events_of(
                    annotated_intervals(trial, key, json.string(), Presence::required, clock, origin),
                    interval_ends(recording.label_definition), extent, json.string());
            }
        }
        return recording;
    }

private:
    std::string name_ = kNaming.data_set;
    fs::path folder_;
    std::vector<Entry> entries_;
};

}  // namespace

std::unique_ptr<DataSet> open_ipol2019(const fs::path& data) { return std::make_unique<Ipol2019>(data); }

}  // namespace footfall::io
