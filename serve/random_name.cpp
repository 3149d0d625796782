// Random bits of the system.
#include "serve/random_name.h"

#include <fmt/format.h>
#include <sys/random.h>

#include <array>

#include "footfall/recording/error.h"

namespace footfall::serve {

std::string random_name() {
    std::array<unsigned char, 16> bytes{};
    if (getrandom(bytes.data(), bytes.size(), 0) != static_cast<ssize_t>(bytes.size())) {
        throw Error("random numbers", "", "16 of them", "none");
    }
    return fmt::format("{:02x}", fmt::join(bytes, ""));
}

}  // namespace footfall::serve
