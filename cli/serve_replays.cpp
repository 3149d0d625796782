// Opens data sets to replay them.
#include "cli/serve_replays.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <utility>

namespace footfall::cli {
namespace {

std::string folder_in(const std::string& specification) {
    const std::filesystem::path path(specification.substr(specification.find(':') + 1));
    return (path.has_filename() ? path : path.parent_path()).filename().string();
}

}  // namespace

std::vector<std::string> unique_names(const std::vector<std::string>& names,
                                      const std::vector<std::string>& specifications) {
    std::vector<std::string> unique;
    for (std::size_t i = 0; i < names.size(); ++i) {
        const bool is_shared = std::count(names.begin(), names.end(), names[i]) > 1;
        const std::string folder = is_shared ? folder_in(specifications[i]) : "";
        const std::string name = folder.empty() ? names[i] : folder;
        std::string numbered = name;
        for (int number = 2; std::find(unique.begin(), unique.end(), numbered) != unique.end(); ++number) {
            numbered = fmt::format("{} {}", name, number);
        }
        unique.push_back(std::move(numbered));
    }
    return unique;
}

Replays open_replays(const std::vector<std::string>& specifications) {
    Replays replays;
    std::vector<std::string> names;
    for (const std::string& specification : specifications) {
        replays.data_sets.push_back(io::open_data_set(specification));
        names.push_back(replays.data_sets.back()->name());
    }
    names = unique_names(names, specifications);
    for (std::size_t i = 0; i < names.size(); ++i) {
        serve::ReplaySet set{names[i], {}};
        const std::shared_ptr<io::DataSet> data = replays.data_sets[i];
        for (std::size_t entry = 0; entry < data->entries().size(); ++entry) {
            set.recordings.push_back(
                {data->entries()[entry].id, [data, entry] { return data->load(entry); }});
        }
        replays.sets.push_back(std::move(set));
    }
    return replays;
}

}  // namespace footfall::cli
