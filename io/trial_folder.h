// What voisard2023 and ipol2019 share: a folder of trials, S-T.json beside the files of samples.
#pragma once

#include <filesystem>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include <nlohmann/json.hpp>

#include "io/data_set.h"
#include "io/interval_events.h"
#include "io/json_file.h"
#include "io/sample_clock.h"

namespace footfall::io {

/// How one of the two data sets names things.
struct TrialNaming {
    const char* data_set;
    std::vector<std::string> sample_endings;  ///< "_lf.txt"; with a trial's id before it
    const char* looks_like;                   ///< for messages: "S-T_lf.txt"
};

/// Fills in what the JSON says of a person; `id` and `split_key` are set.
using DescribePerson = std::function<void(const nlohmann::json& trial, Person& person)>;

/// DATA/GaitData, or DATA itself when it is that folder. Throws footfall::Error when it is no directory.
[[nodiscard]] std::filesystem::path trial_folder(const std::filesystem::path& data);

/// The trials of which there are sample files, in natural order; the person is what is before the last '-' of
/// "S-T". A JSON that can't be read leaves the person undescribed here: load() names what is wrong with it.
/// Throws footfall::Error when there are none.
[[nodiscard]] std::vector<DataSet::Entry> list_trials(const std::filesystem::path& folder,
                                                      const TrialNaming& naming,
                                                      const DescribePerson& describe);

/// The rate in "Acquisition frequency: 204.8 Hz"; nothing when the line says nothing of it. Throws
/// footfall::Error when it does, but not in this form.
[[nodiscard]] std::optional<double> stated_rate_hz(const LineReader& lines);

/// Index pairs of a trial's JSON in the recording's time. `origin` is the tick of its first sample.
[[nodiscard]] std::vector<AnnotatedInterval> annotated_intervals(const nlohmann::json& trial, const char* key,
                                                                 const std::string& file, Presence presence,
                                                                 const SampleClock& clock,
                                                                 std::int64_t origin);

}  // namespace footfall::io
