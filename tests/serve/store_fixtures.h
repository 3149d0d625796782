// What tests of the session store share: a folder of their own, people, walks, and the file's own checks.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "footfall/recording/recording.h"
#include "serve/records.h"
#include "serve/session_store.h"

namespace footfall::serve {

/// Gone with all that is in it at the end of the test.
class TestFolder {
public:
    TestFolder();
    TestFolder(const TestFolder&) = delete;
    TestFolder& operator=(const TestFolder&) = delete;
    ~TestFolder();
    [[nodiscard]] const std::filesystem::path& path() const noexcept { return path_; }
    [[nodiscard]] std::filesystem::path store() const { return path_ / "sessions.db"; }

private:
    std::filesystem::path path_;
};

/// Two feet as the simulator walks them.
[[nodiscard]] std::vector<FootTrack> simulated_tracks(double seconds = 20.0);

/// Every number of it different from the others, and some unknown.
[[nodiscard]] MeasuredStride some_stride(int number);

/// Strides of both feet of `mean_s` on average, all else unknown.
[[nodiscard]] MeasuredWalk some_walk(double mean_s, double sd_s, int strides_a_foot, std::uint64_t seed);

[[nodiscard]] NewSession session_of(PersonId person, UnixMs started = 1'700'000'000'000);

/// "ok" when SQLite finds the file sound and no row without its parent; else what it found.
[[nodiscard]] std::string soundness(const std::filesystem::path& store);

/// A store in which nothing happens that the test doesn't do.
[[nodiscard]] StoreOptions only_by_hand();

/// What a call throws; empty when it throws nothing.
template <class Call>
std::string error_of(Call call) {
    try {
        call();
    } catch (const std::exception& error) {
        return error.what();
    }
    return "";
}

/// NaN equal to NaN, every bit the same.
void expect_same(const MeasuredStride& a, const MeasuredStride& b);
[[nodiscard]] bool same_bits(const std::vector<ImuSample>& a, const std::vector<ImuSample>& b);

}  // namespace footfall::serve
