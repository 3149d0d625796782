// Opens the data sets and applies the lists of people.
#include "cli/data_selection.h"

#include <algorithm>
#include <set>

#include <fmt/core.h>

#include "footfall/recording/error.h"

namespace footfall::cli {

namespace {

bool contains(const std::vector<std::string>& people, const std::string& person) {
    return std::find(people.begin(), people.end(), person) != people.end();
}

void check_named(const std::vector<std::string>& named, const std::vector<std::string>& there,
                 const std::string& option) {
    for (const std::string& person : named) {
        if (!contains(there, person)) {
            std::string all;
            for (const std::string& each : there) {
                all += (all.empty() ? "" : ", ") + each;
            }
            throw Error(option, "", "people of the data: " + all, person);
        }
    }
}

}  // namespace

void DataSelection::add_to(CLI::App& app, const std::string& name, bool required) {
    CLI::Option* data = app.add_option(
        name, specifications,
        "voisard2023:DIR, ipol2019:DIR, csv:DESCRIPTOR.toml[@DIR], or a directory that simulate made");
    data->required(required)->type_name("DATA");
    app.add_option("--people", people, "Only these people, such as 2,3,13")
        ->delimiter(',')
        ->type_name("ID,...");
    app.add_option("--exclude-people", exclude_people, "All but these people")
        ->delimiter(',')
        ->type_name("ID,...");
}

SelectedData open_selected(const DataSelection& selection) {
    SelectedData selected;
    std::vector<std::string> there;
    std::set<std::string> known;
    for (const std::string& specification : selection.specifications) {
        selected.data_sets.push_back(io::open_data_set(specification));
        const io::DataSet& data_set = *selected.data_sets.back();
        for (std::size_t i = 0; i < data_set.entries().size(); ++i) {
            const std::string& person = data_set.entries()[i].person.id;
            if (known.insert(person).second) {
                there.push_back(person);
            }
            const bool named = selection.people.empty() || contains(selection.people, person);
            if (named && !contains(selection.exclude_people, person)) {
                selected.recordings.push_back({&data_set, i});
            }
        }
    }
    check_named(selection.people, there, "--people");
    check_named(selection.exclude_people, there, "--exclude-people");
    if (selected.recordings.empty()) {
        throw Error("--people, --exclude-people", "", "somebody to be left", "nobody");
    }
    return selected;
}

std::size_t for_each_recording(const SelectedData& selected, const std::function<void(Recording)>& use) {
    std::size_t left_out = 0;
    std::string last_reason;
    for (const SelectedRecording& each : selected.recordings) {
        std::optional<Recording> recording;
        try {
            recording = each.data_set->load(each.index);
        } catch (const Error& error) {
            ++left_out;
            last_reason = error.what();
            fmt::print(stderr, "left out {} {}: {}\n", each.data_set->name(), each.entry().id, error.what());
        }
        if (recording) {
            use(*std::move(recording));
        }
    }
    if (left_out == selected.recordings.size()) {
        throw Error(last_reason);
    }
    return left_out;
}

}  // namespace footfall::cli
