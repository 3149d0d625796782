// `footfall serve` as a process of its own.
#pragma once

#include <sys/types.h>

#include <csignal>
#include <cstdint>
#include <string>
#include <vector>

namespace footfall::cli {

/// Killed at the latest when this ends.
class ServerProcess {
public:
    /// @param program the path of `footfall`
    /// @param output the file to which its standard output goes
    ServerProcess(const std::string& program, std::vector<std::string> arguments, std::string output);
    ServerProcess(const ServerProcess&) = delete;
    ServerProcess& operator=(const ServerProcess&) = delete;
    ~ServerProcess();

    [[nodiscard]] pid_t id() const noexcept { return child_; }
    /// Where it says it is; 0 when it says nothing within half a minute.
    [[nodiscard]] std::uint16_t port() const;
    /// Where it takes datagrams, the same.
    [[nodiscard]] std::uint16_t udp_port() const;
    /// Its exit code; -1 when a signal ended it.
    [[nodiscard]] int end(int signal);

private:
    [[nodiscard]] std::uint16_t port_after(const std::string& words) const;

    std::string output_;
    pid_t child_ = 0;
};

}  // namespace footfall::cli
