// Live source: a recording replayed.
#include "serve/replay_source.h"

#include <fmt/format.h>

#include <chrono>
#include <cmath>
#include <utility>

#include "footfall/recording/error.h"
#include "io/number.h"
#include "serve/host_clock.h"

namespace footfall::serve {

namespace asio = boost::asio;

namespace {

constexpr double kSlowest = 0.1;

}  // namespace

ReplaySource::ReplaySource(asio::io_context& loop, const Recording& recording, std::string person,
                           double speed)
    : name_(fmt::format("replay of {} {} as {}", recording.data_set, recording.id, person)),
      speed_(speed),
      timer_(loop) {
    if (!(speed >= kSlowest && speed <= kFastest)) {
        throw Error(name_, "speed", "0.1 to 100", io::text_of(speed));
    }
    if (!is_person_code(person)) {
        throw Error(name_, "person", "a code of 1 to 32 letters, digits, '-', '_' and '.'",
                    io::in_quotes(person));
    }
    for (const FootTrack& track : recording.feet) {
        if (!(track.rate_hz >= kLowestLiveRateHz && track.rate_hz <= kHighestLiveRateHz)) {
            throw Error(name_, "rate", "10 to 1000 Hz", io::text_of(track.rate_hz));
        }
        feet_.push_back({track.foot, {track.rate_hz, track.gravity, 0, true, speed}, track.samples, 0});
    }
    reading_.stream.person = std::move(person);
}

ReplaySource::~ReplaySource() { ReplaySource::stop(); }

void ReplaySource::start(Deliver deliver) {
    stop();
    deliver_ = std::move(deliver);
    for (Play& foot : feet_) {
        foot.next = 0;
    }
    started_ = host_now();
    status_.state = SourceState::connected;
    status_.connections = 1;
    alive_ = std::make_shared<int>();
    play_due();
}

void ReplaySource::stop() {
    alive_.reset();
    boost::system::error_code ignored;
    timer_.cancel(ignored);
    status_.connections = 0;
    status_.state = SourceState::stopped;
}

ReplaySource::Play* ReplaySource::earliest() {
    Play* first = nullptr;
    for (Play& foot : feet_) {
        if (foot.next < foot.samples.size() &&
            (first == nullptr || foot.samples[foot.next].time < first->samples[first->next].time)) {
            first = &foot;
        }
    }
    return first;
}

void ReplaySource::play_due() {
    const std::weak_ptr<int> alive = alive_;
    std::chrono::nanoseconds wait{0};
    for (int i = 0; i < kAtOnce; ++i) {
        Play* foot = earliest();
        if (foot == nullptr) {
            stop();
            status_.state = SourceState::gone;
            return;
        }
        const ImuSample& sample = foot->samples[foot->next];
        const Nanoseconds due = started_ + std::llround(static_cast<double>(sample.time) / speed_);
        const Nanoseconds now = host_now();
        if (due > now) {
            wait = std::chrono::nanoseconds(due - now);
            break;
        }
        ++foot->next;
        reading_.stream.foot = foot->foot;
        reading_.kind = foot->kind;
        reading_.device_time = sample.time;
        reading_.arrival = now;
        reading_.imu = sample.imu;
        ++status_.readings;
        deliver_(reading_);
        if (alive.expired()) {
            return;  // whom it was delivered to has stopped it
        }
    }
    timer_.expires_after(wait);
    timer_.async_wait([this, alive](const boost::system::error_code& error) {
        if (!error && !alive.expired()) {
            play_due();
        }
    });
}

}  // namespace footfall::serve
