// Random numbers that are the same on every platform for a seed; std's distributions promise no such thing.
#pragma once

#include <array>
#include <bit>
#include <cmath>
#include <cstdint>

namespace footfall {

/// xoshiro256** (Blackman and Vigna 2021, doi 10.1145/3460772), its state filled by SplitMix64.
/// Integers and uniforms are the same bit for bit everywhere; normals as far as std::log is.
class Random {
public:
    explicit Random(std::uint64_t seed) noexcept : seed_(seed) {
        std::uint64_t state = seed;
        for (std::uint64_t& word : words_) {
            state += kGolden;
            word = mixed(state);
        }
    }

    [[nodiscard]] std::uint64_t next() noexcept {
        const std::uint64_t result = std::rotl(words_[1] * 5U, 7) * 9U;
        const std::uint64_t shifted = words_[1] << 17U;
        words_[2] ^= words_[0];
        words_[3] ^= words_[1];
        words_[1] ^= words_[2];
        words_[0] ^= words_[3];
        words_[2] ^= shifted;
        words_[3] = std::rotl(words_[3], 45);
        return result;
    }

    /// In [0, 1), all 53 bits of it random.
    [[nodiscard]] double uniform() noexcept { return static_cast<double>(next() >> 11U) * 0x1.0p-53; }

    /// In [low, high).
    [[nodiscard]] double uniform(double low, double high) noexcept { return low + (high - low) * uniform(); }

    /// Mean 0, standard deviation 1: Marsaglia's polar method, two numbers a turn.
    [[nodiscard]] double normal() noexcept {
        if (has_spare_) {
            has_spare_ = false;
            return spare_;
        }
        double x = 0.0;
        double y = 0.0;
        double square = 0.0;
        do {
            x = uniform(-1.0, 1.0);
            y = uniform(-1.0, 1.0);
            square = x * x + y * y;
        } while (square >= 1.0 || square == 0.0);
        const double scale = std::sqrt(-2.0 * std::log(square) / square);
        spare_ = y * scale;
        has_spare_ = true;
        return x * scale;
    }

    /// Uniform over 0 .. bound-1, without bias; 0 when bound is 0.
    [[nodiscard]] std::uint64_t below(std::uint64_t bound) noexcept {
        if (bound == 0) {
            return 0;
        }
        const std::uint64_t uneven = (0 - bound) % bound;  // 2^64 mod bound: as many draws must be refused
        std::uint64_t draw = next();
        while (draw < uneven) {
            draw = next();
        }
        return draw % bound;
    }

    /// An independent generator for a part of the work. Depends on the seed and `stream` alone, not on how
    /// many numbers were drawn, so that parts may be done in any order.
    [[nodiscard]] Random fork(std::uint64_t stream) const noexcept {
        return Random(mixed(mixed(seed_ + kGolden) ^ (stream * kGolden + 1U)));
    }

private:
    static constexpr std::uint64_t kGolden = 0x9E3779B97F4A7C15U;

    /// SplitMix64's finaliser (Steele, Lea and Flood 2014, doi 10.1145/2660193.2660195).
    [[nodiscard]] static constexpr std::uint64_t mixed(std::uint64_t z) noexcept {
        z = (z ^ (z >> 30U)) * 0xBF58476D1CE4E5B9U;
        z = (z ^ (z >> 27U)) * 0x94D049BB133111EBU;
        return z ^ (z >> 31U);
    }

    std::uint64_t seed_;
    std::array<std::uint64_t, 4> words_{};
    double spare_ = 0.0;
    bool has_spare_ = false;
};

}  // namespace footfall
