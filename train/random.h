// Random numbers that are the same with every standard library: all chance in training comes from here.
#pragma once

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <random>
#include <span>
#include <utility>

namespace footfall::train {

/// std::mt19937_64 is fixed by the standard; the standard's distributions are not, so they are written out.
class Random {
public:
    explicit Random(std::uint64_t seed) : engine_(seed) {}

    [[nodiscard]] std::uint64_t bits() { return engine_(); }

    /// In [0, 1), a multiple of 2^-53.
    [[nodiscard]] double uniform() { return static_cast<double>(engine_() >> 11U) * 0x1.0p-53; }

    /// In [low, high).
    [[nodiscard]] double uniform(double low, double high) { return low + (high - low) * uniform(); }

    /// Mean 0, standard deviation 1: Marsaglia's polar method, which makes two at a time.
    [[nodiscard]] double normal() {
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
        const double factor = std::sqrt(-2.0 * std::log(square) / square);
        spare_ = y * factor;
        has_spare_ = true;
        return x * factor;
    }

    /// In [0, n), every value equally likely; n is at least 1.
    [[nodiscard]] std::uint64_t below(std::uint64_t n) {
        // The lowest 2^64 mod n values would make small results likelier: they are drawn again.
        const std::uint64_t unfair = (0 - n) % n;
        std::uint64_t drawn = engine_();
        while (drawn < unfair) {
            drawn = engine_();
        }
        return drawn % n;
    }

    /// Fisher-Yates.
    template <class T>
    void shuffle(std::span<T> values) {
        for (std::size_t i = values.size(); i > 1; --i) {
            std::swap(values[i - 1], values[static_cast<std::size_t>(below(i))]);
        }
    }

private:
    std::mt19937_64 engine_;
    double spare_ = 0.0;
    bool has_spare_ = false;
};

}  // namespace footfall::train
