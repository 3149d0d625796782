// Everybody who walks live: readings of any person in, answers out, with bounds on how many there may be.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <string>

#include "serve/live_session.h"

namespace footfall::serve {

/// On one thread, that of the sources. The model and the sink must outlive it.
class LiveEngine {
public:
    static constexpr std::size_t kMostPeople = 128;

    /// Throws footfall::Error when the model can't be run.
    LiveEngine(const Model& model, const LiveOptions& options, LiveSink& sink);

    /// A person is known from the first reading on. When there are kMostPeople, the one who has been gone for
    /// longest, and whom the sink doesn't need, is forgotten for the next; where there is none such, readings
    /// of others are refused and counted.
    /// @param source that it came by; see LiveSession::source()
    /// @returns whether it was taken
    bool take(const SensorReading& reading, const Source* source = nullptr);

    /// To be called as time passes, some hundred times a second.
    void advance(Nanoseconds now);

    /// Forgets a person, the learned mounting too; whether there was one.
    bool forget(const std::string& person);

    [[nodiscard]] const LiveSession* find(const std::string& person) const;
    void for_each(const std::function<void(const LiveSession&)>& visit) const;
    [[nodiscard]] std::size_t people() const noexcept { return people_.size(); }
    /// Readings of people beyond the limit.
    [[nodiscard]] std::uint64_t refused() const noexcept { return refused_; }

private:
    [[nodiscard]] bool make_room(Nanoseconds now);

    FreshEstimators estimators_;
    LiveOptions options_;
    LiveSink* sink_;
    std::map<std::string, LiveSession> people_;
    std::uint64_t refused_ = 0;
};

}  // namespace footfall::serve
