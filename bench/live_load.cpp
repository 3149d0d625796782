// Load on the live engine: many people's feet as datagrams over the loopback address, and how long each
// answer takes from the datagram's arrival, with everything but the sender on one core. With --store every
// session is kept and watched, as the server does. Exit code 1 when less than 99 % take at most 20 ms.
//
//   footfall_bench_live_load [--people N] [--seconds S] [--lost SHARE] [--patience MS] [--model FILE]
//                            [--store FILE]
#include <fmt/format.h>
#include <sched.h>
#include <sys/resource.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <exception>
#include <filesystem>
#include <future>
#include <memory>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/udp.hpp>

#include "bench/kept_sessions.h"
#include "footfall/core/random.h"
#include "io/model_file.h"
#include "serve/host_clock.h"
#include "serve/live_engine.h"
#include "serve/source_loop.h"
#include "serve/udp_packet.h"
#include "serve/udp_source.h"
#include "simulate/walk_stream.h"

namespace footfall::serve {
namespace {

using boost::asio::ip::udp;

constexpr double kRateHz = 100.0;
constexpr Nanoseconds kPeriod = 10'000'000;
constexpr float kAccelerationStep = 16.0F * 9.80665F / 32768.0F;
constexpr float kAngularRateStep = 2000.0F * 3.14159265F / 180.0F / 32768.0F;
/// Learning the mounting and the first strides are over by then: what follows is measured.
constexpr double kWarmUp_s = 12.0;
/// What an answer may take, and the share that must be within it.
constexpr float kSoon_us = 20'000.0F;
constexpr double kShareSoon = 0.99;

struct Options {
    int people = 64;
    double seconds = 60.0;
    double lost_share = 0.0;
    double patience_ms = 1e-6 * static_cast<double>(kDefaultPatience);
    std::string model;
    std::string store;
};

/// When each sample was handed to the network: by the sender, for the engine's thread.
class SendTimes {
public:
    SendTimes(std::size_t streams, std::size_t samples) : samples_(samples), times_(streams * samples) {}

    void sent(std::size_t stream, std::size_t sample) {
        times_[stream * samples_ + sample].store(host_now(), std::memory_order_release);
    }
    [[nodiscard]] Nanoseconds when(std::size_t stream, std::size_t sample) const {
        return times_[stream * samples_ + sample].load(std::memory_order_acquire);
    }
    [[nodiscard]] std::size_t samples() const noexcept { return samples_; }

private:
    std::size_t samples_;
    std::vector<std::atomic<Nanoseconds>> times_;
};

/// Counts how long answers took; on the engine's thread.
class Meter final : public LiveSink {
public:
    /// @param kept may be nullptr
    Meter(const SendTimes& times, int look_ahead, KeptSessions* kept)
        : times_(&times), look_ahead_(look_ahead), kept_(kept) {}

    void sample(const std::string& person, const LiveSample& sample) override {
        if (kept_ != nullptr) {
            kept_->of(number_of(person)).sample(sample, std::nullopt);
        }
        if (!measuring.load(std::memory_order_relaxed)) {
            return;
        }
        const std::size_t number = number_of(person);
        const auto newest = static_cast<std::size_t>(sample.stream_time / kPeriod + look_ahead_);
        const Nanoseconds sent = times_->when(2 * number + static_cast<std::size_t>(sample.foot),
                                              std::min(newest, times_->samples() - 1));
        // A sample that was lost is answered with one that came later: it has no moment of its own.
        if (sent != 0) {
            latencies.push_back(static_cast<float>(host_now() - sent) * 1e-3F);
        }
        walking += sample.walking ? 1U : 0U;
    }
    void event(const std::string& /*person*/, const LiveEvent& /*event*/) override {}
    void stride(const std::string& person, const LiveStride& stride) override {
        if (kept_ != nullptr) {
            kept_->of(number_of(person)).stride(stride);
        }
        strides += measuring.load(std::memory_order_relaxed) ? 1U : 0U;
    }
    void motion(const std::string& person, const LiveStride& stride) override {
        if (kept_ != nullptr) {
            kept_->of(number_of(person)).motion(stride);
        }
    }
    void gait(const std::string& /*person*/, const LiveGait& /*gait*/) override {}
    void health(const std::string& /*person*/, Foot /*foot*/, const FootHealth& /*health*/) override {}

    std::atomic<bool> measuring{false};
    std::vector<float> latencies;  ///< microseconds
    std::size_t walking = 0;
    std::size_t strides = 0;

private:
    static std::size_t number_of(const std::string& person) {
        return static_cast<std::size_t>(std::atoi(person.c_str() + 1) - 1);
    }

