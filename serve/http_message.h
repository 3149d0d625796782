// What is asked and what is answered, free of the library that carries it.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace footfall::serve {

class UnnamedFile;

/// One request. Everything in it is what a stranger says.
struct Request {
    std::string method;                                        ///< as sent, such as "GET"
    std::string target;                                        ///< as sent, such as "/a/b?c=d"
    std::vector<std::string> segments;                         ///< of its path, decoded; "/" has none
    std::map<std::string, std::string> query;                  ///< decoded; of equal names the last
    std::vector<std::pair<std::string, std::string>> headers;  ///< names in lower case
    std::string body;
    std::string address;      ///< who asks, without the port
    bool web_socket = false;  ///< asks for the upgrade

    /// Of equal names the first. `name` in lower case.
    [[nodiscard]] std::optional<std::string_view> header(std::string_view name) const noexcept {
        for (const auto& [key, value] : headers) {
            if (key == name) {
                return value;
            }
        }
        return std::nullopt;
    }
    [[nodiscard]] std::optional<std::string_view> parameter(const std::string& name) const {
        const auto found = query.find(name);
        return found == query.end() ? std::nullopt : std::optional<std::string_view>(found->second);
    }
    /// Changes something, or would.
    [[nodiscard]] bool writes() const noexcept { return method != "GET" && method != "HEAD"; }
};

/// A WebSocket to one client, as those see it who have something to say. Every function may be called from
/// any thread and returns at once.
class Socket {
public:
    virtual ~Socket() = default;

    /// A text message, sent after those before it. A client that falls too far behind is dropped.
    virtual void send(std::shared_ptr<const std::string> text) = 0;
    /// After what has been sent.
    virtual void close() = 0;
    /// Nothing that is sent arrives any more.
    [[nodiscard]] virtual bool closed() const noexcept = 0;
};

struct Response {
    int status = 200;
    std::string content_type = "application/json";
    std::string body;
    std::shared_ptr<const UnnamedFile> file;                   ///< set: it is the body, however long it is
    std::vector<std::pair<std::string, std::string>> headers;  ///< besides those every answer has
    /// Set: the upgrade is granted, and this is called with the open socket.
    std::function<void(std::shared_ptr<Socket>)> on_open;
};

}  // namespace footfall::serve
