// Live source: a recording replayed at its own pace or faster, so that everything can be tried without
// sensors.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include <boost/asio/io_context.hpp>
#include <boost/asio/steady_timer.hpp>

#include "footfall/recording/recording.h"
#include "serve/source.h"

namespace footfall::serve {

class ReplaySource final : public Source {
public:
    static constexpr double kFastest = 100.0;
    /// Readings that are delivered before others have their turn.
    static constexpr int kAtOnce = 256;

    /// @param recording as any of io's data sets loads it; its samples carry their own times
    /// @param person the code to replay it as
    /// @param speed from 0.1 to kFastest; 1 is its own pace. Throws footfall::Error for any other, for a rate
    /// that no live source has, and for a code that is none.
    ReplaySource(boost::asio::io_context& loop, const Recording& recording, std::string person, double speed);
    ReplaySource(const ReplaySource&) = delete;
    ReplaySource& operator=(const ReplaySource&) = delete;
    ~ReplaySource() override;

    [[nodiscard]] std::string name() const override { return name_; }
    /// From its beginning.
    void start(Deliver deliver) override;
    void stop() override;
    [[nodiscard]] const SourceStatus& status() const override { return status_; }

private:
    struct Play {
        Foot foot = Foot::left;
        StreamKind kind;
        std::vector<ImuSample> samples;
        std::size_t next = 0;
    };

    [[nodiscard]] Play* earliest();
    void play_due();

    std::string name_;
    double speed_;
    std::vector<Play> feet_;
    boost::asio::steady_timer timer_;
    Nanoseconds started_ = 0;
    Deliver deliver_;
    SourceStatus status_;
    SensorReading reading_;
    std::shared_ptr<int> alive_;  // handlers outlive what they belong to
};

}  // namespace footfall::serve
