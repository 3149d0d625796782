// Live source: lines of JSON or CSV over TCP connections.
#include "serve/tcp_source.h"

#include <fmt/format.h>

#include <array>
#include <utility>

#include <boost/asio/buffer.hpp>
#include <boost/asio/ip/address.hpp>

#include "serve/host_clock.h"

namespace footfall::serve {

namespace asio = boost::asio;
using asio::ip::tcp;

namespace {

/// When the system has no descriptor left, it may have one again after so long.
constexpr std::chrono::milliseconds kPause{100};

}  // namespace

/// Its handlers keep it alive; after close() they touch the source no more.
class TcpSource::Connection : public std::enable_shared_from_this<Connection> {
public:
    Connection(TcpSource& source, tcp::socket socket)
        : source_(&source),
          socket_(std::move(socket)),
          silence_(socket_.get_executor()),
          decoder_(source.defaults_) {}

    void read() {
        silence_.expires_after(source_->limits_.silence);
        silence_.async_wait([self = shared_from_this()](const boost::system::error_code& error) {
            if (!error && self->source_ != nullptr) {
                self->end(true);
            }
        });
        socket_.async_read_some(asio::buffer(piece_),
                                [self = shared_from_this()](const boost::system::error_code& error,
                                                            std::size_t size) { self->take(error, size); });
    }

    void close() {
        source_ = nullptr;
        boost::system::error_code ignored;
        silence_.cancel(ignored);
        socket_.close(ignored);
    }

private:
    void take(const boost::system::error_code& error, std::size_t size) {
        if (source_ == nullptr) {
            return;
        }
        const auto while_open = [this](const SensorReading& reading) {
            if (source_ != nullptr) {
                source_->deliver_(reading);
            }
        };
        if (error) {
            // What is cut off in another way than by its sender may be half a number.
            if (error == asio::error::eof) {
                decoder_.finish(host_now(), while_open, source_->status_);
            }
            if (source_ != nullptr) {
                end(false);
            }
            return;
        }
        decoder_.feed({piece_.data(), size}, host_now(), while_open, source_->status_);
        if (source_ == nullptr) {
            return;  // whom it was delivered to has stopped the source
        }
        if (decoder_.malformed_in_a_row() >= source_->limits_.malformed_in_a_row) {
            end(true);
            return;
        }
        read();
    }

    void end(bool dropped) {
        TcpSource* source = source_;
        close();
        source->closed(shared_from_this(), dropped);
    }

    TcpSource* source_;
    tcp::socket socket_;
    asio::steady_timer silence_;
    TextDecoder decoder_;
    std::array<char, kPiece> piece_{};
};

TcpSource::TcpSource(asio::io_context& loop, std::string address, std::uint16_t port, TextDefaults defaults,
                     Limits limits)
    : acceptor_(loop),
      pause_(loop),
      address_(std::move(address)),
      port_(port),
      defaults_(std::move(defaults)),
      limits_(limits) {}

TcpSource::~TcpSource() { TcpSource::stop(); }

std::string TcpSource::name() const {
    return fmt::format("tcp {}:{}", address_, bound_port_ != 0 ? bound_port_ : port_);
}

void TcpSource::start(Deliver deliver) {
    stop();
    deliver_ = std::move(deliver);
    boost::system::error_code error;
    const asio::ip::address address = asio::ip::make_address(address_, error);
    const tcp::endpoint endpoint(address, port_);
    if (!error) {
        acceptor_.open(endpoint.protocol(), error);
    }
    if (!error) {
        boost::system::error_code ignored;
        acceptor_.set_option(tcp::acceptor::reuse_address(true), ignored);
        acceptor_.bind(endpoint, error);
    }
    if (!error) {
        acceptor_.listen(tcp::acceptor::max_listen_connections, error);
    }
    if (!error) {
        bound_port_ = acceptor_.local_endpoint(error).port();
    }
    if (error) {
        stop();
        status_.state = SourceState::failed;
        status_.problem = error.message();
        return;
    }
    status_.problem.clear();
    status_.state = SourceState::waiting;
    alive_ = std::make_shared<int>();
    accept();
}

void TcpSource::stop() {
    alive_.reset();
    boost::system::error_code ignored;
    acceptor_.close(ignored);
    pause_.cancel(ignored);
    for (const auto& connection : std::exchange(connections_, {})) {
        connection->close();
    }
    status_.connections = 0;
    bound_port_ = 0;
    status_.state = SourceState::stopped;
}

void TcpSource::accept() {
    acceptor_.async_accept([this, alive = std::weak_ptr<int>(alive_)](const boost::system::error_code& error,
                                                                      tcp::socket socket) {
        if (alive.expired()) {
            return;
        }
        if (error) {
            pause_accepting();
            return;
        }
        if (connections_.size() >= limits_.connections) {
            ++status_.refused;  // and closed, as the socket goes
        } else {
            const auto connection = std::make_shared<Connection>(*this, std::move(socket));
            connections_.insert(connection);
            status_.connections = connections_.size();
            status_.state = SourceState::connected;
            connection->read();
        }
        accept();
    });
}

void TcpSource::pause_accepting() {
    pause_.expires_after(kPause);
    pause_.async_wait([this, alive = std::weak_ptr<int>(alive_)](const boost::system::error_code& error) {
        if (!error && !alive.expired()) {
            accept();
        }
    });
}

void TcpSource::closed(const std::shared_ptr<Connection>& connection, bool dropped) {
    connections_.erase(connection);
    status_.connections = connections_.size();
    status_.dropped += dropped ? 1U : 0U;
    if (connections_.empty()) {
        status_.state = SourceState::gone;
    }
}

}  // namespace footfall::serve
