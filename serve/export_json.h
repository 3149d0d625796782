// A person or a session as one JSON text: SI units as in the store, what isn't known null.
#pragma once

#include "serve/database.h"
#include "serve/export_scope.h"

namespace footfall::serve {

/// {"format": "footfall-export", "version": 1, "person": {code, name, birth_year}, "sessions": [...]}; a
/// session has its marks, figures, symmetry, strides and, if wanted, samples: docs/store.md names all keys.
/// Throws footfall::Error when the scope isn't in the store.
void export_json(Database& database, const ExportScope& scope, bool with_samples, const TextSink& sink);

}  // namespace footfall::serve
