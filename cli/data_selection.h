// Which recordings a subcommand works on: DATA... with --people and --exclude-people.
#pragma once

#include <cstddef>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include <CLI/CLI.hpp>

#include "io/data_set.h"

namespace footfall::cli {

struct DataSelection {
    std::vector<std::string> specifications;
    std::vector<std::string> people;
    std::vector<std::string> exclude_people;

    /// Adds the positional DATA... and the two options. For `--data DATA...` give "--data" as `name`.
    void add_to(CLI::App& app, const std::string& name = "DATA", bool required = true);
};

struct SelectedRecording {
    const io::DataSet* data_set = nullptr;
    std::size_t index = 0;

    [[nodiscard]] const io::DataSet::Entry& entry() const { return data_set->entries()[index]; }
};

/// Open data sets and what is selected of them, in the order they were named.
struct SelectedData {
    std::vector<std::unique_ptr<io::DataSet>> data_sets;
    std::vector<SelectedRecording> recordings;
};

/// Throws footfall::Error when a data set can't be opened, a named person is in none of them, or nobody is
/// left.
[[nodiscard]] SelectedData open_selected(const DataSelection& selection);

/// Calls `use` with each recording. One that can't be read is named on standard error and left out; returns
/// how many. Throws footfall::Error when none could be read.
std::size_t for_each_recording(const SelectedData& selected, const std::function<void(Recording)>& use);

}  // namespace footfall::cli
