// The event loop of all sources and the engine.
#include "serve/source_loop.h"

#include <algorithm>
#include <chrono>
#include <utility>

#include "footfall/recording/error.h"
#include "serve/host_clock.h"

namespace footfall::serve {
namespace {

constexpr std::chrono::milliseconds kTick{5};

}  // namespace

SourceLoop::SourceLoop(LiveEngine& engine) : engine_(&engine), tick_(context_) {}

SourceLoop::~SourceLoop() { stop(); }

Source& SourceLoop::add(std::unique_ptr<Source> source) {
    if (sources_.size() >= kMostSources) {
        throw Error(source->name(), "", "at most 64 sources", "one more");
    }
    sources_.push_back(std::make_unique<Added>());
    Added& added = *sources_.back();
    added.source = std::move(source);
    added.source->start([this, &added](const SensorReading& reading) {
        added.refused += engine_->take(reading, added.source.get()) ? 0U : 1U;
    });
    return *added.source;
}

bool SourceLoop::remove(const Source& source) {
    const auto found = std::find_if(sources_.begin(), sources_.end(),
                                    [&](const auto& held) { return held->source.get() == &source; });
    if (found == sources_.end()) {
        return false;
    }
    (*found)->source->stop();
    sources_.erase(found);
    return true;
}

std::uint64_t SourceLoop::refused(const Source& source) const noexcept {
    for (const auto& added : sources_) {
        if (added->source.get() == &source) {
            return added->refused;
        }
    }
    return 0;
}

void SourceLoop::start() {
    context_.restart();
    tick();
    thread_ = std::thread([this] { context_.run(); });
}

void SourceLoop::stop() {
    context_.stop();
    if (thread_.joinable()) {
        thread_.join();
    }
    for (const auto& added : sources_) {
        added->source->stop();
    }
}

void SourceLoop::tick() {
    tick_.expires_after(kTick);
    tick_.async_wait([this](const boost::system::error_code& error) {
        if (!error) {
            engine_->advance(host_now());
            tick();
        }
    });
}

}  // namespace footfall::serve
