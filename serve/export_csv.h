// A person's or a session's rows as CSV (RFC 4180): SI units as in the store, what isn't known an empty cell.
#pragma once

#include "serve/database.h"
#include "serve/export_scope.h"

namespace footfall::serve {

/// The first line names the columns, the same whatever is in it. Numbers read back as the same numbers.
/// Throws footfall::Error when the scope isn't in the store.
void export_csv(Database& database, const ExportScope& scope, ExportTable table, const TextSink& sink);

}  // namespace footfall::serve
