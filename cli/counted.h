// "1 person", "2 people".
#pragma once

#include <fmt/format.h>

#include <cstddef>
#include <string>

namespace footfall::cli {

[[nodiscard]] inline std::string counted(std::size_t count, const char* one, const char* many) {
    return fmt::format("{} {}", count, count == 1 ? one : many);
}

}  // namespace footfall::cli
