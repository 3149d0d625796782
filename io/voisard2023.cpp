// Adapter: tab-separated samples on a packet counter, [toe-off, heel-strike] pairs in JSON.
#include "io/voisard2023.h"

#include <set>

#include "footfall/recording/error.h"
#include "io/foot_columns.h"
#include "io/number.h"
#include "io/tick_track.h"
#include "io/trial_folder.h"

namespace footfall::io {

namespace fs = std::filesystem;

namespace {

const TrialNaming kNaming{"voisard2023", {"_lf.txt", "_rf.txt"}, "S-T_lf.txt and S-T_rf.txt"};
const FootColumnNames kColumns{{"Acc_X", "Acc_Y", "Acc_Z"}, {"Gyr_X", "Gyr_Y", "Gyr_Z"}, "", ""};
constexpr std::int64_t kPacketCounters = 65536;  // the sensor's counter has 16 bits

/// Same sex, height and weight, ages a year apart: the publication's persons 13 and 15 may be one.
const std::set<std::string> kMayBeOne = {"13", "15"};

SampleClock clock_at(double rate_hz) { return {SampleClock::Source::counter, rate_hz, 1.0, kPacketCounters}; }

void describe_person(const nlohmann::json& trial, Person& person) {
    if (kMayBeOne.contains(person.id)) {
        person.split_key = *kMayBeOne.begin();
    }
    person.age_years = optional_number(trial, "Age");
    const auto group = trial.find("PathologyGroup");
    person.group = group != trial.end() && group->is_string() ? group->get<std::string>() : "healthy";
}

/// Calls `use(packet counter, imu, share of the file)` with each sample until it returns false. Returns the
/// rate the file states.
template <class Use>
double read_foot(const fs::path& file, Use&& use) {
    LineReader lines(file);
    const bool has_line = lines.next();
    const std::optional<double> rate_hz = has_line ? stated_rate_hz(lines) : std::nullopt;
    if (!rate_hz) {
        throw Error(file.string(), "line 1", "a rate like \"Acquisition frequency: 100 Hz\"",
                    has_line ? "another line" : "an empty file");
    }
    TableReader table(lines, '\t', 1);
    const FootColumns columns(table, kColumns, {});
    TickReader ticks(clock_at(*rate_hz), table.column("PacketCounter"));
    bool any = false;
    bool go_on = true;
    while (go_on && table.next_row()) {
        const auto tick = ticks.read(table);
        const auto imu = tick ? columns.read_row(table) : std::nullopt;
        if (imu) {
            any = true;
            go_on = use(*tick, *imu, lines.share());
        }
    }
    if (!any) {
        throw lines.error("samples", "none");
    }
    return *rate_hz;
}

double load_foot(const fs::path& file, FootTrack& track) {
    return read_foot(file, [&](std::int64_t tick, const Imu<SensorFrame>& imu, double) {
        track.samples.push_back({tick, imu});
        return true;
    });
}

double stated_rate_of(const fs::path& file) {
    return read_foot(file, [](std::int64_t, const Imu<SensorFrame>&, double) { return false; });
}

/// The clock of both feet. Throws footfall::Error unless they have one rate.
SampleClock common_clock(double left_rate_hz, double right_rate_hz, const fs::path& right_file) {
    if (left_rate_hz != right_rate_hz) {
        throw Error(right_file.string(), "line 1", "the left foot's rate, " + text_of(left_rate_hz) + " Hz",
                    text_of(right_rate_hz) + " Hz");
    }
    return clock_at(left_rate_hz);
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
        recording.one_clock = true;
        recording.feet[0].foot = Foot::left;
        recording.feet[1].foot = Foot::right;
        const fs::path right_file = folder_ / (entry.id + "_rf.txt");
        const double rate_hz = load_foot(folder_ / (entry.id + "_lf.txt"), recording.feet[0]);
        const SampleClock clock = common_clock(rate_hz, load_foot(right_file, recording.feet[1]), right_file);
        align_counter_turns(recording.feet, clock);
        const std::int64_t origin = first_tick(recording.feet);
        apply_clock(recording.feet, clock, origin, right_file.string());
        read_reference(folder_ / (entry.id + ".json"), clock, origin, recording);
        return recording;
    }

    [[nodiscard]] RecordingSource stream(std::size_t index) const override {
        const Entry& entry = entries_.at(index);
        const fs::path left_file = folder_ / (entry.id + "_lf.txt");
        const fs::path right_file = folder_ / (entry.id + "_rf.txt");
        const double rate_hz = stated_rate_of(left_file);
        const SampleClock clock = common_clock(rate_hz, stated_rate_of(right_file), right_file);
        std::vector<TickTrack> feet;
        for (const Foot foot : {Foot::left, Foot::right}) {
            const fs::path file = foot == Foot::left ? left_file : right_file;
            feet.push_back({foot, Gravity::included, file.string(),
                            [file](const TickTrack::Sink& sink) { (void)read_foot(file, sink); }});
        }
        return {name_, entry.id, entry.person, on_one_clock(std::move(feet), clock), true};
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
