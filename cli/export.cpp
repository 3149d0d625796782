// footfall export: a model for other runtimes.
#include "cli/export.h"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <array>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "cli/shipped_model.h"
#include "io/export_c.h"
#include "io/model_file.h"
#include "io/onnx_model.h"
#include "io/write_file.h"

namespace footfall::cli {
namespace {

namespace fs = std::filesystem;

struct ExportFormat {
    const char* name;
    const char* description;
    void (*write)(const io::ModelFile& model, const fs::path& model_file, const fs::path& out);
};

void write_onnx(const io::ModelFile& model, const fs::path& model_file, const fs::path& out) {
    io::write_file(out, io::onnx_model(model.model(), model_file.string(), FOOTFALL_VERSION));
}

void write_c(const io::ModelFile& model, const fs::path& /*model_file*/, const fs::path& out) {
    io::export_c(out, model.model());
}

// All that can be written: one line a format.
constexpr std::array kFormats{
    ExportFormat{"onnx", "an ONNX file, normalisation inside, for ONNX Runtime and others", write_onnx},
    ExportFormat{"c", "PATH.h and PATH.c, the model as constant data for firmware", write_c},
};

std::vector<std::string> names() {
    std::vector<std::string> names;
    names.reserve(kFormats.size());
    for (const ExportFormat& format : kFormats) {
        names.emplace_back(format.name);
    }
    return names;
}

std::string descriptions() {
    std::string text = "What to write.";
    for (const ExportFormat& format : kFormats) {
        text += fmt::format(" {}: {}.", format.name, format.description);
    }
    return text;
}

struct ExportOptions {
    fs::path model;
    std::string format;
    fs::path out;
};

void run(const ExportOptions& options) {
    const fs::path model = options.model.empty() ? shipped_fp32_model() : options.model;
    const auto format = std::find_if(kFormats.begin(), kFormats.end(),
                                     [&](const ExportFormat& each) { return each.name == options.format; });
    format->write(io::ModelFile(model), model, options.out);
    fmt::print("{}: {}\n", options.out.string(), format->description);
}

}  // namespace

void add_export(CLI::App& app) {
    auto options = std::make_shared<ExportOptions>();
    CLI::App* command = app.add_subcommand("export", "Write a model for other runtimes");
    command->add_option("--model", options->model, "The model; without it the one that ships");
    command->add_option("--format", options->format, descriptions())
        ->required()
        ->check(CLI::IsMember(names()));
    command->add_option("--out", options->out, "File to write")->required();
    command->footer("Example: footfall export --model walker.footfall --format onnx --out walker.onnx");
    command->callback([options] { run(*options); });
}

}  // namespace footfall::cli
