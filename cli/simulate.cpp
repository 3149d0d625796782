// footfall simulate: writes a data set of simulated walkers.
#include "cli/simulate.h"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <array>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <memory>
#include <regex>
#include <string>
#include <utility>
#include <vector>

#include "cli/counted.h"
#include "cli/progress.h"
#include "footfall/recording/error.h"
#include "io/write_data_set.h"
#include "simulate/cohort.h"

namespace footfall::cli {
namespace {

namespace fs = std::filesystem;

constexpr const char* kDataSetName = "simulated";
constexpr const char* kDescriptor = "footfall.toml";

template <class Value, std::size_t size>
using Names = std::array<std::pair<const char*, Value>, size>;

constexpr Names<simulate::Mounting, 3> kMountings{{{"aligned", simulate::Mounting::aligned},
                                                   {"instep", simulate::Mounting::instep},
                                                   {"any", simulate::Mounting::any}}};
constexpr Names<io::DataSetLayout, 3> kLayouts{{{"csv", io::DataSetLayout::csv},
                                                {"voisard2023", io::DataSetLayout::voisard2023},
                                                {"ipol2019", io::DataSetLayout::ipol2019}}};

template <class Value, std::size_t size>
std::vector<std::string> names_of(const Names<Value, size>& named) {
    std::vector<std::string> names;
    for (const auto& [name, value] : named) {
        names.emplace_back(name);
    }
    return names;
}

/// @param name one of names_of(named)
template <class Value, std::size_t size>
Value value_of(const Names<Value, size>& named, const std::string& name) {
    return std::find_if(named.begin(), named.end(), [&](const auto& one) { return one.first == name; })
        ->second;
}

struct SimulateOptions {
    simulate::CohortOptions cohort;
    fs::path out;
    std::string mounting = "instep";
    std::string format = "csv";
    bool force = false;
};

/// Whether an earlier `simulate` wrote this directory: its descriptor names the data set.
bool was_simulated(const fs::path& directory) {
    std::ifstream descriptor(directory / kDescriptor);
    std::string line;
    while (std::getline(descriptor, line)) {
        if (line == fmt::format("name = \"{}\"", kDataSetName)) {
            return true;
        }
    }
    return false;
}

/// Removes what an earlier `simulate` wrote and nothing else; the descriptor first, so that what is left of
/// the rest never looks whole.
void remove_simulated(const fs::path& directory) {
    fs::remove(directory / kDescriptor);
    const std::regex written(R"(P\d+-\d+(\.events|\.regions)?\.csv)");
    std::vector<fs::path> files;
    for (const fs::directory_entry& entry : fs::directory_iterator(directory)) {
        if (entry.is_regular_file() && std::regex_match(entry.path().filename().string(), written)) {
            files.push_back(entry.path());
        }
    }
    for (const fs::path& file : files) {
        fs::remove(file);
    }
}

void prepare(const fs::path& directory, bool force) {
    const std::string out = directory.string();
    try {
        if (!fs::exists(directory)) {
            return;
        }
        if (!fs::is_directory(directory)) {
            throw Error(out, "", "a directory", "a file");
        }
        if (fs::is_empty(directory)) {
            return;
        }
        if (!was_simulated(directory)) {
            throw Error(out, "", "an empty directory or a data set that simulate wrote", "other files");
        }
        if (!force) {
            throw Error(out, "", "an empty directory (--force replaces a simulated data set)",
                        "a simulated data set");
        }
        remove_simulated(directory);
    } catch (const fs::filesystem_error& error) {
        throw Error(out, "", "a directory that can be written", error.code().message());
    }
}

void run(const simulate::CohortOptions& options, const fs::path& out, io::DataSetLayout layout, bool force) {
    prepare(out, force);
    const simulate::Cohort cohort(options);
    io::DataSetWriter writer(out, layout, kDataSetName);
    std::size_t strides = 0;
    Progress progress("Simulating");
    for (std::size_t i = 0; i < cohort.size(); ++i) {
        const simulate::SimulatedRecording simulated = cohort.recording(i);
        strides += simulated.truth.strides.size();
        writer.add(simulated.recording);
        progress.show(static_cast<double>(i + 1) / static_cast<double>(cohort.size()),
                      fmt::format("{} of {} recordings", i + 1, cohort.size()));
    }
    writer.finish();
    fmt::print("{}: {}, {} of {} s at {} Hz, {} strides\n", out.string(),
               counted(cohort.walkers().size(), "person", "people"),
               counted(cohort.size(), "recording", "recordings"), options.seconds, options.rate_hz, strides);
}

}  // namespace

void add_simulate(CLI::App& app) {
    auto options = std::make_shared<SimulateOptions>();
    simulate::CohortOptions& cohort = options->cohort;
    CLI::App* command = app.add_subcommand(
        "simulate", "Write recordings of simulated walkers, whose gait is known exactly, as a data set");
    command->add_option("--out", options->out, "Directory to write; made if missing")->required();
    command->add_option("--people", cohort.people, "How many people, younger and older in turn")
        ->check(CLI::Range(1, 10'000))
        ->capture_default_str();
    command->add_option("--recordings", cohort.recordings_per_person, "Recordings of each person")
        ->check(CLI::Range(1, 1000))
        ->capture_default_str();
    command->add_option("--seconds", cohort.seconds, "Length of a recording, standing included")
        ->check(CLI::Range(simulate::kShortestRecordingS, 86'400.0))
        ->capture_default_str();
    command->add_option("--seed", cohort.seed, "The same seed gives the same data set")
        ->capture_default_str();
    command->add_option("--rate", cohort.rate_hz, "Samples a second, in Hz")
        ->check(CLI::Range(10.0, 10'000.0))
        ->capture_default_str();
    command->add_option("--lost", cohort.lost_share, "Share of packets lost on the way")
        ->check(CLI::Range(0.0, 0.49))
        ->capture_default_str();
    command
        ->add_option("--doubled", cohort.doubled_share,
                     "Share of recordings whose left foot is really sampled at half the rate")
        ->check(CLI::Range(0.0, 1.0))
        ->capture_default_str();
    command->add_option("--mounting", options->mounting, "How the sensors sit on the foot")
        ->check(CLI::IsMember(names_of(kMountings)))
        ->capture_default_str();
    command->add_option("--format", options->format, "Layout of the files")
        ->check(CLI::IsMember(names_of(kLayouts)))
        ->capture_default_str();
    command->add_flag("--pressure", cohort.pressure, "With toe and heel pressure (csv only)");
    command->add_flag("--force", options->force, "Replace a data set that simulate wrote");
    command->footer(
        "Example: footfall simulate --out cohort --people 20 --seconds 60 --seed 7\n"
        "The directory is then a data set: footfall inspect cohort");
    command->callback([options] {
        const io::DataSetLayout layout = value_of(kLayouts, options->format);
        if (options->cohort.pressure && layout != io::DataSetLayout::csv) {
            throw CLI::ValidationError("--pressure", "only the csv format holds pressure");
        }
        options->cohort.mounting = value_of(kMountings, options->mounting);
        if (layout == io::DataSetLayout::ipol2019) {
            options->cohort.gravity = Gravity::removed;  // that data set's sensors have taken it out
        }
        run(options->cohort, options->out, layout, options->force);
    });
}

}  // namespace footfall::cli
