// Applies the [[recordings]] of a descriptor to the files that are there.
#include "io/csv_files.h"

#include <algorithm>
#include <map>
#include <regex>

#include "footfall/recording/error.h"
#include "io/file_pattern.h"
#include "io/natural_order.h"
#include "io/number.h"

namespace footfall::io {

namespace fs = std::filesystem;

namespace {

constexpr std::string_view kFootWord = "{foot}";

std::string without_ending(const std::string& path) {
    return fs::path(path).replace_extension().generic_string();
}

/// Where in `path` the foot's word stands, given what the pattern has before and behind it.
std::optional<std::size_t> foot_position(const std::string& path, std::string_view before,
                                         std::string_view word, std::string_view behind) {
    const std::string_view text = path;
    for (std::size_t at = text.find(word); at != std::string_view::npos; at = text.find(word, at + 1)) {
        if (matches(before, text.substr(0, at)) && matches(behind, text.substr(at + word.size()))) {
            return at;
        }
    }
    return std::nullopt;
}

/// The id of files that differ in the foot's word only: without the word and one separator next to it.
std::string id_without_foot(std::string before, std::string behind) {
    constexpr std::string_view kSeparators = "_-. ";
    if (!before.empty() && kSeparators.find(before.back()) != std::string_view::npos) {
        before.pop_back();
    } else if (!behind.empty() && (before.empty() || before.back() == '/') &&
               (kSeparators.find(behind.front()) != std::string_view::npos || behind.front() == '/')) {
        behind.erase(0, 1);
    }
    return without_ending(before + behind);
}

using FilesOfId = std::map<std::string, std::vector<CsvFootFile>>;

FilesOfId files_of_rule(const RecordingRule& rule, const CsvDescriptor& descriptor) {
    FilesOfId files_of_id;
    const std::size_t at = rule.files.find(kFootWord);
    if (at == std::string::npos) {
        for (const std::string& path : files_matching(descriptor.root, rule.files)) {
            for (const Foot foot : rule.feet) {
                files_of_id[without_ending(path)].push_back({foot, path});
            }
        }
        return files_of_id;
    }
    const std::string before = rule.files.substr(0, at);
    const std::string behind = rule.files.substr(at + kFootWord.size());
    const auto word_of = [&](Foot foot) { return descriptor.foot_words[foot == Foot::left ? 0 : 1]; };
    const auto with_word = [](std::string start, const std::string& word, const std::string& end) {
        return start.append(word).append(end);
    };
    for (const Foot foot : rule.feet) {
        const std::string word = word_of(foot);
        for (const std::string& path : files_matching(descriptor.root, with_word(before, word, behind))) {
            const auto position = foot_position(path, before, word, behind);
            if (!position) {
                continue;
            }
            const std::string path_before = path.substr(0, *position);
            const std::string path_behind = path.substr(*position + word.size());
            auto& files = files_of_id[id_without_foot(path_before, path_behind)];
            if (!files.empty()) {
                continue;
            }
            // The other foot's file is expected beside it; load() says when it is missing.
            for (const Foot each : rule.feet) {
                files.push_back({each, with_word(path_before, word_of(each), path_behind)});
            }
        }
    }
    return files_of_id;
}

/// What templates may name, or nothing when `match` does not match the id.
std::optional<std::map<std::string, std::string>> words_of(const std::string& id, const RecordingRule& rule,
                                                           const std::string& file) {
    const fs::path path(id);
    std::map<std::string, std::string> words = {{"id", id},
                                                {"name", path.filename().generic_string()},
                                                {"folder", path.parent_path().generic_string()}};
    if (!rule.match) {
        return words;
    }
    std::smatch groups;
    try {
        if (!std::regex_match(id, groups, std::regex(*rule.match))) {
            return std::nullopt;
        }
    } catch (const std::regex_error& error) {
        throw Error(file, "[[recordings]].match", "a regular expression", in_quotes(*rule.match));
    }
    for (std::size_t i = 1; i < groups.size(); ++i) {
        words[std::to_string(i)] = groups[i].str();
    }
    return words;
}

Person person_of(const RecordingRule& rule, const std::map<std::string, std::string>& words,
                 const CsvDescriptor& descriptor) {
    const auto fill = [&](const std::string& text, const char* key) {
        const std::optional<std::string> filled = filled_in(text, words);
        if (!filled) {
            throw Error(descriptor.file, std::string("[[recordings]].") + key,
                        "{id}, {name}, {folder} or a group of \"match\", {1} to {9}", in_quotes(text));
        }
        return *filled;
    };
    Person person;
    person.id = fill(rule.person, "person");
    person.split_key = person.id;
    for (const std::vector<std::string>& people : descriptor.same_person) {
        if (std::find(people.begin(), people.end(), person.id) != people.end()) {
            person.split_key = people.front();
        }
    }
    person.group = fill(rule.group, "group");
    const std::string age = fill(rule.age_years, "age_years");
    if (!age.empty()) {
        person.age_years = number_from(age);
        if (!person.age_years) {
            throw Error(descriptor.file, "[[recordings]].age_years", "a number", in_quotes(age));
        }
    }
    return person;
}

std::string annotation_file(const std::string& text, const std::map<std::string, std::string>& words,
                            const CsvDescriptor& descriptor, const char* place) {
    const std::optional<std::string> filled = filled_in(text, words);
    if (!filled) {
        throw Error(descriptor.file, place, "{id}, {name}, {folder} or a group of \"match\", {1} to {9}",
                    in_quotes(text));
    }
    return *filled;
}

}  // namespace

std::vector<CsvRecordingFiles> list_csv_recordings(const CsvDescriptor& descriptor) {
    if (!fs::is_directory(descriptor.root)) {
        throw Error(descriptor.file, "root", "a directory", in_quotes(descriptor.root.string()));
    }
    std::map<std::string, CsvRecordingFiles> recordings;
    for (const RecordingRule& rule : descriptor.recordings) {
        for (auto& [id, files] : files_of_rule(rule, descriptor)) {
            const auto words = words_of(id, rule, descriptor.file);
            if (!words) {
                continue;
            }
            CsvRecordingFiles recording{id, person_of(rule, *words, descriptor), std::move(files), "", ""};
            recording.labels = annotation_file(descriptor.labels.file, *words, descriptor, "[labels].file");
            recording.regions =
                annotation_file(descriptor.regions.file, *words, descriptor, "[regions].file");
            if (!recordings.emplace(id, std::move(recording)).second) {
                throw Error(descriptor.file, "[[recordings]]", "each recording in one pattern",
                            in_quotes(id) + " in two");
            }
        }
    }
    if (recordings.empty()) {
        throw Error(descriptor.root.string(), "", "files matching the [[recordings]] of " + descriptor.file,
                    "none");
    }
    std::vector<CsvRecordingFiles> list;
    list.reserve(recordings.size());
    for (auto& [id, recording] : recordings) {
        list.push_back(std::move(recording));
    }
    std::sort(list.begin(), list.end(), [](const CsvRecordingFiles& a, const CsvRecordingFiles& b) {
        return natural_less(a.id, b.id);
    });
    return list;
}

}  // namespace footfall::io
