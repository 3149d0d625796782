// Recordings to packets, rows and index pairs.
#include "io/write_trial.h"

#include <algorithm>
#include <cmath>
#include <optional>

#include <nlohmann/json.hpp>

#include "footfall/recording/error.h"
#include "io/foot_columns.h"
#include "io/interval_events.h"
#include "io/number.h"
#include "io/write_file.h"

namespace footfall::io {

namespace fs = std::filesystem;

namespace {

const FootTrack& foot_of(const Recording& recording, Foot foot) {
    for (const FootTrack& track : recording.feet) {
        if (track.foot == foot && !track.samples.empty()) {
            return track;
        }
    }
    throw Error(recording.id, "", "samples of the " + std::string(to_string(foot)) + " foot", "none");
}

std::int64_t index_at(Nanoseconds time, double rate_hz) {
    return std::llround(static_cast<double>(time) / 1e9 * rate_hz);
}

/// The packet of each sample. Times a tenth of a packet off the grid can't be told by a packet counter.
std::vector<std::int64_t> packets_of(const Recording& recording, const FootTrack& track) {
    std::vector<std::int64_t> packets;
    packets.reserve(track.samples.size());
    for (const ImuSample& sample : track.samples) {
        const double exact = static_cast<double>(sample.time) / 1e9 * track.rate_hz;
        const std::int64_t packet = std::llround(exact);
        const bool repeated = !packets.empty() && packet <= packets.back();
        if (packet < 0 || repeated || std::abs(exact - static_cast<double>(packet)) > 0.1) {
            throw Error(recording.id, "", "samples at packets of " + text_of(track.rate_hz) + " Hz",
                        "one at " + text_of(static_cast<double>(sample.time) / 1e9) + " s");
        }
        packets.push_back(packet);
    }
    return packets;
}

/// Each event of kind `ends.start` with the event of kind `ends.end` that follows it.
nlohmann::json pairs_of(const FootTrack& track, const IntervalEnds& ends) {
    nlohmann::json pairs = nlohmann::json::array();
    const Event* start = nullptr;
    for (const Event& event : track.reference) {
        if (event.kind == ends.start) {
            start = &event;
        } else if (event.kind == ends.end && start != nullptr) {
            pairs.push_back({index_at(start->time, track.rate_hz), index_at(event.time, track.rate_hz)});
            start = nullptr;
        }
    }
    return pairs;
}

void append_values(std::string& text, const Imu<SensorFrame>& imu, const SensorUnits& units, char separator) {
    const auto& a = imu.acceleration_mps2;
    const auto& w = imu.angular_rate_radps;
    const auto append = [&](float value, double factor) {
        text += separator;
        text +=
            factor == 1.0 ? text_of(value) : text_of(static_cast<float>(static_cast<double>(value) / factor));
    };
    for (const float value : {a.x, a.y, a.z}) {
        append(value, units.acceleration_to_mps2);
    }
    for (const float value : {w.x, w.y, w.z}) {
        append(value, units.angular_rate_to_radps);
    }
}

std::string rate_line(double rate_hz) { return "Acquisition frequency: " + text_of(rate_hz) + " Hz\n"; }

nlohmann::json person_json(const Recording& recording) {
    nlohmann::json trial;
    if (recording.person.age_years) {
        trial["Age"] = *recording.person.age_years;
    }
    if (!recording.person.group.empty()) {
        trial["PathologyGroup"] = recording.person.group;
    }
    return trial;
}

/// "S-T", S the person: the id is how these layouts say whose a trial is.
void check_trial_id(const Recording& recording) {
    const std::size_t dash = recording.id.rfind('-');
    if (dash == std::string::npos || recording.id.substr(0, dash) != recording.person.id ||
        dash + 1 == recording.id.size() || recording.id.find('/') != std::string::npos) {
        throw Error(recording.id, "", "an id S-T, S the person " + in_quotes(recording.person.id), "another");
    }
}

double shared_rate_hz(const Recording& recording) {
    const double rate_hz = foot_of(recording, Foot::left).rate_hz;
    if (foot_of(recording, Foot::right).rate_hz != rate_hz) {
        throw Error(recording.id, "", "one rate for both feet", "two");
    }
    return rate_hz;
}

}  // namespace

void write_voisard2023(const Recording& recording, const fs::path& directory) {
    check_trial_id(recording);
    const double rate_hz = shared_rate_hz(recording);
    nlohmann::json trial = person_json(recording);
    for (const Foot foot : {Foot::left, Foot::right}) {
        const FootTrack& track = foot_of(recording, foot);
        const std::vector<std::int64_t> packets = packets_of(recording, track);
        std::string text = rate_line(rate_hz) + "PacketCounter\tAcc_X\tAcc_Y\tAcc_Z\tGyr_X\tGyr_Y\tGyr_Z\n";
        for (std::size_t i = 0; i < packets.size(); ++i) {
            text += std::to_string(packets[i] % 65536);
            append_values(text, track.samples[i].imu, {}, '\t');
            text += '\n';
        }
        const bool left = foot == Foot::left;
        write_file(directory / "GaitData" / (recording.id + (left ? "_lf.txt" : "_rf.txt")), text);
        trial[left ? "LeftFootEvents" : "RightFootEvents"] =
            pairs_of(track, interval_ends(label_definition::kEventPairs));
    }
    if (recording.walk) {
        trial["TrialBoundaries"] = {index_at(recording.walk->start, rate_hz),
                                    index_at(recording.walk->end, rate_hz)};
    }
    if (!recording.turns.empty()) {
        nlohmann::json& turns = trial["UTurnBoundaries"] = nlohmann::json::array();
        for (const TimeRegion& turn : recording.turns) {
            turns.push_back({index_at(turn.start, rate_hz), index_at(turn.end, rate_hz)});
        }
    }
    write_file(directory / "GaitData" / (recording.id + ".json"), trial.dump(1) + "\n");
}

void write_ipol2019(const Recording& recording, const fs::path& directory) {
    constexpr double kDocumentedRateHz = 100.0;
    constexpr SensorUnits kUnits{kStandardGravityMps2, kRadiansPerDegree};
    check_trial_id(recording);
    const double rate_hz = shared_rate_hz(recording);
    std::vector<const FootTrack*> tracks;
    std::vector<std::vector<std::int64_t>> rows;
    nlohmann::json trial = person_json(recording);
    for (const Foot foot : {Foot::left, Foot::right}) {
        const FootTrack& track = foot_of(recording, foot);
        if (track.gravity == Gravity::included) {
            throw Error(recording.id, "", "acceleration without gravity for this layout", "gravity in it");
        }
        tracks.push_back(&track);
        rows.push_back(packets_of(recording, track));
        trial[foot == Foot::left ? "LeftFootActivity" : "RightFootActivity"] =
            pairs_of(track, interval_ends(label_definition::kFootActivity));
    }
    std::string text = rate_hz == kDocumentedRateHz ? "" : rate_line(rate_hz);
    text += "LAX,LAY,LAZ,LRX,LRY,LRZ,RAX,RAY,RAZ,RRX,RRY,RRZ\n";
    const std::int64_t last = std::max(rows[0].back(), rows[1].back());
    std::size_t next[2] = {0, 0};
    for (std::int64_t row = 0; row <= last; ++row) {
        std::string cells;
        for (std::size_t i = 0; i < 2; ++i) {
            if (next[i] < rows[i].size() && rows[i][next[i]] == row) {
                append_values(cells, tracks[i]->samples[next[i]++].imu, kUnits, ',');
            } else {
                cells += ",nan,nan,nan,nan,nan,nan";
            }
        }
        text.append(cells, 1, std::string::npos);
        text += '\n';
    }
    write_file(directory / "GaitData" / (recording.id + ".csv"), text);
    write_file(directory / "GaitData" / (recording.id + ".json"), trial.dump(1) + "\n");
}

}  // namespace footfall::io
