// One JSON file a job.
#include "cli/study_store.h"

#include <fmt/format.h>

#include <fstream>
#include <limits>
#include <nlohmann/json.hpp>

#include "footfall/recording/error.h"
#include "io/write_file.h"

namespace footfall::cli {
namespace {

using nlohmann::json;

// JSON knows no NaN; the library writes null for it, which `number_from` reads back.
float number_from(const json& value) {
    return value.is_null() ? std::numeric_limits<float>::quiet_NaN() : value.get<float>();
}

std::vector<float> numbers_from(const json& list) {
    std::vector<float> numbers;
    for (const json& value : list) {
        numbers.push_back(number_from(value));
    }
    return numbers;
}

json to_json(const train::EventErrors& errors) {
    return {{"error_ms", errors.error_ms},
            {"reference", errors.reference},
            {"missed", errors.missed},
            {"extra", errors.extra}};
}

train::EventErrors errors_from(const json& from) {
    train::EventErrors errors;
    from.at("error_ms").get_to(errors.error_ms);
    from.at("reference").get_to(errors.reference);
    from.at("missed").get_to(errors.missed);
    from.at("extra").get_to(errors.extra);
    return errors;
}

json to_json(const train::Tally& tally) {
    return {{"phases", tally.phases},
            {"confusion", tally.confusion},
            {"unanswered", tally.unanswered},
            {"cycles", tally.cycles},
            {"cycle_error_sum", tally.cycle_error_sum},
            {"cycle_circular_error_sum", tally.cycle_circular_error_sum},
            {"straight_cycles", tally.straight_cycles},
            {"straight_circular_error_sum", tally.straight_circular_error_sum},
            {"initial_contact", to_json(tally.initial_contact)},
            {"final_contact", to_json(tally.final_contact)}};
}

train::Tally tally_from(const json& from) {
    train::Tally tally(from.at("phases").get<int>());
    const std::size_t fields = tally.confusion.size();
    from.at("confusion").get_to(tally.confusion);
    if (tally.confusion.size() != fields) {
        throw Error("confusion counts that don't fit the phases");
    }
    from.at("unanswered").get_to(tally.unanswered);
    from.at("cycles").get_to(tally.cycles);
    from.at("cycle_error_sum").get_to(tally.cycle_error_sum);
    from.at("cycle_circular_error_sum").get_to(tally.cycle_circular_error_sum);
    from.at("straight_cycles").get_to(tally.straight_cycles);
    from.at("straight_circular_error_sum").get_to(tally.straight_circular_error_sum);
    tally.initial_contact = errors_from(from.at("initial_contact"));
    tally.final_contact = errors_from(from.at("final_contact"));
    return tally;
}

json to_json(const train::WalkExample& example) {
    return {{"recording", example.recording},
            {"foot", to_string(example.foot)},
            {"rate_hz", example.rate_hz},
            {"first", example.first},
            {"pitch_rate_radps", example.pitch_rate_radps},
            {"cycle_reference", example.cycle_reference},
            {"cycle_found", example.cycle_found},
            {"phase_reference", example.phase_reference},
            {"phase_found", example.phase_found}};
}

train::WalkExample example_from(const json& from) {
    train::WalkExample example;
    from.at("recording").get_to(example.recording);
    example.foot = from.at("foot") == to_string(Foot::left) ? Foot::left : Foot::right;
    from.at("rate_hz").get_to(example.rate_hz);
    from.at("first").get_to(example.first);
    example.pitch_rate_radps = numbers_from(from.at("pitch_rate_radps"));
    example.cycle_reference = numbers_from(from.at("cycle_reference"));
    example.cycle_found = numbers_from(from.at("cycle_found"));
    from.at("phase_reference").get_to(example.phase_reference);
    from.at("phase_found").get_to(example.phase_found);
    return example;
}

json to_json(const train::StudyResult& result) {
    json cells = json::array();
    for (const train::StudyCell& cell : result.cells) {
        json people = json::array();
        for (const train::PersonTally& person : cell.people) {
            people.push_back({{"person", person.person}, {"tally", to_json(person.tally)}});
        }
        cells.push_back({{"transfer", to_string(cell.mode)},
                         {"labelled_people", cell.labelled_people},
                         {"draw", cell.draw},
                         {"windows", cell.windows},
                         {"offsets_allowed", cell.offsets_allowed},
                         {"people", std::move(people)}});
    }
    json all = {{"key", result.key}, {"seconds", result.seconds}, {"cells", std::move(cells)}};
    if (result.details) {
        all["cycle_density"] = result.details->cycle_density;
        if (result.details->example) {
            all["example"] = to_json(*result.details->example);
        }
    }
    return all;
}

train::StudyResult result_from(const json& from) {
    train::StudyResult result;
    from.at("key").get_to(result.key);
    from.at("seconds").get_to(result.seconds);
    for (const json& each : from.at("cells")) {
        train::StudyCell cell;
        cell.mode = train::transfer_mode_from(each.at("transfer").get<std::string>());
        each.at("labelled_people").get_to(cell.labelled_people);
        each.at("draw").get_to(cell.draw);
        each.at("windows").get_to(cell.windows);
        each.at("offsets_allowed").get_to(cell.offsets_allowed);
        for (const json& person : each.at("people")) {
            cell.people.push_back({person.at("person").get<std::string>(), tally_from(person.at("tally"))});
        }
        result.cells.push_back(std::move(cell));
    }
    if (from.contains("cycle_density")) {
        train::StudyDetails details;
        from.at("cycle_density").get_to(details.cycle_density);
        if (from.contains("example")) {
            details.example = example_from(from.at("example"));
        }
        result.details = std::move(details);
    }
    return result;
}

}  // namespace

StudyStore::StudyStore(std::filesystem::path directory, const std::string& fingerprint)
    : directory_(std::move(directory)) {
    const std::filesystem::path mark = directory_ / "study.json";
    std::ifstream stream(mark);
    if (!stream) {
        io::write_file(mark, json{{"fingerprint", fingerprint}}.dump(2) + "\n");
        return;
    }
    const json there = json::parse(stream, nullptr, false);
    if (there.is_discarded() || there.value("fingerprint", "") != fingerprint) {
        throw Error(directory_.string(), "",
                    "an empty directory, or the same study with the same data to go on with",
                    "another study; name another --out or remove it");
    }
}

std::filesystem::path StudyStore::file_of(const std::string& key) const {
    return directory_ / "jobs" / fmt::format("{:016x}.json", train::hash_of(key));
}

std::optional<train::StudyResult> StudyStore::load(const train::StudyJob& job) const {
    std::ifstream stream(file_of(job.key));
    if (!stream) {
        return std::nullopt;
    }
    try {
        train::StudyResult result = result_from(json::parse(stream));
        return result.key == job.key ? std::optional(std::move(result)) : std::nullopt;
    } catch (const std::exception&) {
        return std::nullopt;
    }
}

void StudyStore::save(const train::StudyResult& result) const {
    io::write_file(file_of(result.key), to_json(result).dump());
}

}  // namespace footfall::cli
