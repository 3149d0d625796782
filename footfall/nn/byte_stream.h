// Numbers and texts to little-endian bytes and back, trusting no length.
#pragma once

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <limits>
#include <span>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

namespace footfall {

static_assert(std::endian::native == std::endian::little,
              "model files are used in place, and are little-endian");
static_assert(std::numeric_limits<float>::is_iec559 && std::numeric_limits<double>::is_iec559);

class ByteWriter {
public:
    template <class T>
    requires std::is_arithmetic_v<T>
    void put(T value) {
        const auto raw = std::bit_cast<std::array<std::byte, sizeof(T)>>(value);
        put_bytes(raw);
    }

    void put_bytes(std::span<const std::byte> raw) { bytes_.insert(bytes_.end(), raw.begin(), raw.end()); }

    /// u32 length, the characters, a zero byte.
    void put_text(std::string_view text) {
        put(static_cast<std::uint32_t>(text.size()));
        put_bytes(std::as_bytes(std::span(text)));
        put('\0');
    }

    /// Zeros up to the next multiple of `alignment`.
    void align(std::size_t alignment) {
        bytes_.resize((bytes_.size() + alignment - 1) / alignment * alignment);
    }

    /// Overwrites what was put at `offset`.
    void replace(std::size_t offset, std::uint64_t value) noexcept {
        std::memcpy(bytes_.data() + offset, &value, sizeof(value));
    }

    [[nodiscard]] std::span<const std::byte> bytes() const noexcept { return bytes_; }
    [[nodiscard]] std::vector<std::byte> take() noexcept { return std::move(bytes_); }

private:
    std::vector<std::byte> bytes_;
};

/// Takes values off the front of the bytes. Past their end it gives zeros and stops being ok(), so that a run
/// of fields needs one check after it.
class ByteReader {
public:
    explicit ByteReader(std::span<const std::byte> bytes) noexcept : bytes_(bytes) {}

    [[nodiscard]] bool ok() const noexcept { return ok_; }
    [[nodiscard]] std::size_t position() const noexcept { return position_; }
    [[nodiscard]] std::size_t remaining() const noexcept { return bytes_.size() - position_; }

    /// The next `size` bytes, or none if there are fewer.
    [[nodiscard]] std::span<const std::byte> take(std::size_t size) noexcept {
        if (!ok_ || size > remaining()) {
            ok_ = false;
            return {};
        }
        const auto taken = bytes_.subspan(position_, size);
        position_ += size;
        return taken;
    }

    void skip(std::size_t size) noexcept { (void)take(size); }

    template <class T>
    requires std::is_arithmetic_v<T>
    [[nodiscard]] T get() noexcept {
        T value{};
        if (const auto raw = take(sizeof(T)); !raw.empty()) {
            std::memcpy(&value, raw.data(), sizeof(T));
        }
        return value;
    }

    template <class T>
    void get(T& value) noexcept {
        value = get<T>();
    }

private:
    std::span<const std::byte> bytes_;
    std::size_t position_ = 0;
    bool ok_ = true;
};

}  // namespace footfall
