// Writes protocol buffers, as far as files need them that are only written.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace footfall::io {

/// One message, its fields in the order they are put. The encoding:
/// https://protobuf.dev/programming-guides/encoding/ (wire types 0 and 2).
class ProtobufMessage {
public:
    /// int32, int64 and enumerations. Negative values take ten bytes, as the encoding has it.
    void put_integer(std::uint32_t field, std::int64_t value) {
        put_key(field, 0);
        put_varint(static_cast<std::uint64_t>(value));
    }

    /// string and bytes
    void put_bytes(std::uint32_t field, std::string_view value) {
        put_key(field, 2);
        put_varint(value.size());
        bytes_.append(value);
    }

    void put_message(std::uint32_t field, const ProtobufMessage& message) {
        put_bytes(field, message.bytes());
    }

    [[nodiscard]] const std::string& bytes() const noexcept { return bytes_; }

private:
    void put_key(std::uint32_t field, std::uint32_t wire_type) { put_varint(field << 3U | wire_type); }

    void put_varint(std::uint64_t value) {
        for (; value >= 0x80U; value >>= 7U) {
            bytes_.push_back(static_cast<char>((value & 0x7FU) | 0x80U));
        }
        bytes_.push_back(static_cast<char>(value));
    }

    std::string bytes_;
};

}  // namespace footfall::io
