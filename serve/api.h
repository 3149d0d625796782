// The API below /api/v1/: what its routes need, and all of them.
#pragma once

#include <functional>
#include <string>

#include "footfall/nn/model.h"
#include "serve/export_files.h"
#include "serve/http_message.h"
#include "serve/live_desk.h"
#include "serve/router.h"
#include "serve/service.h"
#include "serve/session_store.h"
#include "serve/tickets.h"
#include "serve/uploads.h"

namespace footfall::serve {

/// All of it must outlive the routes; everything in it may be used from any thread.
struct ApiContext {
    SessionStore& store;
    LiveDesk& live;
    Uploads& uploads;
    ExportFiles& exports;
    Tickets& tickets;
    const Model& model;
    std::string model_name;
    std::string model_description;
    std::string version;
    ServiceLimits limits;
};

void add_status_routes(Router& router, const ApiContext& context);
void add_people_routes(Router& router, const ApiContext& context);
void add_session_routes(Router& router, const ApiContext& context);
void add_compare_route(Router& router, const ApiContext& context);
void add_upload_routes(Router& router, const ApiContext& context);
void add_live_routes(Router& router, const ApiContext& context);

/// All of them. openapi.json says the same, and a test sees to it.
[[nodiscard]] Router api_routes(const ApiContext& context);

/// openapi.json, as it was built in.
[[nodiscard]] const char* openapi_text() noexcept;

}  // namespace footfall::serve
