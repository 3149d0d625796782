// One live session: its own time, what of it goes to the store, and the messages for those who watch.
#pragma once

#include <array>
#include <deque>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "footfall/core/phase_set.h"
#include "footfall/signal/alignment.h"
#include "serve/live_desk.h"
#include "serve/live_sink.h"

namespace footfall::serve {

/// On the sources' thread. Session time begins when the session does; a foot's goes on its sensor's clock
/// from its first sample on, which is placed by the host's.
class WatchedWalk {
public:
    /// @param started on the host's clock
    WatchedWalk(SessionStore& store, const PhaseSet& phases, SessionId session, Nanoseconds started,
                bool keep_samples);

    void sample(const LiveSample& sample, const std::optional<Alignment>& alignment);
    void stride(const LiveStride& stride);
    /// Of a stride that was told: told and stored anew.
    void motion(const LiveStride& stride);
    void gait(const LiveGait& gait) { gait_ = gait; }
    void health(Foot foot, const FootHealth& health) { feet_[index(foot)].health = health; }
    [[nodiscard]] Mark mark(const std::string& text, Nanoseconds now);

    void watch(std::shared_ptr<Socket> socket) {
        watchers_.push_back(std::move(socket));
        for (FootWalk& foot : feet_) {
            foot.told_data.clear();
        }
    }
    /// What came since the last time, to the store and to those who watch. To be called 30 times a second.
    void tick();
    /// Figures and the data's state. To be called once a second.
    void tell(Nanoseconds now);

    [[nodiscard]] SessionId session() const noexcept { return session_; }
    [[nodiscard]] bool keeps_samples() const noexcept { return keep_samples_; }
    [[nodiscard]] Nanoseconds last_arrival() const noexcept { return last_arrival_; }
    [[nodiscard]] std::vector<std::shared_ptr<Socket>> take_watchers() { return std::move(watchers_); }

private:
    struct FootWalk {
        std::optional<Nanoseconds> offset;  // session time less stream time
        Nanoseconds stream_time = 0;        // of the last sample
        Nanoseconds time = -1;              // the same in the session
        std::optional<LiveSample> latest;
        bool news = false;
        std::string signal;  // rows of the next frame, as JSON
        std::vector<ImuSample> unsaved;
        double confidence_sum = 0.0;  // since the last stride
        int confidences = 0;
        std::deque<StrideOfFoot> unmeasured;  // strides whose motion may come
        std::int64_t gaps = 0;
        FootHealth health;
        Nanoseconds last_arrival = 0;
        std::string told_data;
    };

    static constexpr std::size_t index(Foot foot) noexcept { return foot == Foot::left ? 0 : 1; }
    void say(std::string message);
    void say(const StrideOfFoot& stride);
    void tell_data(Foot foot, Nanoseconds now);
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
    std::vector<std::shared_ptr<Socket>> watchers_;
};

}  // namespace footfall::serve
