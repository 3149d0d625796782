// Live sources that are one file descriptor each.
#include "serve/descriptor_source.h"

#include <utility>

#include <boost/asio/buffer.hpp>

#include "serve/host_clock.h"

namespace footfall::serve {

namespace asio = boost::asio;

namespace {

constexpr std::chrono::seconds kTryAgain{1};

}  // namespace

DescriptorSource::DescriptorSource(asio::io_context& loop, std::string name, Open open, AtEnd at_end,
                                   TextDefaults defaults)
    : name_(std::move(name)),
      open_(std::move(open)),
      at_end_(at_end),
      defaults_(std::move(defaults)),
      descriptor_(loop),
      again_(loop) {}

DescriptorSource::~DescriptorSource() { DescriptorSource::stop(); }

void DescriptorSource::start(Deliver deliver) {
    stop();
    deliver_ = std::move(deliver);
    open();
}

void DescriptorSource::close() {
    boost::system::error_code ignored;
    if (descriptor_.is_open()) {
        // Whoever shares the terminal expects reads to wait, as they did before.
        descriptor_.native_non_blocking(false, ignored);
        descriptor_.close(ignored);
    }
}

void DescriptorSource::stop() {
    alive_.reset();
    close();
    boost::system::error_code ignored;
    again_.cancel(ignored);
    status_.connections = 0;
    status_.state = SourceState::stopped;
}

void DescriptorSource::open() {
    const Opened opened = open_();
    boost::system::error_code error;
    if (opened.descriptor >= 0) {
        descriptor_.assign(opened.descriptor, error);
    }
    if (opened.descriptor < 0 || error) {
        // Who was there before is gone; who never was, failed.
        if (status_.state != SourceState::gone) {
            status_.state = SourceState::failed;
        }
        status_.problem = error ? error.message() : opened.problem;
        open_later();
        return;
    }
    status_.problem.clear();
    status_.connections = 1;
    status_.state = SourceState::waiting;
    decoder_ = std::make_unique<TextDecoder>(defaults_);
    alive_ = std::make_shared<int>();
    read();
}

void DescriptorSource::read() {
    descriptor_.async_read_some(
        asio::buffer(piece_),
        [this, alive = std::weak_ptr<int>(alive_)](const boost::system::error_code& error, std::size_t size) {
            if (alive.expired()) {
                return;
            }
            const auto while_open = [&](const SensorReading& reading) {
                if (!alive.expired()) {
                    deliver_(reading);
                }
            };
            if (error) {
                // A cable that was pulled may have cut a number in half.
                if (error == asio::error::eof && at_end_ == AtEnd::stay_gone) {
                    decoder_->finish(host_now(), while_open, status_);
                }
                if (!alive.expired()) {
                    ended();
                }
                return;
            }
            status_.state = SourceState::connected;
            decoder_->feed({piece_.data(), size}, host_now(), while_open, status_);
            if (!alive.expired()) {
                read();
            }
        });
}

void DescriptorSource::ended() {
    close();
    status_.connections = 0;
    status_.state = SourceState::gone;
    open_later();
}

void DescriptorSource::open_later() {
    if (at_end_ == AtEnd::stay_gone) {
        return;
    }
    again_.expires_after(kTryAgain);
    alive_ = std::make_shared<int>();
    again_.async_wait([this, alive = std::weak_ptr<int>(alive_)](const boost::system::error_code& error) {
        if (!error && !alive.expired()) {
            open();
        }
    });
}

}  // namespace footfall::serve