    const SendTimes* times_;
    int look_ahead_;
    KeptSessions* kept_;
};

std::int16_t steps_of(float value, float step) {
    return static_cast<std::int16_t>(std::clamp(std::lround(value / step), -32768L, 32767L));
}

/// One person's walk, again and again, as datagrams.
class Walk {
public:
    Walk(int number, double seconds) {
        simulate::Walker walker =
            simulate::draw_walker(number, simulate::AgeGroup::younger, simulate::Mounting::any, 1);
        for (simulate::SensorSpec& sensor : walker.sensor) {
            sensor.lost_share = 0.0;
        }
        simulate::WalkOptions options;
        options.rate_hz = kRateHz;
        options.course.seconds = seconds;
        simulate::WalkStream stream(walker, options, static_cast<std::uint64_t>(number));
        while (const auto sample = stream.next()) {
            std::array<UdpPacket::Steps, 2> both{};
            for (std::size_t foot = 0; foot < both.size(); ++foot) {
                const auto& imu = sample->reading.at(foot)->imu;
                const auto& a = imu.acceleration_mps2;
                const auto& w = imu.angular_rate_radps;
                both[foot] = {steps_of(a.x, kAccelerationStep), steps_of(a.y, kAccelerationStep),
                              steps_of(a.z, kAccelerationStep), steps_of(w.x, kAngularRateStep),
                              steps_of(w.y, kAngularRateStep),  steps_of(w.z, kAngularRateStep)};
            }
            samples_.push_back(both);
        }
    }

