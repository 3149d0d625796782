// HTTP and WebSocket frames by hand, so that a test may get them wrong.
#include "tests/serve/http_client.h"

#include <poll.h>

#include <algorithm>
#include <array>
#include <boost/asio/read.hpp>
#include <boost/asio/write.hpp>
#include <cctype>
#include <thread>

namespace footfall::serve {
namespace {

constexpr std::chrono::milliseconds kPatience{20'000};

std::string lower(std::string text) {
    std::transform(text.begin(), text.end(), text.begin(),
                   [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return text;
}

bool states(const Headers& headers, const std::string& name) {
    return std::any_of(headers.begin(), headers.end(),
                       [&](const auto& header) { return lower(header.first) == lower(name); });
}

}  // namespace

HttpClient::HttpClient(std::uint16_t port, int window_bytes) : port_(port) {
    socket_.open(boost::asio::ip::tcp::v4());
    if (window_bytes > 0) {
        socket_.set_option(boost::asio::socket_base::receive_buffer_size(window_bytes));
    }
    socket_.connect({boost::asio::ip::make_address("127.0.0.1"), port});
}

Reply HttpClient::ask(const std::string& method, const std::string& target, const std::string& body,
                      Headers headers) {
    if (!states(headers, "Host")) {
        headers.emplace_back("Host", "127.0.0.1:" + std::to_string(port_));
    }
    if (!states(headers, "X-Footfall")) {
        headers.emplace_back("X-Footfall", "1");
    }
    if (!states(headers, "Content-Length") && !states(headers, "Transfer-Encoding")) {
        headers.emplace_back("Content-Length", std::to_string(body.size()));
    }
    std::string message = method + " " + target + " HTTP/1.1\r\n";
    for (const auto& [name, value] : headers) {
        if (!value.empty()) {
            message += name;
            message += ": " + value + "\r\n";
        }
    }
    message += "\r\n";
    send(message + body);
    return read_reply(method == "HEAD");
}

void HttpClient::send(std::string_view bytes) {
    boost::system::error_code gone;  // the answer tells
    boost::asio::write(socket_, boost::asio::buffer(bytes.data(), bytes.size()), gone);
}

Reply HttpClient::read_reply(bool to_head) {
    Reply reply;
    std::size_t end = 0;
    while ((end = come_.find("\r\n\r\n")) == std::string::npos) {
        if (!fill(kPatience)) {
            return reply;
        }
    }
    const std::string head = come_.substr(0, end + 2);
    come_.erase(0, end + 4);
    reply.status = std::stoi(head.substr(head.find(' ') + 1, 3));
    for (std::size_t at = head.find("\r\n") + 2; at < head.size();) {
        const std::size_t line_end = head.find("\r\n", at);
        const std::string line = head.substr(at, line_end - at);
        const std::size_t colon = line.find(": ");
        reply.headers[lower(line.substr(0, colon))] = line.substr(colon + 2);
        at = line_end + 2;
    }
    if (reply.status == 100) {
        return read_reply(to_head);
    }
    const std::size_t length = to_head || !reply.headers.contains("content-length")
                                   ? 0
                                   : std::stoul(reply.headers["content-length"]);
    while (come_.size() < length) {
        if (!fill(kPatience)) {
            return reply;
        }
    }
    reply.body = come_.substr(0, length);
    come_.erase(0, length);
    return reply;
}

std::size_t HttpClient::read_slowly(std::size_t bytes, std::chrono::milliseconds wait, std::size_t most) {
    std::vector<char> part(bytes);
    std::size_t all = 0;
    boost::system::error_code ended;
    while (!ended && all < most) {
        all +=
            boost::asio::read(socket_, boost::asio::buffer(part.data(), std::min(bytes, most - all)), ended);
        std::this_thread::sleep_for(wait);
    }
    return all;
}

bool HttpClient::is_ended_within(std::chrono::milliseconds time) {
    const auto until = std::chrono::steady_clock::now() + time;
    while (!ended_ && std::chrono::steady_clock::now() < until) {
        if (fill(std::chrono::milliseconds(20))) {
            come_.clear();
        }
    }
    return ended_;
}

Reply HttpClient::upgrade(const std::string& target, Headers headers) {
    headers.insert(headers.end(), {{"Connection", "Upgrade"},
                                   {"Upgrade", "websocket"},
                                   {"Sec-WebSocket-Version", "13"},
                                   {"Sec-WebSocket-Key", "dGhlIHNhbXBsZSBub25jZQ=="}});
    return ask("GET", target, "", std::move(headers));
}

std::optional<std::string> HttpClient::read_message(std::chrono::milliseconds time) {
    const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(come_[i]); };
    const auto wait_for = [&](std::size_t bytes) {
        while (come_.size() < bytes) {
            if (!fill(time)) {
                return false;
            }
        }
        return true;
    };
    while (true) {
        if (!wait_for(2)) {
            return std::nullopt;
        }
        const unsigned operation = byte(0) & 0x0FU;
        std::size_t length = byte(1) & 0x7FU;
        std::size_t head = 2;
        if (length >= 126) {
            const std::size_t bytes = length == 126 ? 2 : 8;
            if (!wait_for(2 + bytes)) {
                return std::nullopt;
            }
            length = 0;
            for (std::size_t i = 0; i < bytes; ++i) {
                length = length << 8U | byte(2 + i);
            }
            head += bytes;
        }
        if (!wait_for(head + length)) {
            return std::nullopt;
        }
        std::string text = come_.substr(head, length);
        come_.erase(0, head + length);
        if (operation == 1) {
            return text;
        }
        if (operation == 8) {
            return std::nullopt;
        }
        if (operation == 9) {
            send_frame(0x8A, text);  // a pong
        }
    }
}

void HttpClient::send_message(std::string_view text) { send_frame(0x81, text); }

void HttpClient::send_frame(unsigned char operation, std::string_view text) {
    std::string frame = {static_cast<char>(operation), static_cast<char>(0x80U | text.size()), 0, 0, 0, 0};
    frame.append(text);  // masked with zeros
    send(frame);
}

bool HttpClient::fill(std::chrono::milliseconds time) {
    pollfd waiting{socket_.native_handle(), POLLIN, 0};
    if (ended_ || ::poll(&waiting, 1, static_cast<int>(time.count())) <= 0) {
        return false;
    }
    std::array<char, 65536> bytes{};
    boost::system::error_code error;
    const std::size_t count = socket_.read_some(boost::asio::buffer(bytes), error);
    ended_ = static_cast<bool>(error);
    come_.append(bytes.data(), count);
    return !ended_;
}

}  // namespace footfall::serve
