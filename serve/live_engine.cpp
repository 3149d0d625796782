// Everybody who walks live.
#include "serve/live_engine.h"

namespace footfall::serve {

LiveEngine::LiveEngine(const Model& model, const LiveOptions& options, LiveSink& sink)
    : estimators_(model), options_(options), sink_(&sink) {}

bool LiveEngine::take(const SensorReading& reading, const Source* source) {
    auto found = people_.find(reading.stream.person);
    if (found == people_.end()) {
        if (people_.size() >= kMostPeople && !make_room(reading.arrival)) {
            ++refused_;
            return false;
        }
        const std::string& person = reading.stream.person;
        found = people_.try_emplace(person, estimators_, person, options_, *sink_).first;
    }
    found->second.take(reading, source);
    return true;
}

bool LiveEngine::make_room(Nanoseconds now) {
    auto longest_gone = people_.end();
    for (auto person = people_.begin(); person != people_.end(); ++person) {
        const Nanoseconds last = person->second.last_arrival();
        if (now - last > options_.gone_after && !sink_->needs(person->first) &&
            (longest_gone == people_.end() || last < longest_gone->second.last_arrival())) {
            longest_gone = person;
        }
    }
    if (longest_gone == people_.end()) {
        return false;
    }
    people_.erase(longest_gone);
    return true;
}

void LiveEngine::advance(Nanoseconds now) {
    for (auto person = people_.begin(); person != people_.end();) {
        person->second.advance(now);
        const bool old = now - person->second.last_arrival() > options_.forget_after;
        person = old ? people_.erase(person) : std::next(person);
    }
}

bool LiveEngine::forget(const std::string& person) { return people_.erase(person) > 0; }

const LiveSession* LiveEngine::find(const std::string& person) const {
    const auto found = people_.find(person);
    return found == people_.end() ? nullptr : &found->second;
}

void LiveEngine::for_each(const std::function<void(const LiveSession&)>& visit) const {
    for (const auto& [code, session] : people_) {
        visit(session);
    }
}

}  // namespace footfall::serve
