// Live sources that are one file descriptor each: standard input and serial ports, with lines of JSON or CSV.
#pragma once

#include <array>
#include <functional>
#include <memory>
#include <string>

#include <boost/asio/io_context.hpp>
#include <boost/asio/posix/stream_descriptor.hpp>
#include <boost/asio/steady_timer.hpp>

#include "serve/source.h"
#include "serve/text_reading.h"

namespace footfall::serve {

class DescriptorSource final : public Source {
public:
    static constexpr std::size_t kPiece = 4096;

    /// A descriptor of the source's own, or -1 and a problem.
    struct Opened {
        int descriptor = -1;
        std::string problem;
    };
    using Open = std::function<Opened()>;

    enum class AtEnd : unsigned char { stay_gone, open_again };

    DescriptorSource(boost::asio::io_context& loop, std::string name, Open open, AtEnd at_end,
                     TextDefaults defaults);
    DescriptorSource(const DescriptorSource&) = delete;
    DescriptorSource& operator=(const DescriptorSource&) = delete;
    ~DescriptorSource() override;

    [[nodiscard]] std::string name() const override { return name_; }
    void start(Deliver deliver) override;
    void stop() override;
    [[nodiscard]] const SourceStatus& status() const override { return status_; }

private:
    void open();
    void read();
    void close();
    void ended();
    void open_later();

    std::string name_;
    Open open_;
    AtEnd at_end_;
    TextDefaults defaults_;
    boost::asio::posix::stream_descriptor descriptor_;
    boost::asio::steady_timer again_;
    std::unique_ptr<TextDecoder> decoder_;
    Deliver deliver_;
    SourceStatus status_;
    std::array<char, kPiece> piece_{};
    std::shared_ptr<int> alive_;  // handlers outlive what they belong to; a new one with each opening
};

/// Standard input: a pipe or a terminal. A file is refused, as it has no pace: replay it. Gone at its end.
[[nodiscard]] std::unique_ptr<DescriptorSource> standard_input(boost::asio::io_context& loop,
                                                               TextDefaults defaults);

/// A serial port, raw, 8 data bits, no parity, one stop bit, no flow control. Pulled out, it is gone, and
/// opened again when it is back: tried once a second.
/// @param baud one of the usual rates from 9600 to 4000000
[[nodiscard]] std::unique_ptr<DescriptorSource> serial_port(boost::asio::io_context& loop, std::string path,
                                                            int baud, TextDefaults defaults);

}  // namespace footfall::serve
