// A stretch of a sensor's samples, small and without loss.
#include "serve/raw_samples.h"

#include <zlib.h>

#include <array>
#include <bit>
#include <cstdint>
#include <optional>

#include "footfall/recording/error.h"
#include "serve/sample_grid.h"

namespace footfall::serve {
namespace {

constexpr unsigned char kVersion = 1;
constexpr std::size_t kHeaderBytes = 5;
constexpr std::size_t kTimeBytes = 8;
constexpr std::size_t kStepBytes = 9;  // kind and step
constexpr std::size_t payload_bytes(std::size_t count) noexcept {
    return kTimeBytes * count + kChannels * (kStepBytes + 4 * count);
}
constexpr int kLevel = 6;

template <class Word>
Word folded(Word difference) noexcept {
    constexpr int kSign = 8 * sizeof(Word) - 1;
    const Word sign = static_cast<Word>(-static_cast<Word>(difference >> kSign));
    return static_cast<Word>(difference << 1U) ^ sign;
}

template <class Word>
Word unfolded(Word number) noexcept {
    return static_cast<Word>(number >> 1U) ^ static_cast<Word>(-static_cast<Word>(number & 1U));
}

std::array<float, kChannels> channels_of(const ImuSample& sample) noexcept {
    const auto& a = sample.imu.acceleration_mps2;
    const auto& w = sample.imu.angular_rate_radps;
    return {a.x, a.y, a.z, w.x, w.y, w.z};
}

/// Bytes of numbers, one plane a byte.
template <class Word>
void spread(Word number, unsigned char* first_plane, std::size_t count, std::size_t at) noexcept {
    for (std::size_t byte = 0; byte < sizeof(Word); ++byte) {
        first_plane[byte * count + at] = static_cast<unsigned char>(number >> (8 * byte));
    }
}

template <class Word>
Word gathered(const unsigned char* first_plane, std::size_t count, std::size_t at) noexcept {
    Word number = 0;
    for (std::size_t byte = 0; byte < sizeof(Word); ++byte) {
        number |= static_cast<Word>(static_cast<Word>(first_plane[byte * count + at]) << (8 * byte));
    }
    return number;
}

/// Returns where the next channel's bytes go.
unsigned char* pack_channel(const std::vector<float>& values, unsigned char* at) {
    const std::optional<SampleGrid> grid = grid_of(values);
    const auto step = std::bit_cast<std::uint64_t>(grid ? grid->step : 0.0);
    *at = grid ? 1 : 0;
    spread<std::uint64_t>(step, at + 1, 1, 0);
    at += kStepBytes;
    std::uint32_t last = 0;
    for (std::size_t i = 0; i < values.size(); ++i) {
        const auto number =
            grid ? static_cast<std::uint32_t>(grid->counts[i]) : std::bit_cast<std::uint32_t>(values[i]);
        spread<std::uint32_t>(folded<std::uint32_t>(number - last), at, values.size(), i);
        last = number;
    }
    return at + 4 * values.size();
}

/// One channel's numbers of a payload, a sample after the other.
class ChannelReader {
public:
    ChannelReader(const unsigned char* bytes, std::size_t count)
        : is_grid_(*bytes != 0),
          step_(std::bit_cast<double>(gathered<std::uint64_t>(bytes + 1, 1, 0))),
          planes_(bytes + kStepBytes),
          count_(count) {}
    float next() noexcept {
        number_ += unfolded(gathered<std::uint32_t>(planes_, count_, at_++));
        return is_grid_ ? on_grid(static_cast<std::int32_t>(number_), step_) : std::bit_cast<float>(number_);
    }

private:
    bool is_grid_;
    double step_;
    const unsigned char* planes_;
    std::size_t count_;
    std::size_t at_ = 0;
    std::uint32_t number_ = 0;
};

}  // namespace

std::vector<std::byte> packed(std::span<const ImuSample> samples) {
    const std::size_t count = samples.size();
    std::vector<unsigned char> payload(payload_bytes(count));
    std::uint64_t time = 0;
    std::uint64_t step = 0;
    std::array<std::vector<float>, kChannels> values;
    for (std::size_t i = 0; i < count; ++i) {
        const auto now = static_cast<std::uint64_t>(samples[i].time);
        spread<std::uint64_t>(folded<std::uint64_t>(now - time - step), payload.data(), count, i);
        step = now - time;
        time = now;
        const std::array<float, kChannels> channels = channels_of(samples[i]);
        for (std::size_t channel = 0; channel < kChannels; ++channel) {
            values[channel].push_back(channels[channel]);
        }
    }
    unsigned char* at = payload.data() + kTimeBytes * count;
    for (const std::vector<float>& channel : values) {
        at = pack_channel(channel, at);
    }
    uLongf size = compressBound(payload.size());
    std::vector<std::byte> chunk(kHeaderBytes + size);
    chunk[0] = std::byte{kVersion};
    for (std::size_t byte = 0; byte < 4; ++byte) {
        chunk[1 + byte] = static_cast<std::byte>(count >> (8 * byte));
    }
    const int code = compress2(reinterpret_cast<Bytef*>(chunk.data() + kHeaderBytes), &size, payload.data(),
                               payload.size(), kLevel);
    if (code != Z_OK) {
        throw Error("expected memory to compress samples with, found none");
    }
    chunk.resize(kHeaderBytes + size);
    return chunk;
}

void unpack(std::span<const std::byte> chunk, const std::string& file, const std::string& place,
            std::vector<ImuSample>& samples) {
    const auto damaged = [&](const char* found) {
        return Error(file, place, "a chunk of raw samples", found);
    };
    if (chunk.size() < kHeaderBytes) {
        throw damaged("one that is cut short");
    }
    if (chunk[0] != std::byte{kVersion}) {
        throw damaged("one of another version");
    }
    std::size_t count = 0;
    for (std::size_t byte = 0; byte < 4; ++byte) {
        count |= static_cast<std::size_t>(chunk[1 + byte]) << (8 * byte);
    }
    if (count == 0 || count > kMostChunkSamples) {
        throw damaged("one with an impossible number of samples");
    }
    std::vector<unsigned char> payload(payload_bytes(count));
    uLongf size = payload.size();
    uLong read = chunk.size() - kHeaderBytes;
    const int code = uncompress2(payload.data(), &size,
                                 reinterpret_cast<const Bytef*>(chunk.data() + kHeaderBytes), &read);
    if (code != Z_OK || size != payload.size() || read != chunk.size() - kHeaderBytes) {
        throw damaged("one that is damaged");
    }
    std::vector<ChannelReader> channels;
    for (std::size_t channel = 0; channel < kChannels; ++channel) {
        channels.emplace_back(payload.data() + kTimeBytes * count + channel * (kStepBytes + 4 * count),
                              count);
    }
    std::uint64_t time = 0;
    std::uint64_t step = 0;
    samples.reserve(samples.size() + count);
    for (std::size_t i = 0; i < count; ++i) {
        step += unfolded(gathered<std::uint64_t>(payload.data(), count, i));
        time += step;
        std::array<float, kChannels> values{};
        for (std::size_t channel = 0; channel < kChannels; ++channel) {
            values[channel] = channels[channel].next();
        }
        ImuSample& sample = samples.emplace_back();
        sample.time = static_cast<Nanoseconds>(time);
        sample.imu.acceleration_mps2 = {values[0], values[1], values[2]};
        sample.imu.angular_rate_radps = {values[3], values[4], values[5]};
    }
}

}  // namespace footfall::serve
