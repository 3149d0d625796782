// Writes the data set once; each input costs one file written twice.
#include "fuzz/fuzzed_data_set.h"

#include <unistd.h>

#include <algorithm>
#include <cmath>
#include <fstream>
#include <sstream>

#include "footfall/recording/error.h"
#include "io/data_set.h"
#include "io/inspection.h"
#include "io/write_file.h"

namespace footfall::fuzz {

namespace fs = std::filesystem;

namespace {

Recording recording_for(io::DataSetLayout layout) {
    const bool activity = layout == io::DataSetLayout::ipol2019;
    Recording recording;
    recording.id = "1-1";
    recording.person = {"1", "1", 50.0, "healthy"};
    recording.label_definition = activity ? label_definition::kFootActivity : label_definition::kEventPairs;
    for (const Foot foot : {Foot::left, Foot::right}) {
        FootTrack track;
        track.foot = foot;
        track.rate_hz = 20.0;
        track.gravity = activity ? Gravity::removed : Gravity::included;
        for (int i = 0; i < 60; ++i) {
            const auto swing = static_cast<float>(std::sin(0.3 * i));
            track.samples.push_back({i * 50'000'000LL, {{swing, 0.5F, 9.81F}, {0.1F, 5.0F * swing, 0.0F}}});
        }
        for (int i = 5; i < 55; i += 20) {
            track.reference.push_back(
                {activity ? EventKind::heel_off : EventKind::final_contact, i * 50'000'000LL});
            track.reference.push_back(
                {activity ? EventKind::foot_flat : EventKind::initial_contact, (i + 8) * 50'000'000LL});
        }
        recording.feet.push_back(track);
    }
    recording.turns = {{500'000'000, 900'000'000}};
    return recording;
}

std::string specification_of(io::DataSetLayout layout, const fs::path& folder) {
    switch (layout) {
        case io::DataSetLayout::voisard2023: return "voisard2023:" + folder.string();
        case io::DataSetLayout::ipol2019: return "ipol2019:" + folder.string();
        case io::DataSetLayout::csv: break;
    }
    return folder.string();
}

}  // namespace

FuzzedDataSet::FuzzedDataSet(io::DataSetLayout layout)
    : folder_(fs::temp_directory_path() / ("footfall_fuzz_" + std::to_string(getpid()))),
      specification_(specification_of(layout, folder_)) {
    const Recording recording = recording_for(layout);
    io::write_data_set(std::span(&recording, 1), folder_, layout, "fuzzed");
    for (const fs::directory_entry& file : fs::recursive_directory_iterator(folder_)) {
        if (file.is_regular_file()) {
            files_.push_back(file.path());
        }
    }
    std::sort(files_.begin(), files_.end());
    for (const fs::path& file : files_) {
        std::ostringstream content;
        content << std::ifstream(file, std::ios::binary).rdbuf();
        contents_.push_back(std::move(content).str());
    }
}

FuzzedDataSet::~FuzzedDataSet() {
    std::error_code ignored;
    fs::remove_all(folder_, ignored);
}

void FuzzedDataSet::read_with(std::span<const std::uint8_t> input) {
    if (input.empty()) {
        return;
    }
    const std::size_t file = input.front() % files_.size();
    const auto rest = input.subspan(1);
    io::write_file(files_[file], std::string(rest.begin(), rest.end()));
    try {
        const auto data_set = io::open_data_set(specification_);
        for (std::size_t i = 0; i < data_set->entries().size(); ++i) {
            (void)io::inspect(data_set->load(i));
        }
    } catch (const Error&) {
        // Refused: that is what readers do with bytes that are no recording.
    }
    io::write_file(files_[file], contents_[file]);
}

std::vector<std::string> FuzzedDataSet::seeds() const {
    std::vector<std::string> seeds;
    for (std::size_t file = 0; file < contents_.size(); ++file) {
        seeds.push_back(std::string(1, static_cast<char>(file)) + contents_[file]);
    }
    return seeds;
}

}  // namespace footfall::fuzz
