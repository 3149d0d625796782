// Live source: UDP datagrams as udp_packet.h writes them out.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/udp.hpp>

#include "serve/source.h"
#include "serve/udp_packet.h"

namespace footfall::serve {

class UdpSource final : public Source {
public:
    /// Datagrams that are read before others have their turn.
    static constexpr int kAtOnce = 64;

    /// @param address to listen on, numeric: "127.0.0.1" for this machine alone
    /// @param port 0: any; see port()
    UdpSource(boost::asio::io_context& loop, std::string address, std::uint16_t port);

    [[nodiscard]] std::string name() const override;
    void start(Deliver deliver) override;
    void stop() override;
    [[nodiscard]] const SourceStatus& status() const override { return status_; }

    /// Listened on; 0 while it isn't.
    [[nodiscard]] std::uint16_t port() const noexcept { return bound_port_; }

private:
    void wait();
    void fail(const boost::system::error_code& error);
    void read_waiting(const std::weak_ptr<int>& alive);
    void take(std::size_t size, Nanoseconds arrival, const std::weak_ptr<int>& alive);

    boost::asio::ip::udp::socket socket_;
    std::string address_;
    std::uint16_t port_;
    std::uint16_t bound_port_ = 0;
    Deliver deliver_;
    SourceStatus status_;
    /// One byte more than the largest, so that a larger one shows.
    std::array<std::byte, UdpPacket::kMostBytes + 1> bytes_{};
    UdpPacket packet_;
    SensorReading reading_;
    std::shared_ptr<int> alive_;  // handlers outlive what they belong to; a new one with each start
};

}  // namespace footfall::serve
