// What tests of the session store share.
#include "tests/serve/store_fixtures.h"

#include <gtest/gtest.h>
#include <stdlib.h>
#include <unistd.h>

#include <bit>
#include <cmath>

#include "footfall/core/random.h"
#include "serve/stride_rows.h"
#include "simulate/cohort.h"
#include "simulate/walk.h"

namespace footfall::serve {

namespace fs = std::filesystem;

TestFolder::TestFolder() {
    // In memory where that can be: thousands of commits would wait for the disk.
    std::error_code ignored;
    const bool in_memory =
        ::access("/dev/shm", W_OK) == 0 && fs::space("/dev/shm", ignored).available > (32U << 20U);
    const fs::path parent = in_memory ? fs::path("/dev/shm") : fs::temp_directory_path();
    std::string name = (parent / "footfall-store-XXXXXX").string();
    if (mkdtemp(name.data()) == nullptr) {
        throw std::runtime_error("no temporary folder");
    }
    path_ = name;
}

TestFolder::~TestFolder() {
    std::error_code ignored;
    fs::remove_all(path_, ignored);
}

std::vector<FootTrack> simulated_tracks(double seconds) {
    const simulate::Walker walker =
        simulate::draw_walker(5, simulate::AgeGroup::younger, simulate::Mounting::any, 21);
    simulate::WalkOptions options;
    options.course.seconds = seconds;
    options.course.stand_before_s = 1.0;
    options.course.stand_after_s = 1.0;
    return simulate::simulate_recording(walker, options, 21).feet;
}

MeasuredStride some_stride(int number) {
    MeasuredStride stride;
    const Nanoseconds start = number * 1'100'000'000LL;
    stride.time = {start, start + 650'000'001, start + 1'100'000'000};
    stride.bout = static_cast<std::size_t>(number / 10);
    stride.turning = number % 5 == 4;
    double value = number + 0.1;
    std::size_t column = 0;
    for (const StrideNumber& one : kStrideColumns) {
        one.of(stride) = (column++ + static_cast<std::size_t>(number)) % 7 == 6 ? kUnknown : value;
        value += 1.0 / 3.0;
    }
    return stride;
}

MeasuredWalk some_walk(double mean_s, double sd_s, int strides_a_foot, std::uint64_t seed) {
    Random random(seed);
    MeasuredWalk walk;
    for (const Foot foot : {Foot::left, Foot::right}) {
        MeasuredFoot& measured = walk.feet.emplace_back();
        measured.foot = foot;
        Nanoseconds at = foot == Foot::left ? 0 : 500'000'000;
        for (int i = 0; i < strides_a_foot; ++i) {
            const auto length = static_cast<Nanoseconds>(1e9 * (mean_s + sd_s * random.normal()));
            measured.strides.emplace_back().time = {at, at + length * 6 / 10, at + length};
            at += length;
        }
    }
    return walk;
}

NewSession session_of(PersonId person, UnixMs started) {
    NewSession session;
    session.person = person;
    session.started = started;
    session.model = "dnn";
    session.source = "a test";
    return session;
}

std::string soundness(const fs::path& store) {
    Database database(store, Database::Access::write);
    Statement check(database, "PRAGMA integrity_check");
    while (check.next()) {
        if (check.text(0) != "ok") {
            return std::string(check.text(0));
        }
    }
    Statement keys(database, "PRAGMA foreign_key_check");
    return keys.next() ? "an orphan in " + std::string(keys.text(0)) : "ok";
}

StoreOptions only_by_hand() {
    StoreOptions options;
    options.commit_every = std::chrono::hours(1);
    return options;
}

void expect_same(const MeasuredStride& a, const MeasuredStride& b) {
    EXPECT_EQ(a.time, b.time);
    EXPECT_EQ(a.bout, b.bout);
    EXPECT_EQ(a.turning, b.turning);
    MeasuredStride one = a;
    MeasuredStride other = b;
    for (const StrideNumber& number : kStrideColumns) {
        const double x = number.of(one);
        const double y = number.of(other);
        EXPECT_TRUE(x == y || (std::isnan(x) && std::isnan(y))) << number.column << ": " << x << ", " << y;
    }
}

bool same_bits(const std::vector<ImuSample>& a, const std::vector<ImuSample>& b) {
    const auto bits = [](float value) { return std::bit_cast<std::uint32_t>(value); };
    bool same = a.size() == b.size();
    for (std::size_t i = 0; same && i < a.size(); ++i) {
        const auto& [ax, ay, az] = a[i].imu.acceleration_mps2;
        const auto& [bx, by, bz] = b[i].imu.acceleration_mps2;
        const auto& [awx, awy, awz] = a[i].imu.angular_rate_radps;
        const auto& [bwx, bwy, bwz] = b[i].imu.angular_rate_radps;
        same = a[i].time == b[i].time && bits(ax) == bits(bx) && bits(ay) == bits(by) &&
               bits(az) == bits(bz) && bits(awx) == bits(bwx) && bits(awy) == bits(bwy) &&
               bits(awz) == bits(bwz);
    }
    return same;
}

}  // namespace footfall::serve
