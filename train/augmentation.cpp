// Makes one recorded window many.
#include "train/augmentation.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

namespace footfall::train {
namespace {

constexpr std::size_t kNoiseTable = 1U << 16U;

using Matrix3 = std::array<std::array<float, 3>, 3>;

/// Rodrigues' formula for the rotation vector (x, y, z) in radians.
Matrix3 rotation(double x, double y, double z) noexcept {
    const double angle = std::sqrt(x * x + y * y + z * z);
    const double sine = angle > 0.0 ? std::sin(angle) / angle : 1.0;
    const double rest = angle > 0.0 ? (1.0 - std::cos(angle)) / (angle * angle) : 0.5;
    const double axis[3] = {x, y, z};
    const double skew[3][3] = {{0.0, -z, y}, {z, 0.0, -x}, {-y, x, 0.0}};
    Matrix3 result;
    for (std::size_t row = 0; row < 3; ++row) {
        for (std::size_t col = 0; col < 3; ++col) {
            const double identity = row == col ? 1.0 : 0.0;
            const double symmetric = axis[row] * axis[col] - identity * angle * angle;
            result[row][col] = static_cast<float>(identity + sine * skew[row][col] + rest * symmetric);
        }
    }
    return result;
}

}  // namespace

WindowCutter::WindowCutter(int window, int answered, const Normalization& normalization)
    : window_(window), answered_(answered), normalization_(normalization), noise_(kNoiseTable) {
    Random random(0x401535);
    std::generate(noise_.begin(), noise_.end(), [&] { return static_cast<float>(random.normal()); });
}

void WindowCutter::plain(std::span<const float> channels, std::size_t target, float* out) const noexcept {
    const float* in = channels.data() + (target - static_cast<std::size_t>(answered_)) * kChannels;
    for (int step = 0; step < window_; ++step) {
        for (std::size_t c = 0; c < kChannels; ++c) {
            *out++ = (*in++ - normalization_.mean[c]) * normalization_.inverse_sd[c];
        }
    }
}

void WindowCutter::augmented(std::span<const float> channels, std::size_t target, const Augmentation& how,
                             Random& random, float* out) const noexcept {
    const double turn = how.rotation_deg * std::numbers::pi / 180.0;
    // One after the other: the order in which a call's arguments are drawn is the compiler's choice.
    const std::array<double, 3> turned = {turn * random.normal(), turn * random.normal(),
                                          turn * random.normal()};
    const Matrix3 rotate = rotation(turned[0], turned[1], turned[2]);
    const auto factor = [&] { return static_cast<float>(1.0 + how.scale * random.normal()); };
    const std::array<float, 2> gain = {factor(), factor()};
    const std::array<float, 2> noise_sd = {static_cast<float>(how.acceleration_noise_mps2),
                                           static_cast<float>(how.angular_rate_noise_radps)};
    const std::array<double, 2> bias_sd = {how.acceleration_bias_mps2, how.angular_rate_bias_radps};
    std::array<float, kChannels> bias{};
    for (std::size_t c = 0; c < kChannels; ++c) {
        bias[c] = static_cast<float>(bias_sd[c / 3] * random.normal());
    }
    const double tempo = 1.0 + how.time_warp * std::clamp(random.normal(), -2.5, 2.5);
    std::size_t noise_at = random.below(kNoiseTable);

    const std::size_t length = channels.size() / kChannels;
    const auto last = static_cast<double>(length - 1);
    for (int step = 0; step < window_; ++step) {
        const double at = std::clamp(
            static_cast<double>(target) + static_cast<double>(step - answered_) * tempo, 0.0, last);
        const auto before = static_cast<std::size_t>(at);
        const auto share = static_cast<float>(at - static_cast<double>(before));
        const float* in = channels.data() + before * kChannels;
        const float* next = share > 0.0F ? in + kChannels : in;
        for (std::size_t sensor = 0; sensor < 2; ++sensor) {
            float value[3];
            for (std::size_t axis = 0; axis < 3; ++axis) {
                const std::size_t c = sensor * 3 + axis;
                value[axis] = in[c] + share * (next[c] - in[c]);
            }
            for (std::size_t axis = 0; axis < 3; ++axis) {
                const std::size_t c = sensor * 3 + axis;
                const float rotated =
                    rotate[axis][0] * value[0] + rotate[axis][1] * value[1] + rotate[axis][2] * value[2];
                const float noise = noise_sd[sensor] * noise_[noise_at++ & (kNoiseTable - 1)];
                *out++ = (gain[sensor] * rotated + bias[c] + noise - normalization_.mean[c]) *
                         normalization_.inverse_sd[c];
            }
        }
    }
}

}  // namespace footfall::train
