// A session's walk measured anew from what is kept of it, and the report of it.
#pragma once

#include <atomic>
#include <exception>
#include <optional>
#include <string>

#include "footfall/nn/model.h"
#include "footfall/report/walk_result.h"
#include "serve/session_store.h"

namespace footfall::serve {

/// Thrown by walk_of() when it was told to stop.
class MeasuringStopped : public std::exception {};

/// Measured from its samples; from its strides alone where no samples are kept. Nothing when there is
/// no stride. Throws footfall::Error when the store can't be read.
/// @param stop looked at between samples; null: never
[[nodiscard]] std::optional<report::WalkResult> walk_of(SessionStore& store, const StoredSession& session,
                                                        const Model& model,
                                                        const std::atomic<bool>* stop = nullptr);

struct ModelWords {
    std::string name;
    std::string description;
    std::string version;  ///< of the program
};

/// A self-contained page of HTML.
[[nodiscard]] std::string report_html(const StoredSession& session, report::WalkResult walk,
                                      const Model& model, const ModelWords& words);

}  // namespace footfall::serve
