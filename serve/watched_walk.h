// One live session: its own time, what of it goes to the store, and the messages for those who watch.
#pragma once

#include <array>
#include <cstdint>
#include <deque>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "footfall/core/phase_set.h"
#include "footfall/signal/alignment.h"
#include "serve/live_desk.h"
#include "serve/live_sink.h"
#include "serve/session_clock.h"

namespace footfall::serve {

/// On the sources' thread. Session time begins when the session does; how a foot's sensor's clock is put on
/// it is SessionClock's.
class WatchedWalk {
public:
    /// @param started on the host's clock
    WatchedWalk(SessionStore& store, const PhaseSet& phases, SessionId session, Nanoseconds started,
                bool keep_samples);

    /// Of a recording that is replayed: session time is the recording's, and streams begin at these times of
    /// it, by foot. To be called before the first sample.
    void follow_recording(const std::array<Nanoseconds, 2>& begins);

    void sample(const LiveSample& sample, const std::optional<Alignment>& alignment);
    void stride(const LiveStride& stride);
    /// Of a stride that was told: told and stored anew.
    void motion(const LiveStride& stride);
    void gait(const LiveGait& gait) { gait_ = gait; }
    void health(Foot foot, const FootHealth& health) { feet_[index(foot)].health = health; }
    [[nodiscard]] Mark mark(const std::string& text, Nanoseconds now);

    /// Tells at once what is told once a second, and whether the store is in trouble.
    void watch(std::shared_ptr<Socket> socket, Nanoseconds now);
    /// What came since the last time, to the store and to those who watch. To be called 30 times a second.
    void tick();
    /// Figures, the data's state, and whether the store can keep what comes. To be called once a second.
    void tell(Nanoseconds now);
    /// Why something could not be kept in the second before tell(); empty when everything could.
    [[nodiscard]] const std::string& problem() const noexcept { return problem_; }
    /// Samples that were not kept, as the store had no room, or were measured in another way than the first.
    [[nodiscard]] std::uint64_t unkept() const noexcept { return unkept_; }

    [[nodiscard]] SessionId session() const noexcept { return session_; }
    [[nodiscard]] bool keeps_samples() const noexcept { return keep_samples_; }
    [[nodiscard]] Nanoseconds last_arrival() const noexcept { return last_arrival_; }
    [[nodiscard]] std::vector<std::shared_ptr<Socket>> take_watchers() { return std::move(watchers_); }

private:
    /// A stride whose motion may come, and when it began on its stream's clock.
    struct Unmeasured {
        Nanoseconds stream_start = 0;
        StrideOfFoot stride;
    };
    struct FootWalk {
        SessionClock clock;
        Nanoseconds time = -1;  // of the last sample
        std::optional<LiveSample> latest;
        std::optional<Gravity> gravity;  // of the samples that are kept
        bool news = false;
        std::string signal;  // rows of the next frame, as JSON
        std::vector<ImuSample> unsaved;
        double confidence_sum = 0.0;  // since the last stride
        int confidences = 0;
        std::deque<Unmeasured> unmeasured;
        std::int64_t gaps = 0;
        FootHealth health;
        std::string told_data;
    };

    static constexpr std::size_t index(Foot foot) noexcept { return foot == Foot::left ? 0 : 1; }
    void keep(FootWalk& foot, const LiveSample& sample);
    template <class Work>
    bool try_to(const Work& work);
    void say(std::string message);
    void say(const StrideOfFoot& stride);
    [[nodiscard]] std::string summary_message() const;
    [[nodiscard]] std::string data_message(Foot foot, Nanoseconds now) const;
    [[nodiscard]] std::string foot_frame(const FootWalk& foot) const;

    SessionStore* store_;
    const PhaseSet* phases_;
    SessionId session_;
    Nanoseconds started_;
    bool keep_samples_;
    std::array<FootWalk, 2> feet_;
    std::array<FootState, 2> told_state_{};
    LiveGait gait_;
    std::int64_t strides_ = 0;
    Nanoseconds last_arrival_ = 0;
    std::string failure_;  // since the last tell()
    std::string problem_;
    bool in_trouble_ = false;  // as was told
    std::uint64_t unkept_ = 0;
    std::vector<std::shared_ptr<Socket>> watchers_;
};

}  // namespace footfall::serve
