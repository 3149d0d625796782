// Addresses and warnings.
#include "cli/serve_words.h"

#include <fmt/format.h>
#include <ifaddrs.h>
#include <net/if.h>
#include <netdb.h>

#include <array>
#include <cstdio>
#include <memory>
#include <string_view>

#include "footfall/recording/error.h"
#include "serve/access_policy.h"

namespace footfall::cli {
namespace {

std::string url(const std::string& host, std::uint16_t port) {
    const bool is_v6 = host.find(':') != std::string::npos;
    return fmt::format("http://{}:{}", is_v6 ? "[" + host + "]" : host, port);
}

/// Of this machine's interfaces, those that have nothing but a link of their own left out.
std::vector<std::string> reachable_addresses(bool v6_too) {
    std::vector<std::string> addresses;
    ifaddrs* first = nullptr;
    if (getifaddrs(&first) != 0) {
        return addresses;
    }
    const std::unique_ptr<ifaddrs, decltype(&freeifaddrs)> all(first, &freeifaddrs);
    for (const ifaddrs* at = first; at != nullptr; at = at->ifa_next) {
        const int family = at->ifa_addr == nullptr ? AF_UNSPEC : at->ifa_addr->sa_family;
        if ((at->ifa_flags & IFF_LOOPBACK) != 0 || (family != AF_INET && !(family == AF_INET6 && v6_too))) {
            continue;
        }
        std::array<char, NI_MAXHOST> text{};
        const socklen_t size = family == AF_INET ? sizeof(sockaddr_in) : sizeof(sockaddr_in6);
        if (getnameinfo(at->ifa_addr, size, text.data(), text.size(), nullptr, 0, NI_NUMERICHOST) == 0 &&
            std::string_view(text.data()).find('%') == std::string_view::npos) {
            addresses.emplace_back(text.data());
        }
    }
    return addresses;
}

void warn(const std::string& text) { fmt::print(stderr, "footfall: {}\n", text); }

}  // namespace

std::vector<std::string> addresses_of(const std::string& host, std::uint16_t port) {
    if (host != "0.0.0.0" && host != "::") {
        return {url(host, port)};
    }
    std::vector<std::string> all;
    for (const std::string& address : reachable_addresses(host == "::")) {
        all.push_back(url(address, port));
    }
    return all.empty() ? std::vector<std::string>{url("127.0.0.1", port)} : all;
}

void check_opened(const ServeOptions& options, const std::vector<serve::SourceEntry>& sources) {
    for (const serve::SourceEntry& source : sources) {
        if (source.problem.empty()) {
            continue;
        }
        std::string what = source.kind + " source";
        if (source.kind == "udp" || source.kind == "tcp") {
            what += " on " + options.sensor_host;
        } else if (!source.name.empty()) {
            what += " " + source.name;
        }
        throw Error(what, "", "that it can be opened", source.problem);
    }
}

void say_where(const ServeOptions& options, std::uint16_t port,
               const std::vector<serve::SourceEntry>& sources) {
    const std::vector<std::string> addresses = addresses_of(options.host, port);
    fmt::print("Footfall is at {}/\n", options.origin.empty() ? addresses[0] : options.origin);
    for (std::size_t i = 1; i < addresses.size() && options.origin.empty(); ++i) {
        fmt::print("            and {}/\n", addresses[i]);
    }
    if (!options.origin.empty()) {
        fmt::print("The proxy finds it at {}:{}\n", options.host, port);
    }
    if (!serve::is_loopback(options.host)) {
        warn(
            "the token and what is measured cross the network in clear: put a proxy with TLS before it "
            "(docs/serve.md, \"Others on the network\")");
    }
    if (sources.empty()) {
        fmt::print(
            "Nobody can walk live yet: --demo has simulated walks, --replay plays recordings, --udp-port and "
            "others take sensors\n");
    }
    for (const serve::SourceEntry& source : sources) {
        if (source.port != 0) {
            fmt::print("Sensors: {} {}:{}\n", source.kind, options.sensor_host, source.port);
        }
    }
    if ((options.udp_port || options.tcp_port) && !serve::is_loopback(options.sensor_host)) {
        warn(fmt::format("whoever reaches {} can send data as a sensor: nothing says who they are",
                         options.sensor_host));
    }
}

}  // namespace footfall::cli
