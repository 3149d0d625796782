// Writes a model for other runtimes.
#include "cli/export.h"

#include <fmt/format.h>

#include <memory>
#include <string>

#include "io/export_c.h"
#include "io/model_file.h"

namespace footfall::cli {
namespace {

struct ExportOptions {
    std::string model;
    std::string format;
    std::string out;
};

void run(const ExportOptions& options) {
    const io::ModelFile file(options.model);
    io::export_c(options.out, file.bytes(), file.model());
}

}  // namespace

void add_export(CLI::App& app) {
    CLI::App* command = app.add_subcommand("export", "Write a model for other runtimes");
    auto options = std::make_shared<ExportOptions>();
    command->add_option("--model", options->model, "A model that `train` made")
        ->required()
        ->type_name("MODEL");
    command->add_option("--format", options->format, "c: a header and a source for firmware")
        ->required()
        ->check(CLI::IsMember({"c"}));
    command->add_option("--out", options->out, "PATH.h and PATH.c are written")
        ->required()
        ->type_name("PATH");
    command->callback([options] { run(*options); });
}

}  // namespace footfall::cli
