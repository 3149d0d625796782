// A person or a session as a file to be kept.
#pragma once

#include <string>

#include "serve/export_files.h"
#include "serve/http_message.h"
#include "serve/session_store.h"

namespace footfall::serve {

/// ?format=json (all but samples; with &samples=1 those too) or csv, of which &table= names one: strides (if
/// none is named), sessions, figures, marks, samples.
/// @param name of the file, without its ending
/// Throws ApiError for another format or table, and what ExportFiles::make() throws.
[[nodiscard]] Response export_response(SessionStore& store, ExportFiles& files, const ExportScope& scope,
                                       const Request& request, const std::string& name);

}  // namespace footfall::serve
