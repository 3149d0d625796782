// What the session store takes for 10,000 sessions, and for 64 live ones.
//
// "list" and "trend" are to stay under 200 ms. "commit" writes what 64 people's feet say in a quarter of a
// second, at 100 Hz, to a file in the temporary folder: most of it is the disk's own time (fsync).
#include <benchmark/benchmark.h>

#include <chrono>
#include <cmath>
#include <filesystem>
#include <vector>

#include "footfall/core/random.h"
#include "serve/people.h"
#include "serve/schema.h"
#include "serve/session_store.h"
#include "serve/sessions.h"

namespace footfall::serve {
namespace {

namespace fs = std::filesystem;

constexpr int kSessions = 10'000;
constexpr UnixMs kHour = 3'600'000;

fs::path fresh(const char* name) {
    const fs::path file = fs::temp_directory_path() / name;
    for (const char* ending : {"", "-wal", "-shm", ".lock"}) {
        fs::remove(file.string() + ending);
    }
    return file;
}

report::Summary random_figures(Random& random) {
    report::Summary summary;
    summary.feet.resize(2);
    summary.feet[1].foot = Foot::right;
    for (report::FigureSummaries* figures :
         {&summary.feet[0].figures, &summary.feet[1].figures, &summary.both}) {
        for (report::FigureSummary& figure : *figures) {
            const double mean = 1.0 + 0.02 * random.normal();
            figure = {60, {mean, mean - 0.01, mean + 0.01}, 0.04, 0.04, true, true};
        }
    }
    return summary;
}

/// One person with half of the sessions, a hundred with the other half; two sessions a day each, all retests.
fs::path large_store() {
    static const fs::path file = [] {
        const fs::path made = fresh("footfall-bench-large.db");
        Database database(made, Database::Access::write);
        bring_up_to_date(database);
        Transaction transaction(database, Transaction::Kind::write);
        Random random(1);
        std::vector<PersonId> people;
        for (int i = 0; i < 101; ++i) {
            people.push_back(add_person(database, {std::to_string(1000 + i), {}, {}}));
        }
        for (int i = 0; i < kSessions; ++i) {
            NewSession session;
            session.person = people[i % 2 == 0 ? 0 : 1 + static_cast<std::size_t>(i / 2 % 100)];
            session.started = i * kHour;
            session.notes = "a line of notes as somebody may write them";
            const SessionId id = add_session(database, session);
            end_session(database, id, SessionState::closed, random_figures(random));
        }
        transaction.commit();
        return made;
    }();
    return file;
}

void list_first_page(benchmark::State& state) {
    SessionStore store(large_store());
    for (auto _ : state) {
        benchmark::DoNotOptimize(store.list_sessions({}));
    }
}

void list_all(benchmark::State& state) {
    SessionStore store(large_store());
    for (auto _ : state) {
        SessionFilter filter;
        filter.limit = 1000;
        int listed = 0;
        for (auto page = store.list_sessions(filter); !page.empty(); page = store.list_sessions(filter)) {
            listed += static_cast<int>(page.size());
            filter.offset = listed;
        }
        if (listed != kSessions) {
            state.SkipWithError("sessions are missing");
        }
    }
}

void list_people_with_counts(benchmark::State& state) {
    SessionStore store(large_store());
    for (auto _ : state) {
        benchmark::DoNotOptimize(store.list_people({}));
    }
}

void trend_of_5000_among_10000(benchmark::State& state) {
    SessionStore store(large_store());
    const PersonId person = store.find_person("1000")->id;
    for (auto _ : state) {
        benchmark::DoNotOptimize(store.trend(person, report::Figure::stride_time, Side::both));
    }
}

void compare_two(benchmark::State& state) {
    SessionStore store(large_store());
    for (auto _ : state) {
        benchmark::DoNotOptimize(store.compare(SessionId{1}, SessionId{3}));
    }
}

/// A foot's sensor with steps of a 16-bit range, walking.
std::vector<ImuSample> sensor_like(std::size_t count, std::uint64_t seed) {
    Random random(seed);
    std::vector<ImuSample> samples(count);
    const auto step = [&](double value, double resolution) {
        return static_cast<float>(std::round((value + 3.0 * resolution * random.normal()) / resolution) *
                                  resolution);
    };
    for (std::size_t i = 0; i < count; ++i) {
        const double phase = 0.0571 * static_cast<double>(i);  // 110 samples a stride
        const double swing = std::exp(3.0 * (std::sin(phase) - 1.0));
        samples[i].time = static_cast<Nanoseconds>(i) * 10'000'000;
        samples[i].imu = {
            {step(20.0 * swing, 0.0048), step(5.0 * std::sin(2.0 * phase) * swing, 0.0048),
             step(9.81, 0.0048)},
            {step(swing, 0.00107), step(8.0 * swing * std::cos(phase), 0.00107), step(0.2, 0.00107)}};
    }
    return samples;
}

void commit_64_live_sessions(benchmark::State& state) {
    constexpr int kPeople = 64;
    constexpr std::size_t kQuarter = 25;
    const fs::path file = fresh("footfall-bench-live.db");
    std::size_t quarters = 0;
    {
        StoreOptions by_hand;
        by_hand.commit_every = std::chrono::hours(1);
        SessionStore store(file, by_hand);
        const std::vector<ImuSample> samples = sensor_like(kQuarter * 400, 1);
        std::vector<SessionId> sessions;
        for (int i = 0; i < kPeople; ++i) {
            NewSession session;
            session.person = store.add_person({std::to_string(i), {}, {}});
            sessions.push_back(store.begin(
                session, {{Foot::left, 100.0, Gravity::included}, {Foot::right, 100.0, Gravity::included}}));
        }
        for (auto _ : state) {
            const auto part = std::span(samples).subspan(quarters % 400 * kQuarter, kQuarter);
            for (const SessionId id : sessions) {
                store.add_samples(id, Foot::left, part);
                store.add_samples(id, Foot::right, part);
                MeasuredStride stride;
                stride.time = {static_cast<Nanoseconds>(quarters) * 1000, 1, 2};
                if (quarters % 4 == 0) {
                    store.add_stride(id, {Foot::left, stride});
                    store.add_stride(id, {Foot::right, stride});
                }
            }
            store.commit();
            ++quarters;
        }
    }
    const double samples = static_cast<double>(quarters) * kQuarter * 2 * kPeople;
    state.counters["file_bytes/sample"] = static_cast<double>(fs::file_size(file)) / samples;
}

BENCHMARK(list_first_page)->Unit(benchmark::kMillisecond);
BENCHMARK(list_all)->Unit(benchmark::kMillisecond);
BENCHMARK(list_people_with_counts)->Unit(benchmark::kMillisecond);
BENCHMARK(trend_of_5000_among_10000)->Unit(benchmark::kMillisecond);
BENCHMARK(compare_two)->Unit(benchmark::kMillisecond);
BENCHMARK(commit_64_live_sessions)->Unit(benchmark::kMillisecond)->Iterations(40)->UseRealTime();

}  // namespace
}  // namespace footfall::serve

BENCHMARK_MAIN();
