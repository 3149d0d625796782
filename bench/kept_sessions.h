// Sessions as the server keeps and shows them, for a load on the engine: every sample and stride into a
// store, and frames for somebody who watches.
#pragma once

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <cstddef>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include <boost/asio/io_context.hpp>
#include <boost/asio/steady_timer.hpp>

#include "serve/host_clock.h"
#include "serve/live_engine.h"
#include "serve/session_store.h"
#include "serve/watched_walk.h"

namespace footfall::serve {

/// On the loop's thread, but for construction. People are P1, P2, ...
class KeptSessions {
public:
    KeptSessions(const std::filesystem::path& file, const Model& model, int people)
        : file_(file), store_(fresh(file)), watcher_(std::make_shared<Watcher>()) {
        for (int person = 1; person <= people; ++person) {
            const PersonId id = store_.add_person({fmt::format("P{}", person), {}, {}});
            NewSession about;
            about.person = id;
            about.started = 1'700'000'000'000 + person;
            about.source = "udp";
            const std::vector<TrackStart> tracks = {{Foot::left, 100.0, Gravity::included},
                                                    {Foot::right, 100.0, Gravity::included}};
            sessions_.push_back(store_.begin(about, tracks));
            walks_.emplace_back(store_, model.phases, sessions_.back(), host_now(), true);
            walks_.back().watch(watcher_, host_now());
        }
    }
    KeptSessions(const KeptSessions&) = delete;
    KeptSessions& operator=(const KeptSessions&) = delete;
    ~KeptSessions() {
        for (const SessionId session : sessions_) {
            store_.end(session, std::nullopt);
        }
    }

    [[nodiscard]] WatchedWalk& of(std::size_t person) { return walks_[person]; }

    /// Thirty times a second from now on.
    void tick_on(boost::asio::io_context& loop) {
        timer_.emplace(loop);
        tick();
    }
    /// Before the loop is destroyed.
    void stop() { timer_.reset(); }
    [[nodiscard]] std::size_t bytes_told() const noexcept { return watcher_->bytes; }
    /// In which nothing else was done on the loop's thread.
    [[nodiscard]] Nanoseconds longest_tick() const noexcept { return longest_tick_; }
    [[nodiscard]] std::uintmax_t bytes_kept() const { return std::filesystem::file_size(file_); }

private:
    struct Watcher final : Socket {
        void send(std::shared_ptr<const std::string> text) override { bytes += text->size(); }
        void close() override {}
        [[nodiscard]] bool closed() const noexcept override { return false; }
        std::size_t bytes = 0;
    };

    static const std::filesystem::path& fresh(const std::filesystem::path& file) {
        for (const char* end : {"", "-wal", "-shm"}) {
            std::filesystem::remove(file.string() + end);
        }
        return file;
    }

    void tick() {
        timer_->expires_after(std::chrono::milliseconds(33));
        timer_->async_wait([this](const boost::system::error_code& cancelled) {
            if (!cancelled) {
                tick();
                const Nanoseconds begun = host_now();
                for (WatchedWalk& walk : walks_) {
                    walk.tick();
                }
                longest_tick_ = std::max(longest_tick_, host_now() - begun);
            }
        });
    }

    std::filesystem::path file_;
    SessionStore store_;
    std::shared_ptr<Watcher> watcher_;
    std::vector<SessionId> sessions_;
    std::vector<WatchedWalk> walks_;
    std::optional<boost::asio::steady_timer> timer_;
    Nanoseconds longest_tick_ = 0;
};

}  // namespace footfall::serve
