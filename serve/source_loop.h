// The event loop of all sources and the engine: one thread, in which nothing waits for anything.
#pragma once

#include <memory>
#include <string>
#include <thread>
#include <vector>

#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>

#include "serve/live_engine.h"
#include "serve/source.h"

namespace footfall::serve {

/// Sources are made with context(), and from start() on everything happens on the loop's thread: what others
/// want of the engine or a source they post(). The engine must outlive it.
class SourceLoop {
public:
    static constexpr std::size_t kMostSources = 64;

    explicit SourceLoop(LiveEngine& engine);
    SourceLoop(const SourceLoop&) = delete;
    SourceLoop& operator=(const SourceLoop&) = delete;
    ~SourceLoop();

    [[nodiscard]] boost::asio::io_context& context() noexcept { return context_; }

    /// Before start(), or on the loop's thread. Starts the source. Throws footfall::Error beyond
    /// kMostSources.
    Source& add(std::unique_ptr<Source> source);
    /// The same, but not from within a delivery (nor, so, from the sink). Stops the source; whether it was
    /// there.
    bool remove(const Source& source);
    [[nodiscard]] std::size_t sources() const noexcept { return sources_.size(); }
    /// Readings of a source that the engine had no room for; 0 of one that isn't there.
    [[nodiscard]] std::uint64_t refused(const Source& source) const noexcept;

    void start();
    /// Waits for the thread. Sources are stopped.
    void stop();

    /// Calls `work` on the loop's thread, soon. It must not block, nor throw.
    template <class Work>
    void post(Work&& work) {
        boost::asio::post(context_, std::forward<Work>(work));
    }

private:
    struct Added {
        std::unique_ptr<Source> source;
        std::uint64_t refused = 0;
    };

    void tick();

    LiveEngine* engine_;
    boost::asio::io_context context_{1};
    boost::asio::steady_timer tick_;
    std::vector<std::unique_ptr<Added>> sources_;
    std::thread thread_;
};

}  // namespace footfall::serve
