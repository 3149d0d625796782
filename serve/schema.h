// The tables of a session store, and the steps that bring a store of an earlier version up to date.
// docs/store.md says what each table and column holds.
#pragma once

#include "serve/database.h"

namespace footfall::serve {

/// In the file as PRAGMA user_version; 0 is an empty file. Every change of a table is one more version and
/// one more step; a step that was released is never changed.
inline constexpr int kSchemaVersion = 4;

/// In the file as PRAGMA application_id: "Ftfl".
inline constexpr int kApplicationId = 0x4674666c;

/// Brings the file to `version`, each step whole or not at all, and makes the connection durable. Throws
/// footfall::Error for a database that is no session store, or one that a newer program made; such a file is
/// left as it is.
void bring_up_to_date(Database& database, int version = kSchemaVersion);

}  // namespace footfall::serve
