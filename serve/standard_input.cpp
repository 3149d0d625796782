// Live source: standard input.
#include <cerrno>
#include <cstring>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "serve/descriptor_source.h"

namespace footfall::serve {
namespace {

DescriptorSource::Opened open_standard_input() {
    struct stat what {};
    if (fstat(STDIN_FILENO, &what) != 0) {
        return {-1, std::strerror(errno)};
    }
    if (!S_ISFIFO(what.st_mode) && !S_ISSOCK(what.st_mode) && !isatty(STDIN_FILENO)) {
        return {-1, "expected a pipe or a terminal; a recording in a file is to be replayed"};
    }
    const int own = fcntl(STDIN_FILENO, F_DUPFD_CLOEXEC, 0);
    return own < 0 ? DescriptorSource::Opened{-1, std::strerror(errno)} : DescriptorSource::Opened{own, ""};
}

}  // namespace

std::unique_ptr<DescriptorSource> standard_input(boost::asio::io_context& loop, TextDefaults defaults) {
    return std::make_unique<DescriptorSource>(loop, "standard input", open_standard_input,
                                              DescriptorSource::AtEnd::stay_gone, std::move(defaults));
}

}  // namespace footfall::serve
