// Whom a request means: somebody in the store, or somebody who comes into it with what is asked for.
#pragma once

#include <optional>
#include <string>

#include "footfall/recording/error.h"
#include "serve/json_body.h"
#include "serve/session_store.h"

namespace footfall::serve {

/// Throws ApiError (400) for what is no code.
void check_code(const std::string& code);

/// Throws ApiError (409) when somebody else than `but` has the code.
void refuse_taken(SessionStore& store, const std::string& code, std::optional<PersonId> but);

/// Does `write`, which gives somebody that code. Throws ApiError (409) when it is taken, in between too.
template <class Write>
auto write_unless_taken(SessionStore& store, const std::string& code, std::optional<PersonId> but,
                        const Write& write) {
    refuse_taken(store, code, but);
    try {
        return write();
    } catch (const Error&) {
        refuse_taken(store, code, but);
        throw;
    }
}

/// Reads `"person": 7`, or `"person": {"code": "P-017"}` of a newcomer, who is added with the session. A
/// newcomer's code must be nobody's: else a session would go to another patient unseen.
/// @returns the person; a newcomer has no id yet
/// Throws ApiError (400, 404, 409).
[[nodiscard]] PersonEntry choose_person(JsonBody& body, SessionStore& store, NewSession& session);

/// Does `write`, which adds the session and its newcomer, if there is one.
template <class Write>
auto write_session(SessionStore& store, const NewSession& session, const Write& write) {
    return session.newcomer ? write_unless_taken(store, session.newcomer->code, std::nullopt, write)
                            : write();
}

}  // namespace footfall::serve
