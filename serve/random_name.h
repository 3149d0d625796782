// Names that nobody can guess.
#pragma once

#include <string>

namespace footfall::serve {

/// 128 random bits as 32 hexadecimal digits. Throws footfall::Error when the system has none.
[[nodiscard]] std::string random_name();

}  // namespace footfall::serve
