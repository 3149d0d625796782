// Adapter: tab-separated samples on a packet counter, [toe-off, heel-strike] pairs in JSON.
#include "io/voisard2023.h"

#include <set>

#include "footfall/recording/error.h"
#include "io/foot_columns.h"
#include "io/number.h"
#include "io/trial_folder.h"

namespace footfall::io {

namespace fs = std::filesystem;

namespace {

const TrialNaming kNaming{"voisard2023", {"_lf.txt", "_rf.txt"}, "S-T_lf.txt and S-T_rf.txt"};
const FootColumnNames kColumns{{"Acc_X", "Acc_Y", "Acc_Z"}, {"Gyr_X", "Gyr_Y", "Gyr_Z"}, "", ""};
constexpr std::int64_t kPacketCounters = 65536;  // the sensor's counter has 16 bits

/// Same sex, height and weight, ages a year apart: the publication's persons 13 and 15 may be one.
const std::set<std::string> kMayBeOne = {"13", "15"};

void describe_person(const nlohmann::json& trial, Person& person) {
    if (kMayBeOne.contains(person.id)) {
        person.split_key = *kMayBeOne.begin();
    }
    person.age_years = optional_number(trial, "Age");
    const auto group = trial.find("PathologyGroup");
    person.group = group != trial.end() && group->is_string() ? group->get<std::string>() : "healthy";
}

/// Sample times are packet counters. Returns the rate the file states.
double read_foot(const fs::path& file, FootTrack& track) {
    LineReader lines(file);
    const bool has_line = lines.next();
    const std::optional<double> rate_hz = has_line ? stated_rate_hz(lines) : std::nullopt;
    if (!rate_hz) {
        throw Error(file.string(), "line 1", "a rate like \"Acquisition frequency: 100 Hz\"",
                    has_line ? "another line" : "an empty file");
    }
    TableReader table(lines, '\t', 1);
    const FootColumns columns(table, kColumns, {});
    const SampleClock clock{SampleClock::Source::counter, *rate_hz, 1.0, kPacketCounters};
    TickReader ticks(clock, table.column("PacketCounter"));
    while (table.next_row()) {
        if (const auto tick = ticks.read(table)) {
            columns.append_row(table, *tick, track);
        }
    }
    if (track.samples.empty()) {
        throw lines.error("samples", "none");
    }
    return *rate_hz;
}

class Voisard2023 final : public DataSet {
public:
    explicit Voisard2023(const fs::path& data)
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
        recording.feet[0].foot = Foot::left;
        recording.feet[1].foot = Foot::right;
        const fs::path right_file = folder_ / (entry.id + "_rf.txt");
        const double rate_hz = read_foot(folder_ / (entry.id + "_lf.txt"), recording.feet[0]);
        const double right_rate_hz = read_foot(right_file, recording.feet[1]);
        const SampleClock clock{SampleClock::Source::counter, rate_hz, 1.0, kPacketCounters};
        if (clock.rate_hz != right_rate_hz) {
            throw Error(right_file.string(), "line 1", "the left foot's rate, " + text_of(rate_hz) + " Hz",
                        text_of(right_rate_hz) + " Hz");
        }
        align_counter_turns(recording.feet, clock);
        const std::int64_t origin = first_tick(recording.feet);
        apply_clock(recording.feet, clock, origin, right_file.string());
        read_reference(folder_ / (entry.id + ".json"), clock, origin, recording);
        return recording;
    }

private:
    static void read_reference(const fs::path& json, const SampleClock& clock, std::int64_t origin,
                               Recording& recording) {
        if (std::error_code ignored; !fs::exists(json, ignored)) {
            return;  // a recording without a reference can still be analysed
        }
        const nlohmann::json trial = read_json_object(json);
        const std::string file = json.string();
        const TimeRegion extent = extent_of(recording.feet);
        recording.label_definition = label_definition::kEventPairs;
        for (FootTrack& track : recording.feet) {
            const char* key = track.foot == Foot::left ? "LeftFootEvents" : "RightFootEvents";
            track.reference =
                events_of(annotated_intervals(trial, key, file, Presence::required, clock, origin),
                          interval_ends(recording.label_definition), extent, file);
        }
        for (const AnnotatedInterval& walk :
             annotated_intervals(trial, "TrialBoundaries", file, Presence::optional, clock, origin)) {
            check_interval(walk, extent, file);
            recording.walk = walk.time;
        }
        for (const AnnotatedInterval& turn :
             annotated_intervals(trial, "UTurnBoundaries", file, Presence::optional, clock, origin)) {
            check_interval(turn, extent, file);
            recording.turns.push_back(turn.time);
        }
    }

    std::string name_ = kNaming.data_set;
    fs::path folder_;
    std::vector<Entry> entries_;
};

}  // namespace

std::unique_ptr<DataSet> open_voisard2023(const fs::path& data) {
    return std::make_unique<Voisard2023>(data);
}

}  // namespace footfall::io
