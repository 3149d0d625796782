// Which kernels this processor can run.
#include "footfall/nn/kernels.h"

#if defined(__x86_64__)

#include <array>

#include "footfall/nn/kernels_x86.h"

namespace footfall {
namespace {

class Available {
public:
    Available() noexcept {
        __builtin_cpu_init();
        const bool avx2 = __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma");
        const bool avx512 = avx2 && __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw") &&
                            __builtin_cpu_supports("avx512dq") && __builtin_cpu_supports("avx512vl");
        const bool vnni = avx512 && __builtin_cpu_supports("avx512vnni");
        const bool bf16 = vnni && __builtin_cpu_supports("avx512bf16");
        add_if(true, kPortable);
        add_if(avx2, kAvx2);
        add_if(avx512, kAvx512);
        add_if(vnni, kAvx512Vnni);
        add_if(bf16, kAvx512Bf16);
    }

    [[nodiscard]] std::span<const Kernels* const> all() const noexcept { return {all_.data(), count_}; }

private:
    void add_if(bool supported, const Kernels& kernels) noexcept {
        if (supported) {
            all_[count_++] = &kernels;
        }
    }

    std::array<const Kernels*, 5> all_{};
    std::size_t count_ = 0;
};

}  // namespace

std::span<const Kernels* const> available_kernels() noexcept {
    static const Available available;
    return available.all();
}

}  // namespace footfall

#else

#if defined(__aarch64__)
#include "footfall/nn/kernels_neon.h"
#elif defined(__arm__) && defined(__ARM_FEATURE_SIMD32)
#include "footfall/nn/kernels_cortex_m.h"
#endif

namespace footfall {

std::span<const Kernels* const> available_kernels() noexcept {
#if defined(__aarch64__)
    static constexpr const Kernels* kAll[] = {&kPortable, &kNeon};
#elif defined(__arm__) && defined(__ARM_FEATURE_SIMD32)
    static const Kernels* const kAll[] = {&kPortable, &cortex_m_kernels()};
#else
    static constexpr const Kernels* kAll[] = {&kPortable};
#endif
    return kAll;
}

}  // namespace footfall

#endif
