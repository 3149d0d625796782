// Formats and tables of exports.
#include "serve/export_response.h"

#include <fmt/format.h>

#include <utility>

#include "serve/api_error.h"

namespace footfall::serve {
namespace {

/// A file that is kept, under a name made of ours and digits.
Response download(std::string content_type, const std::string& filename,
                  std::shared_ptr<const UnnamedFile> file) {
    Response response;
    response.content_type = std::move(content_type);
    response.file = std::move(file);
    response.headers.emplace_back("Content-Disposition",
                                  fmt::format("attachment; filename=\"{}\"", filename));
    return response;
}

}  // namespace

Response export_response(SessionStore& store, ExportFiles& files, const ExportScope& scope,
                         const Request& request, const std::string& name) {
    const std::string_view format = request.parameter("format").value_or("csv");
    if (format == "json") {
        const bool with_samples = request.parameter("samples") == "1";
        return download("application/json", name + ".json", files.make([&](const TextSink& sink) {
            store.export_json(scope, with_samples, sink);
        }));
    }
    const std::string_view table_name = request.parameter("table").value_or("strides");
    for (const ExportTable table : {ExportTable::sessions, ExportTable::figures, ExportTable::marks,
                                    ExportTable::strides, ExportTable::samples}) {
        if (format == "csv" && table_name == to_string(table)) {
            return download("text/csv; charset=utf-8", fmt::format("{}_{}.csv", name, to_string(table)),
                            files.make([&](const TextSink& sink) { store.export_csv(scope, table, sink); }));
        }
    }
    throw ApiError(400, "bad_value", "The format is csv or json, and there is no such table.");
}

}  // namespace footfall::serve
