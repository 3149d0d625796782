// Formats and tables of exports.
#include "serve/export_response.h"

#include <fmt/format.h>

#include "serve/api_error.h"
#include "serve/api_json.h"

namespace footfall::serve {
namespace {

/// An export is put together in memory.
constexpr std::size_t kMostBytes = std::size_t{512} << 20U;

class Text {
public:
    [[nodiscard]] TextSink sink() {
        return [this](std::string_view part) {
            if (text_.size() + part.size() > kMostBytes) {
                throw ApiError(413, "too_large", "That is too much for one file; export single sessions.");
            }
            text_ += part;
        };
    }
    [[nodiscard]] std::string take() { return std::move(text_); }

private:
    std::string text_;
};

}  // namespace

Response export_response(SessionStore& store, const ExportScope& scope, const Request& request,
                         const std::string& name) {
    const std::string_view format = request.parameter("format").value_or("csv");
    Text text;
    if (format == "json") {
        store.export_json(scope, request.parameter("samples") == "1", text.sink());
        return download("application/json", name + ".json", text.take());
    }
    const std::string_view table_name = request.parameter("table").value_or("strides");
    for (const ExportTable table : {ExportTable::sessions, ExportTable::figures, ExportTable::marks,
                                    ExportTable::strides, ExportTable::samples}) {
        if (format == "csv" && table_name == to_string(table)) {
            store.export_csv(scope, table, text.sink());
            return download("text/csv; charset=utf-8", fmt::format("{}_{}.csv", name, to_string(table)),
                            text.take());
        }
    }
    throw ApiError(400, "bad_value", "The format is csv or json, and there is no such table.");
}

}  // namespace footfall::serve
