// A value or the reason why there is none: how device code reports at set-up, without exceptions.
#pragma once

#include <optional>
#include <utility>

namespace footfall {

/// `reason` is a string literal: no allocation, valid for ever.
struct Failure {
    const char* reason = "";
};

template <class T>
class [[nodiscard]] Result {
public:
    Result(T value) : value_(std::move(value)) {}            // NOLINT(google-explicit-constructor)
    Result(Failure failure) noexcept : failure_(failure) {}  // NOLINT(google-explicit-constructor)

    [[nodiscard]] explicit operator bool() const noexcept { return value_.has_value(); }
    [[nodiscard]] const T& operator*() const noexcept { return *value_; }
    [[nodiscard]] T& operator*() noexcept { return *value_; }
    [[nodiscard]] const T* operator->() const noexcept { return &*value_; }
    [[nodiscard]] T* operator->() noexcept { return &*value_; }
    [[nodiscard]] const char* reason() const noexcept { return failure_.reason; }

private:
    std::optional<T> value_;
    Failure failure_;
};

}  // namespace footfall
