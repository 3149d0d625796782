// The csv layout and its descriptor; the two other layouts are in write_trial.cpp.
#include "io/write_data_set.h"

#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "footfall/recording/error.h"
#include "io/number.h"
#include "io/write_file.h"
#include "io/write_trial.h"

namespace footfall::io {

namespace fs = std::filesystem;

namespace {

std::string seconds(Nanoseconds time) { return text_of(static_cast<double>(time) / 1e9); }

/// A TOML basic string.
std::string toml_text(const std::string& text) {
    std::string quoted = "\"";
    for (const char c : text) {
        if (c == '"' || c == '\\') {
            quoted += '\\';
            quoted += c;
        } else if (static_cast<unsigned char>(c) < 0x20U || c == 0x7F) {
            quoted += fmt::format("\\u{:04X}", static_cast<unsigned>(c));
        } else {
            quoted += c;
        }
    }
    return quoted + "\"";
}

/// Texts that a descriptor would take for patterns or templates, or a path that leaves the directory.
void check_names(const Recording& recording) {
    const fs::path path(recording.id);
    const bool leaves =
        path.empty() || path.is_absolute() ||
        std::any_of(path.begin(), path.end(), [](const fs::path& part) { return part == ".."; });
    if (leaves || recording.id.find_first_of("*?{}") != std::string::npos) {
        throw Error(recording.id, "", "an id that is a path below the data set", in_quotes(recording.id));
    }
    for (const std::string& text : {recording.person.id, recording.person.group}) {
        if (text.find_first_of("{}") != std::string::npos) {
            throw Error(recording.id, "", "a person and a group without braces", in_quotes(text));
        }
    }
}

std::string foot_header(const FootTrack& track, bool pressure) {
    const std::string_view foot = to_string(track.foot);
    std::string header = fmt::format(",{0}_acc_x,{0}_acc_y,{0}_acc_z,{0}_gyr_x,{0}_gyr_y,{0}_gyr_z", foot);
    return pressure ? header + fmt::format(",{0}_toe,{0}_heel", foot) : header;
}

void append_cells(std::string& text, const FootTrack& track, std::size_t i, bool pressure) {
    const auto& a = track.samples[i].imu.acceleration_mps2;
    const auto& w = track.samples[i].imu.angular_rate_radps;
    for (const float value : {a.x, a.y, a.z, w.x, w.y, w.z}) {
        text += ',';
        text += text_of(value);
    }
    if (pressure) {
        text += ',' + text_of(track.toe_pressure[i]) + ',' + text_of(track.heel_pressure[i]);
    }
}

/// One row for each moment at which one foot or the other was sampled; the other's cells stay empty.
std::string samples_text(const Recording& recording, bool pressure) {
    std::set<Nanoseconds> times;
    std::string text = "time_s";
    for (const FootTrack& track : recording.feet) {
        text += foot_header(track, pressure);
        for (const ImuSample& sample : track.samples) {
            times.insert(sample.time);
        }
    }
    text += '\n';
    const std::string lost(pressure ? 8 : 6, ',');
    std::vector<std::size_t> next(recording.feet.size(), 0);
    for (const Nanoseconds time : times) {
        text += seconds(time);
        for (std::size_t foot = 0; foot < recording.feet.size(); ++foot) {
            const FootTrack& track = recording.feet[foot];
            if (next[foot] < track.samples.size() && track.samples[next[foot]].time == time) {
                append_cells(text, track, next[foot]++, pressure);
            } else {
                text += lost;
            }
        }
        text += '\n';
    }
    return text;
}

std::string events_text(const Recording& recording) {
    std::string text = "foot,time_s,event\n";
    for (const FootTrack& track : recording.feet) {
        for (const Event& event : track.reference) {
            text +=
                fmt::format("{},{},{}\n", to_string(track.foot), seconds(event.time), to_string(event.kind));
        }
    }
    return text;
}

std::string regions_text(const Recording& recording) {
    std::string text = "region,start_s,end_s\n";
    const auto append = [&](const char* kind, const TimeRegion& region) {
        text += fmt::format("{},{},{}\n", kind, seconds(region.start), seconds(region.end));
    };
    if (recording.walk) {
        append("walk", *recording.walk);
    }
    for (const TimeRegion& turn : recording.turns) {
        append("turn", turn);
    }
    return text;
}

std::string rule_text(const Recording& recording) {
    std::string rule = "[[recordings]]\nfiles = " + toml_text(recording.id + ".csv") +
                       "\nperson = " + toml_text(recording.person.id);
    if (!recording.person.group.empty()) {
        rule += "\ngroup = " + toml_text(recording.person.group);
    }
    if (recording.person.age_years) {
        rule += "\nage_years = " + fmt::format("{:#}", *recording.person.age_years);
    }
    if (recording.feet.size() == 1) {
        rule += fmt::format("\nfeet = [\"{}\"]", to_string(recording.feet.front().foot));
    }
    return rule + "\n\n";
}

bool has_pressure(const Recording& recording) {
    std::size_t with = 0;
    for (const FootTrack& track : recording.feet) {
        const bool complete = track.toe_pressure.size() == track.samples.size() &&
                              track.heel_pressure.size() == track.samples.size();
        with += complete ? 1 : 0;
        if (!complete && !(track.toe_pressure.empty() && track.heel_pressure.empty())) {
            throw Error(recording.id, "", "toe and heel pressure for each sample or for none", "some");
        }
    }
    if (with != 0 && with != recording.feet.size()) {
        throw Error(recording.id, "", "pressure of both feet or of none", "of one");
    }
    return with != 0;
}

}  // namespace

DataSetWriter::DataSetWriter(fs::path directory, DataSetLayout layout, std::string name)
    : directory_(std::move(directory)), layout_(layout), name_(std::move(name)) {}

void DataSetWriter::add(const Recording& recording) {
    switch (layout_) {
        case DataSetLayout::voisard2023: write_voisard2023(recording, directory_); break;
        case DataSetLayout::ipol2019: write_ipol2019(recording, directory_); break;
        case DataSetLayout::csv: add_csv(recording); break;
    }
    ++added_;
}

void DataSetWriter::add_csv(const Recording& recording) {
    check_names(recording);
    const bool incomplete = std::any_of(recording.feet.begin(), recording.feet.end(),
                                        [](const FootTrack& track) { return track.samples.empty(); });
    if (recording.feet.empty() || incomplete) {
        throw Error(recording.id, "", "samples of each foot", "none");
    }
    const bool pressure = has_pressure(recording);
    const FootTrack& first = recording.feet.front();
    if (!common_) {
        std::error_code ignored;  // an older descriptor would call the new files a whole data set
        fs::remove(directory_ / "footfall.toml", ignored);
        common_ = Common{recording.label_definition, first.gravity, pressure, first.rate_hz, false};
    }
    for (const FootTrack& track : recording.feet) {
        if (track.rate_hz != common_->rate_hz) {
            common_->rate_hz.reset();
        }
        if (track.gravity != common_->gravity) {
            throw Error(recording.id, "", "gravity as in the recordings before", "the other way");
        }
    }
    if (recording.label_definition != common_->label_definition || pressure != common_->pressure) {
        throw Error(recording.id, "", "the label definition and sensors of the recordings before", "others");
    }
    write_file(directory_ / (recording.id + ".csv"), samples_text(recording, pressure));
    const bool labelled = recording.label_definition != label_definition::kNone &&
                          recording.label_definition != label_definition::kToeHeelPressure;
    if (labelled) {
        write_file(directory_ / (recording.id + ".events.csv"), events_text(recording));
    }
    if (recording.walk || !recording.turns.empty()) {
        common_->regions = true;
        write_file(directory_ / (recording.id + ".regions.csv"), regions_text(recording));
    }
    rules_ += rule_text(recording);
    std::vector<std::string>& people = people_of_split_key_[recording.person.split_key];
    if (std::find(people.begin(), people.end(), recording.person.id) == people.end()) {
        people.push_back(recording.person.id);
    }
}

std::string DataSetWriter::descriptor() const {
    std::string text = "# Footfall data set: which columns are what, and whose the recordings are.\n";
    text += "name = " + toml_text(name_) + "\n";
    std::string same;
    for (const auto& [split_key, people] : people_of_split_key_) {
        if (people.size() == 1 && people.front() == split_key) {
            continue;
        }
        // The list's first is the split key, also when no recording is of that person.
        same += (same.empty() ? "[" : ", [") + toml_text(split_key);
        for (const std::string& person : people) {
            same += person == split_key ? "" : ", " + toml_text(person);
        }
        same += "]";
    }
    text += same.empty() ? "\n" : "same_person = [" + same + "]\n\n";
    text += rules_;
    text += "[time]\ncolumn = \"time_s\"\nunit = \"s\"\n";
    text += common_->rate_hz ? fmt::format("rate_hz = {:#}\n", *common_->rate_hz) : "";
    text += fmt::format("\n[units]\nacc = \"m/s2\"\ngyro = \"rad/s\"\ngravity = \"{}\"\n",
                        common_->gravity == Gravity::included ? "included" : "removed");
    for (const Foot foot : {Foot::left, Foot::right}) {
        text += fmt::format(
            "\n[{0}]\nacc = [\"{0}_acc_x\", \"{0}_acc_y\", \"{0}_acc_z\"]\n"
            "gyro = [\"{0}_gyr_x\", \"{0}_gyr_y\", \"{0}_gyr_z\"]\n",
            to_string(foot));
        text +=
            common_->pressure ? fmt::format("toe = \"{0}_toe\"\nheel = \"{0}_heel\"\n", to_string(foot)) : "";
    }
    const std::string& definition = common_->label_definition;
    text += "\n[labels]\nkind = " + toml_text(definition.empty() ? "none" : definition) + "\n";
    if (!definition.empty() && definition != label_definition::kToeHeelPressure) {
        text +=
            "file = \"{id}.events.csv\"\nunit = \"s\"\nfoot = \"foot\"\ntime = \"time_s\"\nevent = "
            "\"event\"\n";
    }
    if (common_->regions) {
        text +=
            "\n[regions]\nfile = \"{id}.regions.csv\"\noptional = true\nunit = \"s\"\nkind = \"region\"\n"
            "start = \"start_s\"\nend = \"end_s\"\n";
    }
    return text;
}

void DataSetWriter::finish() {
    if (added_ == 0) {
        throw Error(directory_.string(), "", "recordings to write", "none");
    }
    if (layout_ == DataSetLayout::csv) {
        write_file(directory_ / "footfall.toml", descriptor());
    }
}

void write_data_set(std::span<const Recording> recordings, const fs::path& directory, DataSetLayout layout,
                    const std::string& name) {
    DataSetWriter writer(directory, layout, name);
    for (const Recording& recording : recordings) {
        writer.add(recording);
    }
    writer.finish();
}

}  // namespace footfall::io
