// Live source: UDP datagrams.
#include "serve/udp_source.h"

#include <fmt/format.h>

#include <span>
#include <utility>

#include <boost/asio/buffer.hpp>
#include <boost/asio/ip/address.hpp>
#include <boost/asio/socket_base.hpp>

#include "serve/host_clock.h"

namespace footfall::serve {

namespace asio = boost::asio;
using asio::ip::udp;

namespace {

/// A tenth of a second of 128 people's feet at 100 Hz, should this thread be kept from running; the system
/// may allow less.
constexpr int kReceiveBytes = 1 << 21;

}  // namespace

UdpSource::UdpSource(asio::io_context& loop, std::string address, std::uint16_t port)
    : socket_(loop), address_(std::move(address)), port_(port) {}

std::string UdpSource::name() const {
    return fmt::format("udp {}:{}", address_, bound_port_ != 0 ? bound_port_ : port_);
}

void UdpSource::start(Deliver deliver) {
    stop();
    deliver_ = std::move(deliver);
    boost::system::error_code error;
    const asio::ip::address address = asio::ip::make_address(address_, error);
    const udp::endpoint endpoint(address, port_);
    if (!error) {
        socket_.open(endpoint.protocol(), error);
    }
    if (!error) {
        boost::system::error_code ignored;
        socket_.set_option(asio::socket_base::receive_buffer_size(kReceiveBytes), ignored);
        socket_.bind(endpoint, error);
    }
    if (!error) {
        socket_.non_blocking(true, error);
    }
    if (!error) {
        bound_port_ = socket_.local_endpoint(error).port();
    }
    if (error) {
        fail(error);
        return;
    }
    status_.problem.clear();
    status_.state = SourceState::waiting;
    alive_ = std::make_shared<int>();
    wait();
}

void UdpSource::fail(const boost::system::error_code& error) {
    stop();
    status_.state = SourceState::failed;
    status_.problem = error.message();
}

void UdpSource::stop() {
    alive_.reset();
    boost::system::error_code ignored;
    socket_.close(ignored);
    bound_port_ = 0;
    status_.state = SourceState::stopped;
}

void UdpSource::wait() {
    // What is ready already is handled after the source has stopped, or has gone.
    socket_.async_wait(udp::socket::wait_read,
                       [this, alive = std::weak_ptr<int>(alive_)](const boost::system::error_code& error) {
                           if (alive.expired()) {
                               return;
                           }
                           if (error) {
                               fail(error);
                               return;
                           }
                           read_waiting(alive);
                           if (!alive.expired()) {
                               wait();
                           }
                       });
}

void UdpSource::read_waiting(const std::weak_ptr<int>& alive) {
    for (int i = 0; i < kAtOnce && !alive.expired(); ++i) {
        boost::system::error_code error;
        udp::endpoint sender;
        const std::size_t size = socket_.receive_from(asio::buffer(bytes_), sender, 0, error);
        if (error) {
            return;  // nothing more is there, or what the network said of one datagram
        }
        take(size, host_now(), alive);
    }
}

void UdpSource::take(std::size_t size, Nanoseconds arrival, const std::weak_ptr<int>& alive) {
    const std::string_view wrong = parse_packet(std::span(bytes_).first(size), packet_);
    if (!wrong.empty()) {
        status_.malformed_because(fmt::format("datagram of {} bytes: {}", size, wrong));
        return;
    }
    status_.state = SourceState::connected;
    reading_.arrival = arrival;
    for (std::size_t i = 0; i < packet_.count && !alive.expired(); ++i) {
        packet_.read_sample(i, reading_);
        ++status_.readings;
        deliver_(reading_);
    }
}

}  // namespace footfall::serve
