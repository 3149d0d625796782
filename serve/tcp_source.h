// Live source: lines of JSON or CSV over TCP connections.
#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <set>
#include <string>

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/steady_timer.hpp>

#include "serve/source.h"
#include "serve/text_reading.h"

namespace footfall::serve {

/// Connections take turns, kPiece bytes each, so that a fast one holds up nobody; nothing is ever sent to a
/// peer, so that a slow one can't either.
class TcpSource final : public Source {
public:
    struct Limits {
        std::size_t connections = 256;              ///< beyond it a connection is closed when it comes
        std::chrono::milliseconds silence{60'000};  ///< after it a connection is closed
        std::size_t malformed_in_a_row = 100;       ///< after them too
    };
    static constexpr std::size_t kPiece = 4096;

    /// @param address to listen on, numeric: "127.0.0.1" for this machine alone
    /// @param port 0: any; see port()
    TcpSource(boost::asio::io_context& loop, std::string address, std::uint16_t port, TextDefaults defaults,
              Limits limits);
    TcpSource(boost::asio::io_context& loop, std::string address, std::uint16_t port)
        : TcpSource(loop, std::move(address), port, TextDefaults(), Limits()) {}
    TcpSource(const TcpSource&) = delete;
    TcpSource& operator=(const TcpSource&) = delete;
    ~TcpSource() override;

    [[nodiscard]] std::string name() const override;
    void start(Deliver deliver) override;
    void stop() override;
    [[nodiscard]] const SourceStatus& status() const override { return status_; }

    /// Listened on; 0 while it isn't.
    [[nodiscard]] std::uint16_t port() const noexcept { return bound_port_; }

private:
    class Connection;

    void accept();
    void pause_accepting();
    void closed(const std::shared_ptr<Connection>& connection, bool dropped);

    boost::asio::ip::tcp::acceptor acceptor_;
    boost::asio::steady_timer pause_;
    std::string address_;
    std::uint16_t port_;
    TextDefaults defaults_;
    Limits limits_;
    std::uint16_t bound_port_ = 0;
    Deliver deliver_;
    SourceStatus status_;
    std::set<std::shared_ptr<Connection>> connections_;
    std::shared_ptr<int> alive_;  // handlers outlive what they belong to; a new one with each start
};

}  // namespace footfall::serve
