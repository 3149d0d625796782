// A row a foot on standard output, then the warnings in words; the same as JSON in a file.
#include "cli/inspect.h"

#include <cmath>
#include <map>
#include <set>

#include <fmt/core.h>

#include "cli/counted.h"
#include "cli/data_selection.h"
#include "cli/exit_code.h"
#include "io/copied_reference.h"
#include "io/inspection_json.h"
#include "io/write_file.h"

namespace footfall::cli {

namespace {

struct InspectOptions {
    DataSelection data;
    std::string json_file;
};

using Row = std::vector<std::string>;

const Row kHeader = {"recording", "person",    "age",     "group",    "foot",    "seconds", "Hz",
                     "true Hz",   "samples",   "lost %",  "in a row", "gaps",    "clipped", "rest m/s²",
                     "up",        "reference", "strides", "odd",      "warnings"};

/// The axis gravity is nearest to, and how near: "-x 0.98".
std::string up_axis(const io::FootInspection& foot) {
    std::size_t largest = 0;
    for (std::size_t axis = 1; axis < 3; ++axis) {
        if (std::abs(foot.mounting[axis]) > std::abs(foot.mounting[largest])) {
            largest = axis;
        }
    }
    const double part = foot.mounting[largest];
    return part == 0.0 ? ""
                       : fmt::format("{}{} {:.2f}", part < 0.0 ? '-' : '+', "xyz"[largest], std::abs(part));
}

Row row_of(const io::Inspection& inspection, const io::FootInspection& foot) {
    return {inspection.recording,
            inspection.person.id,
            inspection.person.age_years ? fmt::format("{:g}", *inspection.person.age_years) : "",
            inspection.person.group,
            std::string(to_string(foot.foot)),
            fmt::format("{:.1f}", foot.duration_s),
            fmt::format("{:g}", foot.rate_hz),
            fmt::format("{:.4g}", foot.true_rate_hz),
            std::to_string(foot.samples),
            fmt::format("{:.1f}", foot.lost_share * 100.0),
            std::to_string(foot.longest_loss),
            std::to_string(foot.gaps),
            std::to_string(foot.acceleration_clipping.samples + foot.angular_rate_clipping.samples),
            foot.rest_acceleration_mps2 ? fmt::format("{:.2f}", *foot.rest_acceleration_mps2) : "",
            up_axis(foot),
            inspection.label_definition,
            std::to_string(foot.strides),
            std::to_string(foot.implausible_strides),
            std::to_string(foot.warnings.size())};
}

/// Columns on screen: bytes that do not continue a UTF-8 character.
std::size_t width_of(const std::string& text) {
    std::size_t width = 0;
    for (const char c : text) {
        width += (static_cast<unsigned char>(c) & 0xC0U) != 0x80U ? 1 : 0;
    }
    return width;
}

void print_table(const std::vector<Row>& rows) {
    std::vector<std::size_t> widths(kHeader.size(), 0);
    for (const Row& row : rows) {
        for (std::size_t i = 0; i < row.size(); ++i) {
            widths[i] = std::max(widths[i], width_of(row[i]));
        }
    }
    for (const Row& row : rows) {
        std::string line;
        for (std::size_t i = 0; i < row.size(); ++i) {
            line += row[i] + std::string(widths[i] - width_of(row[i]) + 2, ' ');
        }
        line.erase(line.find_last_not_of(' ') + 1);
        fmt::print("{}\n", line);
    }
}

void run(const InspectOptions& options) {
    const SelectedData selected = open_selected(options.data);
    std::vector<io::Inspection> inspections;
    std::map<std::string, io::CopiedReferences> copies;  // of each data set
    const std::size_t left_out = for_each_recording(selected, [&](const Recording& recording) {
        inspections.push_back(io::inspect(recording));
        if (const auto earlier = copies[recording.data_set].earlier_with_same(recording)) {
            inspections.back().warnings.push_back("its reference is that of " + *earlier +
                                                  ": the same walk twice?");
        }
    });

    std::vector<Row> rows = {kHeader};
    std::set<std::pair<std::string, std::string>> people;
    nlohmann::json json = nlohmann::json::array();
    for (const io::Inspection& inspection : inspections) {
        for (const io::FootInspection& foot : inspection.feet) {
            rows.push_back(row_of(inspection, foot));
        }
        people.emplace(inspection.data_set, inspection.person.id);
        json.push_back(io::to_json(inspection));
    }
    print_table(rows);
    fmt::print("\n{} of {}\n", counted(inspections.size(), "recording", "recordings"),
               counted(people.size(), "person", "people"));
    for (const io::Inspection& inspection : inspections) {
        for (const std::string& warning : inspection.warnings) {
            fmt::print("{}: {}\n", inspection.recording, warning);
        }
    }
    if (!options.json_file.empty()) {
        constexpr auto kReplace = nlohmann::json::error_handler_t::replace;  // names may be no UTF-8
        io::write_file(options.json_file, json.dump(1, ' ', false, kReplace) + "\n");
    }
    if (left_out > 0) {
        throw CLI::RuntimeError(kLeftOut);
    }
}

}  // namespace

void add_inspect(CLI::App& app) {
    auto options = std::make_shared<InspectOptions>();
    CLI::App* command = app.add_subcommand("inspect", "What is in recordings and what is wrong with them");
    options->data.add_to(*command);
    command->add_option("--json", options->json_file, "Write the same, and more, as JSON")->type_name("FILE");
    command->footer(
        "Example: footfall inspect voisard2023:data/voisard2023 --people 2,3 --json inspection.json");
    command->callback([options] { run(*options); });
}

}  // namespace footfall::cli
