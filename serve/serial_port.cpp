// Live source: a serial port.
#include <array>
#include <cerrno>
#include <cstring>
#include <utility>

#include <fcntl.h>
#include <termios.h>
#include <unistd.h>

#include "serve/descriptor_source.h"

namespace footfall::serve {
namespace {

constexpr std::array<std::pair<int, speed_t>, 14> kRates = {{{9600, B9600},
                                                             {19200, B19200},
                                                             {38400, B38400},
                                                             {57600, B57600},
                                                             {115200, B115200},
                                                             {230400, B230400},
                                                             {460800, B460800},
                                                             {500000, B500000},
                                                             {576000, B576000},
                                                             {921600, B921600},
                                                             {1000000, B1000000},
                                                             {2000000, B2000000},
                                                             {3000000, B3000000},
                                                             {4000000, B4000000}}};

bool make_raw(int descriptor, speed_t rate) {
    termios settings{};
    if (tcgetattr(descriptor, &settings) != 0) {
        return false;
    }
    cfmakeraw(&settings);
    settings.c_cflag &= ~static_cast<tcflag_t>(CSTOPB | CRTSCTS);
    settings.c_cflag |= static_cast<tcflag_t>(CREAD | CLOCAL);
    settings.c_cc[VMIN] = 1;
    settings.c_cc[VTIME] = 0;
    return cfsetispeed(&settings, rate) == 0 && cfsetospeed(&settings, rate) == 0 &&
           tcsetattr(descriptor, TCSANOW, &settings) == 0;
}

DescriptorSource::Opened open_serial_port(const std::string& path, int baud) {
    for (const auto& [rate, constant] : kRates) {
        if (rate != baud) {
            continue;
        }
        // Without O_NONBLOCK, opening would wait for a modem's carrier.
        const int descriptor = ::open(path.c_str(), O_RDONLY | O_NOCTTY | O_NONBLOCK | O_CLOEXEC);
        if (descriptor < 0) {
            return {-1, std::strerror(errno)};
        }
        if (!make_raw(descriptor, constant)) {
            const int why = errno;
            ::close(descriptor);
            return {-1, why == ENOTTY ? "no serial port" : std::strerror(why)};
        }
        return {descriptor, ""};
    }
    return {-1, "a rate that is none of the usual from 9600 to 4000000 baud"};
}

}  // namespace

std::unique_ptr<DescriptorSource> serial_port(boost::asio::io_context& loop, std::string path, int baud,
                                              TextDefaults defaults) {
    std::string name = path;
    return std::make_unique<DescriptorSource>(
        loop, std::move(name), [path = std::move(path), baud] { return open_serial_port(path, baud); },
        DescriptorSource::AtEnd::open_again, std::move(defaults));
}

}  // namespace footfall::serve
