// Passes over memory that only read it, or put it out of the caches.
#include "footfall/nn/memory_pass.h"

#include <cstring>

#if defined(__x86_64__)
#include <immintrin.h>
#endif

namespace footfall {
namespace {

std::uint64_t read_words(const std::byte* bytes, std::size_t size) noexcept {
    std::uint64_t all = 0;
    for (; size >= sizeof(all); size -= sizeof(all), bytes += sizeof(all)) {
        std::uint64_t word = 0;
        std::memcpy(&word, bytes, sizeof(word));
        all |= word;
    }
    for (; size > 0; --size, ++bytes) {
        all |= static_cast<std::uint64_t>(*bytes);
    }
    return all;
}

#if defined(__x86_64__)

constexpr std::size_t kAtOnce = 4;  // vectors, so that no load waits for the one before

__attribute__((target("avx512f"))) std::uint64_t read_512(const std::byte* bytes, std::size_t size) noexcept {
    __m512i all[kAtOnce] = {_mm512_setzero_si512(), _mm512_setzero_si512(), _mm512_setzero_si512(),
                            _mm512_setzero_si512()};
    for (; size >= sizeof(all); size -= sizeof(all), bytes += sizeof(all)) {
        for (std::size_t i = 0; i < kAtOnce; ++i) {
            all[i] = _mm512_or_si512(all[i], _mm512_loadu_si512(bytes + i * sizeof(__m512i)));
        }
    }
    std::byte together[sizeof(all)];
    for (std::size_t i = 0; i < kAtOnce; ++i) {
        _mm512_storeu_si512(together + i * sizeof(__m512i), all[i]);
    }
    return read_words(together, sizeof(together)) | read_words(bytes, size);
}

__attribute__((target("avx2"))) std::uint64_t read_256(const std::byte* bytes, std::size_t size) noexcept {
    __m256i all[kAtOnce] = {_mm256_setzero_si256(), _mm256_setzero_si256(), _mm256_setzero_si256(),
                            _mm256_setzero_si256()};
    for (; size >= sizeof(all); size -= sizeof(all), bytes += sizeof(all)) {
        for (std::size_t i = 0; i < kAtOnce; ++i) {
            const auto* const from = reinterpret_cast<const __m256i*>(bytes + i * sizeof(__m256i));
            all[i] = _mm256_or_si256(all[i], _mm256_loadu_si256(from));
        }
    }
    std::byte together[sizeof(all)];
    std::memcpy(together, all, sizeof(all));
    return read_words(together, sizeof(together)) | read_words(bytes, size);
}

#endif

}  // namespace

std::uint64_t read_once(std::span<const std::byte> bytes) noexcept {
#if defined(__x86_64__)
    if (__builtin_cpu_supports("avx512f")) {
        return read_512(bytes.data(), bytes.size());
    }
    if (__builtin_cpu_supports("avx2")) {
        return read_256(bytes.data(), bytes.size());
    }
#endif
    return read_words(bytes.data(), bytes.size());
}

bool flush(std::span<const std::byte> bytes) noexcept {
#if defined(__x86_64__)
    constexpr std::size_t kLine = 64;
    for (std::size_t at = 0; at < bytes.size(); at += kLine) {
        _mm_clflush(bytes.data() + at);
    }
    _mm_mfence();
    return true;
#else
    (void)bytes;
    return false;
#endif
}

}  // namespace footfall
