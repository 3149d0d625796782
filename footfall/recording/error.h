// The one exception of the host rooms: which file, where in it, what was expected, what was found.
#pragma once

#include <stdexcept>
#include <string>

namespace footfall {

/// `what()` is one line, ready to be shown: "FILE:PLACE: expected E, found F" with the empty parts left out.
class Error : public std::runtime_error {
public:
    explicit Error(const std::string& message) : std::runtime_error(message) {}

    /// @param place a line ("line 12"), a key ("[train].epochs") or empty
    Error(const std::string& file, const std::string& place, const std::string& expected,
          const std::string& found)
        : std::runtime_error(file + (place.empty() ? "" : ": " + place) + ": expected " + expected +
                             (found.empty() ? "" : ", found " + found)) {}
};

}  // namespace footfall
