// What `footfall serve` says of itself when it begins.
#pragma once

#include <string>
#include <vector>

#include "cli/serve_options.h"
#include "serve/live_desk.h"
#include "serve/source.h"

namespace footfall::cli {

/// Where the page can be opened, without a slash at the end: at `host`, or, when that means all addresses of
/// this machine, at each of these that others reach.
[[nodiscard]] std::vector<std::string> addresses_of(const std::string& host, std::uint16_t port);

/// Throws footfall::Error when one that was asked for can't be opened.
void check_opened(const ServeOptions& options, const std::vector<serve::SourceEntry>& sources);

/// Where the page is and where sensors send to; on standard error what others could overhear or send.
void say_where(const ServeOptions& options, std::uint16_t port,
               const std::vector<serve::SourceEntry>& sources);

}  // namespace footfall::cli
