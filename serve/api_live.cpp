// The WebSocket on which a session is watched.
#include "serve/api.h"
#include "serve/api_error.h"

namespace footfall::serve {

void add_live_routes(Router& router, const ApiContext& context) {
    SessionStore& store = context.store;
    LiveDesk& live = context.live;
    router.add("GET", "sessions/{id}/live", [&store, &live](const RoutedRequest& request) {
        const auto id = static_cast<SessionId>(request.number("id"));
        if (!store.read_session(id)) {
            throw ApiError(404, "not_found", "There is no such session.");
        }
        if (!request.request.web_socket) {
            throw ApiError(426, "web_socket", "A WebSocket is there.");
        }
        Response response;
        response.on_open = [&live, id](std::shared_ptr<Socket> socket) { live.watch(id, std::move(socket)); };
        return response;
    });
}

}  // namespace footfall::serve
