// Sources and engine on a thread of their own: from a datagram to what is said of it.
#include "serve/source_loop.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <array>
#include <atomic>
#include <chrono>
#include <future>
#include <memory>
#include <thread>

#include <boost/asio/buffer.hpp>
#include <boost/asio/ip/udp.hpp>

#include "footfall/recording/error.h"
#include "serve/host_clock.h"
#include "serve/replay_source.h"
#include "serve/udp_source.h"
#include "tests/phase/walks.h"

namespace footfall::serve {
namespace {

using boost::asio::ip::udp;

class Counter final : public LiveSink {
public:
    void sample(const std::string& /*person*/, const LiveSample& /*sample*/) override { ++samples; }
    void event(const std::string& /*person*/, const LiveEvent& /*event*/) override {}
    void stride(const std::string& /*person*/, const LiveStride& /*stride*/) override {}
    void motion(const std::string& /*person*/, const LiveStride& /*stride*/) override {}
    void gait(const std::string& /*person*/, const LiveGait& /*gait*/) override {}
    void health(const std::string& /*person*/, Foot /*foot*/, const FootHealth& health) override {
        if (health.state == FootState::gone) {
            ++gone;
        }
    }

    std::atomic<int> samples{0};
    std::atomic<int> gone{0};
};

bool comes_true(const std::function<bool()>& done) {
    for (int i = 0; i < 1'000 && !done(); ++i) {
        std::this_thread::sleep_for(std::chrono::milliseconds(10));
    }
    return done();
}

TEST(SourceLoop, RunsSourcesAndEngine) {
    const SmallModel small;
    Counter counter;
    LiveOptions options;
    options.gone_after = 300'000'000;
    LiveEngine engine(small.model(), options, counter);
    SourceLoop loop(engine);
    auto made = std::make_unique<UdpSource>(loop.context(), "127.0.0.1", std::uint16_t{0});
    const UdpSource& source = *made;
    loop.add(std::move(made));
    const udp::endpoint to(boost::asio::ip::make_address("127.0.0.1"), source.port());
    loop.start();
    boost::asio::io_context own;
    udp::socket sender(own, udp::v4());
    UdpPacket packet;
    packet.stream = {"P01", Foot::left};
    packet.acceleration_step_mps2 = 0.01F;
    packet.angular_rate_step_radps = 0.01F;
    packet.count = 10;
    for (std::uint32_t i = 0; i < 20; ++i) {
        packet.counter = 10 * i;
        for (std::size_t k = 0; k < packet.count; ++k) {
            packet.samples[k][2] = static_cast<std::int16_t>(980 + (i + k) % 7);
        }
        sender.send_to(boost::asio::buffer(bytes_of(packet)), to);
    }
    // All 200 are given on without more to come: a window of 20 has no answer before it is full.
    EXPECT_TRUE(comes_true([&] { return counter.samples == 181; })) << counter.samples;
    EXPECT_TRUE(comes_true([&] { return counter.gone == 1; }));
    std::promise<std::size_t> people;
    loop.post([&] { people.set_value(engine.people()); });
    EXPECT_EQ(people.get_future().get(), 1U);
    loop.stop();
    EXPECT_EQ(source.status().state, SourceState::stopped);
    EXPECT_EQ(source.status().readings, 200U);
}

TEST(SourceLoop, SaysWhoseReadingsThereWasNoRoomFor) {
    const SmallModel small;
    Counter counter;
    LiveOptions options;
    options.gone_after = 60 * kNanosecondsPerSecond;
    LiveEngine engine(small.model(), options, counter);
    for (std::size_t person = 0; person < LiveEngine::kMostPeople; ++person) {
        SensorReading reading;
        reading.stream.person = fmt::format("P{}", person);
        reading.counter = 0;
        reading.arrival = host_now();
        ASSERT_TRUE(engine.take(reading));
    }
    SourceLoop loop(engine);
    Recording recording;
    FootTrack& track = recording.feet.emplace_back();
    track.rate_hz = 100.0;
    track.samples.resize(3);
    track.samples[1].time = 1'000'000;
    track.samples[2].time = 2'000'000;
    const Source& stranger =
        loop.add(std::make_unique<ReplaySource>(loop.context(), recording, "stranger", 1.0));
    const Source& another = loop.add(std::make_unique<ReplaySource>(loop.context(), Recording(), "P1", 1.0));
    loop.start();
    std::atomic<std::uint64_t> refused{0};
    EXPECT_TRUE(comes_true([&] {
        loop.post([&] { refused = loop.refused(stranger); });
        return refused == 3;
    })) << refused;
    loop.stop();
    EXPECT_EQ(loop.refused(another), 0U);
    EXPECT_EQ(engine.refused(), 3U);
}

TEST(SourceLoop, HasSourcesWithinItsBounds) {
    const SmallModel small;
    Counter counter;
    LiveEngine engine(small.model(), {}, counter);
    SourceLoop loop(engine);
    const auto add = [&]() -> const Source& {
        return loop.add(std::make_unique<ReplaySource>(loop.context(), Recording(), "P01", 1.0));
    };
    const Source& first = add();
    for (std::size_t i = 1; i < SourceLoop::kMostSources; ++i) {
        (void)add();
    }
    EXPECT_THROW((void)add(), Error);
    EXPECT_TRUE(loop.remove(first));
    EXPECT_EQ(loop.sources(), SourceLoop::kMostSources - 1);
    (void)add();
}

}  // namespace
}  // namespace footfall::serve
