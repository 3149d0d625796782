// HTTP/1.1 and WebSockets on one address: connections, their limits and their time.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "serve/http_message.h"

namespace footfall::serve {

struct HttpServerOptions {
    std::string host = "127.0.0.1";  ///< an address of this machine, or "localhost"
    std::uint16_t port = 0;          ///< 0: any that is free
    std::size_t most_connections = 256;
    std::size_t most_connections_an_address = 64;
    std::uint32_t header_bytes = 16 * 1024;
    std::chrono::milliseconds head_time{15'000};   ///< for a request's head, the wait for it included
    std::chrono::milliseconds body_time{120'000};  ///< for its body
    /// What a client must take of an answer in `write_time`, or it is dropped: 16 kB a second.
    std::size_t write_bytes = 30 * std::size_t{16} * 1024;
    std::chrono::milliseconds write_time{30'000};
    std::size_t answer_bytes = std::size_t{64} << 20U;         ///< of all answers in memory; more are 503
    std::size_t socket_backlog_bytes = std::size_t{1} << 20U;  ///< a client further behind is dropped
    std::uint64_t large_body_bytes = std::uint64_t{1} << 20U;  ///< a longer one is large
    std::size_t most_large_bodies = 4;                         ///< read at a time
    std::size_t most_large_bodies_an_address = 2;
    unsigned workers = 2;  ///< threads that answer
};

/// What is behind the server.
struct HttpHandlers {
    /// Asked when a request's head is in, before its body is read, in the network's thread: an answer that
    /// refuses it, or nothing.
    std::function<std::optional<Response>(const Request&)> refusal;
    /// The longest body taken.
    std::function<std::uint64_t(const Request&)> body_limit;
    /// In one of the workers' threads. Must not throw.
    std::function<Response(const Request&)> answer;
    /// Headers of every answer.
    std::function<void(Response&)> dress;
};

class HttpNetwork;

/// One thread does all that the network needs; what takes time is done by workers.
class HttpServer {
public:
    /// Listens; nobody is answered yet. Throws footfall::Error when the address can't be had.
    explicit HttpServer(HttpServerOptions options);
    HttpServer(const HttpServer&) = delete;
    HttpServer& operator=(const HttpServer&) = delete;
    /// stop().
    ~HttpServer();

    [[nodiscard]] std::uint16_t port() const noexcept;
    /// Bytes of answers that wait in memory for their clients.
    [[nodiscard]] std::size_t answer_bytes() const noexcept;

    void start(HttpHandlers handlers);
    /// Closes every connection; returns when no handler runs any more.
    void stop();

private:
    std::shared_ptr<HttpNetwork> network_;
};

}  // namespace footfall::serve
