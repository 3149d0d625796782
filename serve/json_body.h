// A request's JSON body, read strictly: what isn't asked for is refused, and so is what has another type.
#pragma once

#include <cstdint>
#include <nlohmann/json.hpp>
#include <optional>
#include <set>
#include <string>

#include "serve/http_message.h"

namespace footfall::serve {

/// An object of a request. Everything throws ApiError (400), with the key in its message.
class JsonBody {
public:
    /// Reads the body: an object, at most kDeepest deep.
    explicit JsonBody(const Request& request);
    explicit JsonBody(nlohmann::json object);

    static constexpr int kDeepest = 8;

    [[nodiscard]] bool has(const char* key) const;
    /// Absent or null: nothing.
    [[nodiscard]] std::optional<std::string> optional_text(const char* key);
    [[nodiscard]] std::optional<std::int64_t> optional_whole(const char* key, std::int64_t least,
                                                             std::int64_t most);
    [[nodiscard]] std::optional<double> optional_number(const char* key, double least, double most);
    [[nodiscard]] std::optional<bool> optional_flag(const char* key);
    [[nodiscard]] std::optional<JsonBody> optional_object(const char* key);

    [[nodiscard]] std::string text(const char* key);
    [[nodiscard]] std::int64_t whole(const char* key, std::int64_t least, std::int64_t most);
    [[nodiscard]] JsonBody object(const char* key);

    /// Keys and values of an object whose keys aren't known before.
    [[nodiscard]] const nlohmann::json& json() const noexcept { return json_; }

    /// Throws for a key that nobody asked for.
    void reject_others() const;

private:
    [[nodiscard]] const nlohmann::json* find(const char* key);

    nlohmann::json json_;
    std::set<std::string> asked_;
};

}  // namespace footfall::serve
