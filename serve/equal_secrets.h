// Comparing what somebody states with a secret.
#pragma once

#include <string_view>

namespace footfall::serve {

/// In a time that tells nothing of where they differ.
[[nodiscard]] inline bool equal_secrets(std::string_view stated, std::string_view secret) noexcept {
    unsigned difference = stated.size() == secret.size() ? 0U : 1U;
    for (std::size_t i = 0; i < stated.size(); ++i) {
        const char other = secret.empty() ? '\0' : secret[i % secret.size()];
        difference |= static_cast<unsigned char>(stated[i]) ^ static_cast<unsigned char>(other);
    }
    return difference == 0U;
}

}  // namespace footfall::serve
