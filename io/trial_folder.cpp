// Finds the trials of a folder and reads what both layouts write alike.
#include "io/trial_folder.h"

#include <algorithm>
#include <set>

#include "footfall/recording/error.h"
#include "io/natural_order.h"
#include "io/number.h"

namespace footfall::io {

namespace fs = std::filesystem;

namespace {

bool is_trial_id(std::string_view id) noexcept {
    const std::size_t dash = id.rfind('-');
    return dash != std::string_view::npos && dash > 0 && dash + 1 < id.size();
}

}  // namespace

fs::path trial_folder(const fs::path& data) {
    if (!fs::is_directory(data)) {
        throw Error(data.string(), "", "a directory", fs::exists(data) ? "a file" : "nothing there");
    }
    return fs::is_directory(data / "GaitData") ? data / "GaitData" : data;
}

std::vector<DataSet::Entry> list_trials(const fs::path& folder, const TrialNaming& naming,
                                        const DescribePerson& describe) {
    std::set<std::string> ids;
    for (const fs::directory_entry& file : fs::directory_iterator(folder)) {
        const std::string name = file.path().filename().string();
        for (const std::string& ending : naming.sample_endings) {
            if (name.ends_with(ending) && is_trial_id(name.substr(0, name.size() - ending.size()))) {
                ids.insert(name.substr(0, name.size() - ending.size()));
            }
        }
    }
    if (ids.empty()) {
        throw Error(folder.string(), "", std::string(naming.data_set) + " files named " + naming.looks_like,
                    fs::is_empty(folder) ? "an empty directory" : "none (is it another format?)");
    }
    std::vector<DataSet::Entry> entries;
    for (const std::string& id : ids) {
        Person person;
        person.id = id.substr(0, id.rfind('-'));
        person.split_key = person.id;
        const fs::path json = folder / (id + ".json");
        try {
            describe(fs::exists(json) ? read_json_object(json) : nlohmann::json::object(), person);
        } catch (const Error&) {
            describe(nlohmann::json::object(), person);
        }
        entries.push_back({id, person});
    }
    std::sort(entries.begin(), entries.end(),
              [](const DataSet::Entry& a, const DataSet::Entry& b) { return natural_less(a.id, b.id); });
    return entries;
}

std::optional<double> stated_rate_hz(const LineReader& lines) {
    constexpr std::string_view kBefore = "Acquisition frequency:";
    constexpr std::string_view kUnit = "Hz";
    std::string_view line = trimmed(lines.line());
    if (!line.starts_with(kBefore)) {
        return std::nullopt;
    }
    line = trimmed(line.substr(kBefore.size()));
    std::optional<double> rate_hz;
    if (line.ends_with(kUnit)) {
        rate_hz = number_from(line.substr(0, line.size() - kUnit.size()));
    }
    if (!rate_hz || !(*rate_hz >= kLowestRateHz && *rate_hz <= kHighestRateHz)) {
        throw lines.error("a rate like \"Acquisition frequency: 100 Hz\"", in_quotes(lines.line()));
    }
    return rate_hz;
}

std::vector<AnnotatedInterval> annotated_intervals(const nlohmann::json& trial, const char* key,
                                                   const std::string& file, Presence presence,
                                                   const SampleClock& clock, std::int64_t origin) {
    std::vector<AnnotatedInterval> intervals;
    for (const IndexPair& pair : index_pairs(trial, key, file, presence)) {
        // An index far below the first one was counted after the counter had started again.
        const auto ticks = [&](std::int64_t index) {
            const bool started_again = clock.wraps_at > 0 && origin - index > clock.wraps_at / 2;
            return index - origin + (started_again ? clock.wraps_at : 0);
        };
        intervals.push_back({{clock.time_of(ticks(pair.start)), clock.time_of(ticks(pair.end))}, pair.place});
    }
    return intervals;
}

}  // namespace footfall::io
