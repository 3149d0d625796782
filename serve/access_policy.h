// Who may ask what: the host that was asked for, the page that asks, the token.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "serve/http_message.h"
#include "serve/tickets.h"

namespace footfall::serve {

struct AccessOptions {
    std::string host = "127.0.0.1";  ///< the address listened on
    unsigned port = 0;
    std::string token;  ///< empty: none is demanded, which only the loopback address may
    /// Where the page is reached through a proxy, as proxy_origin() writes it; empty: nowhere.
    std::string origin;
    Tickets* tickets = nullptr;  ///< what they are for may be had with them instead of the token
};

/// Whether only this machine reaches this address: 127.0.0.0/8, ::1 and "localhost".
[[nodiscard]] bool is_loopback(std::string_view host) noexcept;

/// "https://gait.example" of "HTTPS://gait.example/": http or https, a host, perhaps a port, one slash at
/// most behind them. Nothing for anything else.
[[nodiscard]] std::optional<std::string> proxy_origin(std::string_view stated);

/// Refuses:
/// - a request under a name that is not ours, so that a page elsewhere which makes its own name point here
///   (DNS rebinding) gets nothing. Where a token is demanded every name will do, unless `origin` states one.
/// - whatever another page asks (its Origin is not the host asked for);
/// - writes and WebSockets with no Origin and no `X-Footfall` header: forms of other pages can't set one;
/// - below /api/, what comes without the token, if there is one: `Authorization: Bearer`, for WebSockets also
///   `?token=`, and for what a ticket opens `?ticket=`.
class AccessPolicy {
public:
    explicit AccessPolicy(AccessOptions options);

    /// Nothing: it may pass.
    [[nodiscard]] std::optional<Response> refusal(const Request& request) const;

private:
    [[nodiscard]] bool is_our_name(std::string_view host) const;
    [[nodiscard]] bool is_our_page(std::string_view origin, std::string_view host) const;
    [[nodiscard]] bool has_token(const Request& request) const;
    [[nodiscard]] bool has_ticket(const Request& request) const;

    AccessOptions options_;
    std::vector<std::string> names_;  // "127.0.0.1:8080"
};

}  // namespace footfall::serve
