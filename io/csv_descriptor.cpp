// TOML to CsvDescriptor.
#include "io/csv_descriptor.h"

#include <algorithm>
#include <cmath>
#include <map>

#include "io/number.h"
#include "io/strict_toml.h"

namespace footfall::io {

namespace fs = std::filesystem;

namespace {

std::vector<std::string> keys_of(const std::map<std::string, double>& table) {
    std::vector<std::string> keys;
    keys.reserve(table.size());
    for (const auto& [key, value] : table) {
        keys.push_back(key);
    }
    return keys;
}

SampleClock read_clock(StrictTable time, std::string& column) {
    static const std::map<std::string, double> kUnits = {
        {"s", 1.0}, {"ms", 1e-3}, {"us", 1e-6}, {"ns", 1e-9}};
    SampleClock clock;
    const std::optional<double> rate_hz = time.optional_number("rate_hz");
    const std::optional<std::string> time_column = time.optional_text("column");
    const std::optional<std::string> counter = time.optional_text("counter");
    const std::optional<std::int64_t> wraps_at = time.optional_integer("counter_wraps_at");
    const bool has_unit = time.has("unit");
    clock.unit_s = kUnits.at(time.choice("unit", keys_of(kUnits), "s"));
    time.reject_unknown_keys();
    if (time_column && counter) {
        throw time.error("counter", "a column of time or a counter", "both");
    }
    if (has_unit && !time_column) {
        throw time.error("unit", "this key only with \"column\"", "it without");
    }
    if (wraps_at && (!counter || *wraps_at < 2 || *wraps_at > kLargestIndex)) {
        throw time.error("counter_wraps_at", "2 to 2^32, with \"counter\"", std::to_string(*wraps_at));
    }
    if (rate_hz && !(*rate_hz >= kLowestRateHz && *rate_hz <= kHighestRateHz)) {
        throw time.error("rate_hz", "1 to 100000", text_of(*rate_hz));
    }
    if (!rate_hz && !time_column) {
        throw time.error("rate_hz", "a rate, since there is no column of time", "none");
    }
    clock.source = time_column ? SampleClock::Source::time
                   : counter   ? SampleClock::Source::counter
                               : SampleClock::Source::rows;
    clock.rate_hz = rate_hz.value_or(0.0);
    clock.wraps_at = wraps_at.value_or(0);
    column = time_column.value_or(counter.value_or(""));
    return clock;
}

void read_units(StrictTable units, CsvDescriptor& descriptor) {
    static const std::map<std::string, double> kAcceleration = {{"m/s2", 1.0}, {"g", kStandardGravityMps2}};
    static const std::map<std::string, double> kAngularRate = {{"rad/s", 1.0}, {"deg/s", kRadiansPerDegree}};
    descriptor.units.acceleration_to_mps2 = kAcceleration.at(units.choice("acc", keys_of(kAcceleration), ""));
    descriptor.units.angular_rate_to_radps = kAngularRate.at(units.choice("gyro", keys_of(kAngularRate), ""));
    descriptor.gravity = units.choice("gravity", {"included", "removed"}, "") == "removed"
                             ? Gravity::removed
                             : Gravity::included;
    units.reject_unknown_keys();
}

std::array<std::string, 3> three_columns(StrictTable& foot, const std::string& key) {
    const std::vector<std::string> names = foot.optional_texts(key);
    if (names.size() != 3) {
        throw foot.error(key, "three columns: x, y, z", std::to_string(names.size()));
    }
    return {names[0], names[1], names[2]};
}

std::optional<FootColumnNames> read_foot(std::optional<StrictTable> foot) {
    if (!foot) {
        return std::nullopt;
    }
    FootColumnNames names{three_columns(*foot, "acc"), three_columns(*foot, "gyro"),
                          foot->optional_text("toe").value_or(""), foot->optional_text("heel").value_or("")};
    foot->reject_unknown_keys();
    return names;
}

RecordingRule read_rule(StrictTable table) {
    RecordingRule rule;
    rule.files = table.text("files");
    rule.match = table.optional_text("match");
    rule.person = table.optional_text("person").value_or("{name}");
    rule.group = table.optional_text("group").value_or("");
    rule.age_years = table.optional_number_or_text("age_years").value_or("");
    for (const std::string& word : table.optional_texts("feet")) {
        const Foot foot = word == "left" ? Foot::left : Foot::right;
        if (word != to_string(foot) ||
            std::find(rule.feet.begin(), rule.feet.end(), foot) != rule.feet.end()) {
            throw table.error("feet", "\"left\", \"right\" or both, once each", in_quotes(word));
        }
        rule.feet.push_back(foot);
    }
    table.reject_unknown_keys();
    return rule;
}

/// A rule that names no feet reads all that are described.
void give_feet(RecordingRule& rule, const CsvDescriptor& descriptor, const StrictTable& top) {
    const bool stated = !rule.feet.empty();
    for (const Foot foot : {Foot::left, Foot::right}) {
        const bool described = (foot == Foot::left ? descriptor.left : descriptor.right).has_value();
        const bool wanted = std::find(rule.feet.begin(), rule.feet.end(), foot) != rule.feet.end();
        if (wanted && !described) {
            throw top.error("recordings", "the columns of each foot in \"feet\"",
                            "no [" + std::string(to_string(foot)) + "]");
        }
        if (described && !stated) {
            rule.feet.push_back(foot);
        }
    }
}

AnnotationUnit read_annotation_unit(StrictTable& table) {
    static const std::map<std::string, AnnotationUnit> kUnits = {{"rows", AnnotationUnit::rows},
                                                                 {"counter", AnnotationUnit::counter},
                                                                 {"s", AnnotationUnit::seconds},
                                                                 {"ms", AnnotationUnit::milliseconds}};
    return kUnits.at(table.choice("unit", {"rows", "counter", "s", "ms"}, ""));
}

void check_counter_unit(const StrictTable& table, AnnotationUnit unit, const SampleClock& clock) {
    if (unit == AnnotationUnit::counter && clock.source != SampleClock::Source::counter) {
        throw table.error("unit", "a unit other than \"counter\", since [time] has no counter",
                          "\"counter\"");
    }
}

AnnotationLayout read_labels(StrictTable table, CsvDescriptor& descriptor) {
    descriptor.label_definition = table.choice(
        "kind", {"none", "event_pairs", "toe_heel_pressure", "foot_activity", "stride_borders", "simulated"},
        "");
    AnnotationLayout labels;
    const bool own_file = descriptor.label_definition != "none" &&
                          descriptor.label_definition != label_definition::kToeHeelPressure;
    if (descriptor.label_definition == "none") {
        descriptor.label_definition = label_definition::kNone;
    }
    if (!own_file) {
        for (const auto& foot : {descriptor.left, descriptor.right}) {
            const bool complete = !foot || (!foot->toe.empty() && !foot->heel.empty());
            if (descriptor.label_definition == label_definition::kToeHeelPressure && !complete) {
                throw table.error("kind", "\"toe\" and \"heel\" columns for pressure labels", "none");
            }
        }
        table.reject_unknown_keys();
        return labels;
    }
    labels.file = table.optional_text("file").value_or("");
    labels.optional = table.optional_flag("optional").value_or(false);
    labels.recording = table.optional_text("recording").value_or("");
    labels.json = labels.file.ends_with(".json");
    labels.left = table.optional_text("left").value_or("");
    labels.right = table.optional_text("right").value_or("");
    labels.active = table.optional_texts("active");
    labels.start = table.optional_text("start").value_or("");
    labels.end = table.optional_text("end").value_or("");
    labels.time = table.optional_text("time").value_or("");
    labels.event = table.optional_text("event").value_or("");
    labels.foot = table.optional_text("foot").value_or("");
    if (!labels.file.empty()) {
        labels.unit = read_annotation_unit(table);
        check_counter_unit(table, labels.unit, descriptor.clock);
    }
    table.reject_unknown_keys();

    const bool intervals = !labels.start.empty() && !labels.end.empty() && !labels.foot.empty();
    const bool moments = !labels.time.empty() && !labels.event.empty() && !labels.foot.empty();
    const bool by_foot = !labels.left.empty() || !labels.right.empty();
    if (labels.file.empty() && !(by_foot && !labels.active.empty())) {
        throw table.error("file", "a file of labels, or \"left\", \"right\" and \"active\" for columns",
                          "neither");
    }
    if (labels.json && !by_foot) {
        throw table.error("left", "the keys of the pairs, \"left\" and \"right\"", "none");
    }
    if (!labels.file.empty() && !labels.json && intervals == moments) {
        throw table.error("foot",
                          "\"start\", \"end\", \"foot\" for intervals or \"time\", \"event\", \"foot\"",
                          intervals ? "both" : "neither");
    }
    return labels;
}

AnnotationLayout read_regions(std::optional<StrictTable> table, const SampleClock& clock) {
    AnnotationLayout regions;
    if (table) {
        regions.file = table->text("file");
        regions.optional = table->optional_flag("optional").value_or(false);
        regions.recording = table->optional_text("recording").value_or("");
        regions.kind = table->text("kind");
        regions.start = table->text("start");
        regions.end = table->text("end");
        regions.unit = read_annotation_unit(*table);
        check_counter_unit(*table, regions.unit, clock);
        table->reject_unknown_keys();
    }
    return regions;
}

char read_separator(StrictTable& top) {
    const std::string text = top.optional_text("separator").value_or(",");
    if (text.size() != 1 || text == "\"" || text == "\n") {
        throw top.error("separator", "one character, such as \",\", \";\" or \"\\t\"", in_quotes(text));
    }
    return text.front();
}

}  // namespace

CsvDescriptor read_csv_descriptor(const fs::path& file, const fs::path& root) {
    const toml::table toml = read_toml(file);
    StrictTable top(toml, file.string(), "");
    CsvDescriptor descriptor;
    descriptor.file = file.string();
    descriptor.name = top.optional_text("name").value_or(file.stem().string());
    const fs::path own_root = top.optional_text("root").value_or(".");
    descriptor.root = (root.empty() ? file.parent_path() / own_root : root).lexically_normal();
    descriptor.separator = read_separator(top);
    const std::int64_t header_rows = top.optional_integer("header_rows").value_or(1);
    if (header_rows < 0 || header_rows > 8) {
        throw top.error("header_rows", "0 to 8", std::to_string(header_rows));
    }
    descriptor.header_rows = static_cast<int>(header_rows);
    const std::vector<std::string> foot_words = top.optional_texts("foot_words");
    if (!foot_words.empty()) {
        if (foot_words.size() != 2 || foot_words[0].empty() || foot_words[1].empty() ||
            foot_words[0] == foot_words[1]) {
            throw top.error("foot_words", "two words: the left foot's, the right foot's",
                            std::to_string(foot_words.size()));
        }
        descriptor.foot_words = {foot_words[0], foot_words[1]};
    }
    descriptor.same_person = top.optional_text_lists("same_person");
    for (const StrictTable& rule : top.optional_tables("recordings")) {
        descriptor.recordings.push_back(read_rule(rule));
    }
    if (descriptor.recordings.empty()) {
        throw top.error("recordings", "at least one [[recordings]]", "none");
    }
    descriptor.clock = read_clock(top.table("time"), descriptor.time_column);
    read_units(top.table("units"), descriptor);
    descriptor.left = read_foot(top.optional_table("left"));
    descriptor.right = read_foot(top.optional_table("right"));
    if (!descriptor.left && !descriptor.right) {
        throw top.error("left", "the columns of [left], of [right] or of both", "neither");
    }
    for (RecordingRule& rule : descriptor.recordings) {
        give_feet(rule, descriptor, top);
    }
    descriptor.labels = read_labels(top.table("labels"), descriptor);
    descriptor.regions = read_regions(top.optional_table("regions"), descriptor.clock);
    top.reject_unknown_keys();
    return descriptor;
}

}  // namespace footfall::io