    [[nodiscard]] const UdpPacket::Steps& at(std::uint32_t sample, std::size_t foot) const {
        return samples_[sample % samples_.size()][foot];
    }

private:
    std::vector<std::array<UdpPacket::Steps, 2>> samples_;
};

double cpu_s(int who) {
    rusage usage{};
    getrusage(who, &usage);
    const auto seconds = [](const timeval& t) {
        return static_cast<double>(t.tv_sec) + 1e-6 * static_cast<double>(t.tv_usec);
    };
    return seconds(usage.ru_utime) + seconds(usage.ru_stime);
}

void pin(std::size_t core) {
    cpu_set_t set;
    CPU_ZERO(&set);
    CPU_SET(core, &set);
    sched_setaffinity(0, sizeof(set), &set);  // where it isn't allowed, the scheduler chooses
}

/// Runs `work` on the loop's thread and waits for what it returns.
template <class Work>
auto ask(SourceLoop& loop, Work work) {
    std::promise<decltype(work())> answer;
    auto future = answer.get_future();
    loop.post([&] { answer.set_value(work()); });
    return future.get();
}

/// What the engine has done so far.
struct Tally {
    double cpu_s = 0.0;
    std::uint64_t received = 0;
    std::uint64_t lost = 0;
    std::uint64_t late = 0;
};

/// On the loop's thread.
Tally tally_of(const LiveEngine& engine) {
    Tally tally{cpu_s(RUSAGE_THREAD)};
    engine.for_each([&](const LiveSession& session) {
        for (const Foot foot : {Foot::left, Foot::right}) {
            const TimelineCounts counts = session.health(foot).counts;
            tally.received += counts.received;
            tally.lost += counts.lost;
            tally.late += counts.late;
        }
    });
    return tally;
}

/// Sends each sample when it is due: every foot has its own moment within the period. What the engine does
/// from the end of the warm-up on is in `tally`.
/// @returns datagrams that were not sent
std::size_t send_all(const Options& options, std::uint16_t port, SourceLoop& loop, const LiveEngine& engine,
                     SendTimes& times, Meter& meter, Tally& tally) {
    std::vector<Walk> walks;
    for (int person = 0; person < std::min(options.people, 8); ++person) {
        walks.emplace_back(person + 1, options.seconds + kWarmUp_s);
    }
    boost::asio::io_context context;
    udp::socket socket(context, udp::v4());
    const udp::endpoint to(boost::asio::ip::make_address("127.0.0.1"), port);
    Random random(1);
    UdpPacket packet;
    packet.rate_hz = kRateHz;
    packet.acceleration_step_mps2 = kAccelerationStep;
    packet.angular_rate_step_radps = kAngularRateStep;
    packet.count = 1;
    const int streams = 2 * options.people;
    const auto samples = static_cast<std::uint32_t>(times.samples());
    const auto start = std::chrono::steady_clock::now();
    std::size_t unsent = 0;
    Tally before;
    for (std::uint32_t sample = 0; sample < samples; ++sample) {
        if (sample == static_cast<std::uint32_t>(kWarmUp_s * kRateHz)) {
            before = ask(loop, [&] { return tally_of(engine); });
            meter.measuring = true;
        }
        for (int stream = 0; stream < streams; ++stream) {
            const double due_s = (sample + static_cast<double>(stream) / streams) / kRateHz;
            std::this_thread::sleep_until(start + std::chrono::nanoseconds(std::llround(due_s * 1e9)));
            if (random.uniform() < options.lost_share) {
                continue;
            }
            const int person = stream / 2;
            const auto foot = static_cast<std::size_t>(stream % 2);
            packet.stream = {fmt::format("P{}", person + 1), foot == 0 ? Foot::left : Foot::right};
            packet.counter = sample;
            packet.device_time = static_cast<Nanoseconds>(sample) * kPeriod;
            packet.samples[0] = walks[static_cast<std::size_t>(person) % walks.size()].at(sample, foot);
            boost::system::error_code error;
            times.sent(static_cast<std::size_t>(stream), sample);
            socket.send_to(boost::asio::buffer(bytes_of(packet)), to, 0, error);
            unsent += error ? 1U : 0U;
        }
    }
    tally = ask(loop, [&] { return tally_of(engine); });
    tally.cpu_s -= before.cpu_s;
    tally.received -= before.received;
    tally.lost -= before.lost;
    tally.late -= before.late;
    meter.measuring = false;
    return unsent;
}

/// Whether answers are as fast as they should be.
bool run(const Options& options) {
    const io::ModelFile file(options.model);
    SendTimes times(2 * static_cast<std::size_t>(options.people),
                    static_cast<std::size_t>((options.seconds + kWarmUp_s) * kRateHz));
    pin(1);  // the store's thread too
    std::optional<KeptSessions> kept;
    if (!options.store.empty()) {
        kept.emplace(options.store, file.model(), options.people);
    }
    Meter meter(times, file.model().network.look_ahead, kept ? &*kept : nullptr);
    meter.latencies.reserve(static_cast<std::size_t>(options.seconds * kRateHz * 2.2) *
                            static_cast<std::size_t>(options.people));
    LiveOptions live;
    live.patience = std::llround(options.patience_ms * 1e6);
    LiveEngine engine(file.model(), live, meter);
    SourceLoop loop(engine);
    auto source = std::make_unique<UdpSource>(loop.context(), "127.0.0.1", std::uint16_t{0});
    const UdpSource& udp_source = *source;
    loop.add(std::move(source));
    const std::uint16_t port = udp_source.port();
    loop.start();
    if (kept) {
        ask(loop, [&] {
            kept->tick_on(loop.context());
            return 0;
        });
    }
    pin(0);
    Tally tally;
    const std::size_t unsent = send_all(options, port, loop, engine, times, meter, tally);
    loop.stop();
    if (kept) {
        kept->stop();
    }
    std::vector<float>& us = meter.latencies;
    if (us.empty()) {
        std::fputs("no answers\n", stderr);
        return false;
    }
    std::sort(us.begin(), us.end());
    const auto at = [&](double share) {
        return static_cast<double>(us[static_cast<std::size_t>(share * static_cast<double>(us.size() - 1))]);
    };
    const double within = static_cast<double>(std::upper_bound(us.begin(), us.end(), kSoon_us) - us.begin()) /
                          static_cast<double>(us.size());
    std::printf("%d people, %d feet at %.0f Hz, %.0f s, %.1f %% lost on purpose, patience %.0f ms\n",
                options.people, 2 * options.people, kRateHz, options.seconds, 100.0 * options.lost_share,
                options.patience_ms);
    std::printf("answers       %zu (%.0f a second), %zu walking, %zu strides\n", us.size(),
                static_cast<double>(us.size()) / options.seconds, meter.walking, meter.strides);
    std::printf(
        "sent to answer  median %.0f us, p99 %.0f us, p99.9 %.0f us, worst %.0f us; within 20 ms %.4f "
        "%%\n",
        at(0.5), at(0.99), at(0.999), at(1.0), 100.0 * within);
    std::printf("engine's thread    %.1f %% of one core, %.1f us a sample\n",
                100.0 * tally.cpu_s / options.seconds,
                1e6 * tally.cpu_s / (options.seconds * kRateHz * 2.0 * options.people));
    if (kept) {
        std::printf(
            "kept          %.1f MB in the store, %.1f MB told to those who watch; all frames in %.1f ms at "
            "most\n",
            1e-6 * static_cast<double>(kept->bytes_kept()), 1e-6 * static_cast<double>(kept->bytes_told()),
            1e-6 * static_cast<double>(kept->longest_tick()));
    }
    std::printf("datagrams     %llu received, %llu lost, %llu late, %zu not sent, %llu malformed\n",
                static_cast<unsigned long long>(tally.received), static_cast<unsigned long long>(tally.lost),
                static_cast<unsigned long long>(tally.late), unsent,
                static_cast<unsigned long long>(udp_source.status().malformed));
    return within >= kShareSoon;
}

Options options_from(int argc, char** argv) {
    Options options;
    options.model =
        (std::filesystem::path(FOOTFALL_SOURCE_DIR) / "models" / "reference_int8.footfall").string();
    for (int i = 1; i + 1 < argc; i += 2) {
        const std::string key = argv[i];
        const char* value = argv[i + 1];
        if (key == "--people") {
            options.people = std::clamp(std::atoi(value), 1, static_cast<int>(LiveEngine::kMostPeople));
        } else if (key == "--seconds") {
            options.seconds = std::max(1.0, std::atof(value));
        } else if (key == "--lost") {
            options.lost_share = std::atof(value);
        } else if (key == "--patience") {
            options.patience_ms = std::max(0.0, std::atof(value));
        } else if (key == "--model") {
            options.model = value;
        } else if (key == "--store") {
            options.store = value;
        }
    }
    return options;
}

}  // namespace
}  // namespace footfall::serve

int main(int argc, char** argv) {
    try {
        return footfall::serve::run(footfall::serve::options_from(argc, argv)) ? 0 : 1;
    } catch (const std::exception& error) {
        std::fprintf(stderr, "%s\n", error.what());
        return 1;
    }
}
