// A client that says what it is told to, right or wrong, and reads what comes back.
#pragma once

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <chrono>
#include <cstdint>
#include <map>
#include <memory>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace footfall::serve {

struct Reply {
    int status = 0;                              ///< 0: the connection ended without an answer
    std::map<std::string, std::string> headers;  ///< names in lower case
    std::string body;

    [[nodiscard]] nlohmann::json json() const { return nlohmann::json::parse(body); }
};

using Headers = std::vector<std::pair<std::string, std::string>>;

class HttpClient {
public:
    /// @param window_bytes the system takes no more than about that for it before it is read; 0: what it
    /// likes
    explicit HttpClient(std::uint16_t port, int window_bytes = 0);

    /// With Host, X-Footfall: 1 and the body's length, unless `headers` states them (an empty value: none).
    [[nodiscard]] Reply ask(const std::string& method, const std::string& target,
                            const std::string& body = "", Headers headers = {});
    [[nodiscard]] Reply get(const std::string& target) { return ask("GET", target); }
    [[nodiscard]] Reply post(const std::string& target, const nlohmann::json& body) {
        return ask("POST", target, body.dump(), {{"Content-Type", "application/json"}});
    }

    /// Exactly these bytes.
    void send(std::string_view bytes);
    [[nodiscard]] Reply read_reply(bool to_head = false);
    /// Reads `bytes` at a time and waits in between; how many come before the connection ends, or `most`.
    [[nodiscard]] std::size_t read_slowly(std::size_t bytes, std::chrono::milliseconds wait,
                                          std::size_t most);
    /// Whether the other side ends the connection within that time; what comes until then is thrown away.
    [[nodiscard]] bool is_ended_within(std::chrono::milliseconds time);

    /// Asks for a WebSocket; 101 if it is granted.
    [[nodiscard]] Reply upgrade(const std::string& target, Headers headers = {});
    /// The next text message, pings answered; nothing when the socket is closed or nothing comes in that
    /// time.
    [[nodiscard]] std::optional<std::string> read_message(
        std::chrono::milliseconds time = std::chrono::milliseconds(5000));
    /// As a client must: masked.
    void send_message(std::string_view text);

    [[nodiscard]] std::uint16_t port() const noexcept { return port_; }

private:
    /// Waits until there is something; false when the connection has ended or the time is over.
    [[nodiscard]] bool fill(std::chrono::milliseconds time);
    void send_frame(unsigned char operation, std::string_view text);

    std::uint16_t port_;
    std::unique_ptr<boost::asio::io_context> context_ = std::make_unique<boost::asio::io_context>();
    boost::asio::ip::tcp::socket socket_{*context_};
    std::string come_;  // and not yet read
    bool ended_ = false;
};

}  // namespace footfall::serve
