// How well times are measured: strides of labelled recordings against their annotation, person by person.
//
//     footfall_bench_times times DATA MODEL [PEOPLE MODEL PEOPLE ...]
//     footfall_bench_times borders DATA MODEL
//     footfall_bench_times clocks DATA MODEL [...]
//     footfall_bench_times sides DATA MODEL [...]
//
// With PEOPLE ("1,6,14"), these people are measured with the model before them: so everybody can be measured
// with a model that has not learnt from them.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "bench/agreement.h"
#include "footfall/core/random.h"
#include "footfall/recording/clock_relation.h"
#include "footfall/recording/error.h"
#include "footfall/recording/foot_signal.h"
#include "footfall/recording/sidedness.h"
#include "footfall/recording/step_times.h"
#include "footfall/recording/walk_assembly.h"
#include "io/data_set.h"
#include "io/model_file.h"

namespace footfall {
namespace {

double seconds(Nanoseconds time) { return static_cast<double>(time) * 1e-9; }

/// Whom to measure with which model.
struct Plan {
    std::unique_ptr<io::ModelFile> model;
    std::vector<std::string> people;  ///< empty: everybody
};

std::vector<std::string> split(const std::string& text) {
    std::vector<std::string> parts(1);
    for (const char c : text) {
        if (c == ',') {
            parts.emplace_back();
        } else {
            parts.back() += c;
        }
    }
    return parts;
}

using UseRecording = std::function<void(const Recording&, const Model&)>;

void for_each_recording(const std::string& data, const std::vector<Plan>& plans, const UseRecording& use) {
    const auto set = io::open_data_set(data);
    for (const Plan& plan : plans) {
        for (std::size_t i = 0; i < set->entries().size(); ++i) {
            const std::string& person = set->entries()[i].person.id;
            if (plan.people.empty() ||
                std::find(plan.people.begin(), plan.people.end(), person) != plan.people.end()) {
                use(set->load(i), plan.model->model());
            }
        }
    }
}

/// What the annotation says, as if it had been measured.
FootFindings annotated_foot(const Recording& recording, const FootTrack& track) {
    FootFindings found;
    found.foot.foot = track.foot;
    for (const ReferenceCycle& cycle :
         cycles_from(reference_events(recording, track), phase_set_named("stance_swing"),
                     plausibility_of(recording.label_definition))) {
        if (cycle.phase_starts.size() == 2) {
            MeasuredStride stride;
            stride.time = {cycle.time.start, cycle.phase_starts[1], cycle.time.end};
            found.foot.strides.push_back(stride);
            found.swings.push_back({cycle.phase_starts[1], cycle.time.end});
        }
    }
    return found;
}

struct TimePairs {
    std::map<std::string, std::map<std::string, Pairs>> by_figure;  ///< figure, person
    std::int64_t annotated = 0;
    std::int64_t found = 0;
    std::int64_t extra = 0;  ///< measured strides within the walk that match none
};

bool in_turn(const Recording& recording, Nanoseconds time) {
    return std::any_of(recording.turns.begin(), recording.turns.end(),
                       [&](const TimeRegion& turn) { return turn.contains(time); });
}

/// Within the annotated walk, but no annotated initial contact is near its start or its end.
bool is_extra(const Recording& recording, const FootTrack& track, const Stride& stride, bool with_turns) {
    const auto annotated = [&](Nanoseconds time) {
        return std::any_of(track.reference.begin(), track.reference.end(), [&](const Event& event) {
            return event.kind == EventKind::initial_contact && std::abs(event.time - time) < 250'000'000;
        });
    };
    return recording.walk && stride.start >= recording.walk->start && stride.end < recording.walk->end &&
           (with_turns || !in_turn(recording, stride.start + stride.stride_time() / 2)) &&
           (!annotated(stride.start) || !annotated(stride.end));
}

void compare(const Recording& recording, const Model& model, bool with_turns, TimePairs& pairs) {
    std::vector<FootFindings> annotated;
    std::vector<FootFindings> measured;
    const RecordingSource source = source_of(recording);
    for (std::size_t i = 0; i < source.feet.size(); ++i) {
        annotated.push_back(annotated_foot(recording, recording.feet[i]));
        measured.push_back(measure(*source.feet[i], model));
    }
    measure_both_feet(annotated, 0, BothFeet::double_support_and_steps);
    measure_both_feet(measured, 0, BothFeet::double_support_and_steps);
    for (std::size_t i = 0; i < annotated.size(); ++i) {
        const auto& found = measured[i].foot.strides;
        auto next = found.begin();
        for (const MeasuredStride& stride : found) {
            pairs.extra += is_extra(recording, recording.feet[i], stride.time, with_turns) ? 1 : 0;
        }
        for (const MeasuredStride& truth : annotated[i].foot.strides) {
            const Stride& t = truth.time;
            if (!with_turns && in_turn(recording, t.start + t.stride_time() / 2)) {
                continue;
            }
            ++pairs.annotated;
            constexpr Nanoseconds kTolerance = 250'000'000;
            next = std::find_if(next, found.end(), [&](const MeasuredStride& stride) {
                return stride.time.start > t.start - kTolerance;
            });
            if (next == found.end() || std::abs(next->time.start - t.start) > kTolerance ||
                std::abs(next->time.end - t.end) > kTolerance) {
                continue;
            }
            ++pairs.found;
            const auto add = [&](const char* figure, double is, double should) {
                if (std::isfinite(is) && std::isfinite(should)) {
                    Pairs& person = pairs.by_figure[figure][recording.person.id];
                    person.measured.push_back(is);
                    person.annotated.push_back(should);
                }
            };
            const Stride& m = next->time;
            add("stride time", seconds(m.stride_time()), seconds(t.stride_time()));
            add("stance time", seconds(m.stance_time()), seconds(t.stance_time()));
            add("swing time", seconds(m.swing_time()), seconds(t.swing_time()));
            add("step time", next->step_time_s, truth.step_time_s);
            add("double support", next->double_support_s, truth.double_support_s);
        }
    }
}

void print(const TimePairs& pairs) {
    fmt::print("annotated strides {}, found {} ({:.1f} %), others found {}\n", pairs.annotated, pairs.found,
               100.0 * static_cast<double>(pairs.found) / static_cast<double>(pairs.annotated), pairs.extra);
    fmt::print("{:<16} {:>8} {:>24} {:>9} {:>9} {:>24} {:>24}\n", "", "strides", "median |error|, ms", "95 %",
               "bias", "ICC of people's means", "ICC of strides");
    for (const auto& [figure, by_person] : pairs.by_figure) {
        PairsOfPeople people;
        for (const auto& [person, of_person] : by_person) {
            people.push_back(of_person);
        }
        const auto interval = [&](auto&& of, int decimals) {
            const Interval i = over_people(people, of);
            return fmt::format("{:.{}f} [{:.{}f}, {:.{}f}]", i.value, decimals, i.low, decimals, i.high,
                               decimals);
        };
        const std::vector<double> absolute = errors_ms(people, true);
        fmt::print("{:<16} {:>8} {:>24} {:>9.1f} {:>9.1f} {:>24} {:>24}\n", figure, absolute.size(),
                   interval([](const PairsOfPeople& p) { return median(errors_ms(p, true)); }, 1),
                   quantile(absolute, 0.95), median(errors_ms(people, false)), interval(icc_of_means, 3),
                   interval(icc_of_strides, 3));
    }
}

void times(const std::string& data, const std::vector<Plan>& plans) {
    TimePairs all;
    TimePairs straight;
    for_each_recording(data, plans, [&](const Recording& recording, const Model& model) {
        compare(recording, model, true, all);
        compare(recording, model, false, straight);
    });
    fmt::print("turns included:\n");
    print(all);
    fmt::print("\noutside annotated turns:\n");
    print(straight);
}

/// Borders of strides, whose definition may differ from the model's by a constant.
void borders(const std::string& data, const std::vector<Plan>& plans) {
    for_each_recording(data, plans, [&](const Recording& recording, const Model& model) {
        const RecordingSource source = source_of(recording);
        for (std::size_t i = 0; i < source.feet.size(); ++i) {
            const FootFindings found = measure(*source.feet[i], model);
            std::vector<double> differences;
            std::vector<Nanoseconds> contacts;
            for (const MeasuredStride& stride : found.foot.strides) {
                contacts.push_back(stride.time.start);
                contacts.push_back(stride.time.end);
            }
            int strides = 0;
            int both = 0;
            std::optional<Nanoseconds> last;
            const auto nearest_ms = [&](Nanoseconds time) {
                double best = kUnknown;
                for (const Nanoseconds contact : contacts) {
                    const double difference = 1e3 * seconds(contact - time);
                    best = std::isfinite(best) && std::abs(best) < std::abs(difference) ? best : difference;
                }
                return best;
            };
            for (const Event& event : recording.feet[i].reference) {
                const double off = nearest_ms(event.time);
                fmt::print("{} {} border {:8.3f} s: {:+7.1f} ms\n", recording.id,
                           to_string(recording.feet[i].foot), seconds(event.time), off);
                differences.push_back(off);
            }
            const auto has = [&](Nanoseconds time) { return std::abs(nearest_ms(time)) < 100.0; };
            for (std::size_t k = 1; k < recording.feet[i].reference.size(); ++k) {
                const Nanoseconds start = recording.feet[i].reference[k - 1].time;
                const Nanoseconds end = recording.feet[i].reference[k].time;
                if (end - start < StrideDetector::kLongest) {
                    ++strides;
                    both += has(start) && has(end) ? 1 : 0;
                }
            }
            const double constant = median(differences);
            double largest = 0.0;
            double largest_after = 0.0;
            for (const double difference : differences) {
                largest = std::max(largest, std::abs(difference));
                largest_after = std::max(largest_after, std::abs(difference - constant));
            }
            fmt::print(
                "{} {} foot: {} measured strides, confidence {:.3f}; {} of {} labelled strides found, "
                "constant "
                "{:+.1f} ms, largest |error| {:.1f} ms, without the constant {:.1f} ms\n",
                recording.id, to_string(found.foot.foot), found.foot.strides.size(),
                found.foot.gait.confidence(), both, strides, constant, largest, largest_after);
        }
    });
}

void shift(FootFindings& foot, Nanoseconds by) {
    for (TimeRegion& swing : foot.swings) {
        swing.start += by;
        swing.end += by;
    }
    foot.said.start += by;
    foot.said.end += by;
}

/// Feet moved against each other by a known time.
void clocks(const std::string& data, const std::vector<Plan>& plans) {
    int right = 0;
    int wrong = 0;
    int unknown = 0;
    int common_denied = 0;
    int covered = 0;
    std::vector<double> widths;
    std::vector<double> errors;
    Random random(1);
    std::map<std::string, int> reasons;
    for_each_recording(data, plans, [&](const Recording& recording, const Model& model) {
        const RecordingSource source = source_of(recording);
        if (source.feet.size() != 2) {
            return;
        }
        const FootFindings left = measure(*source.feet[0], model);
        const FootFindings straight = measure(*source.feet[1], model);
        common_denied += relate_clocks(left, straight, true).kind != ClockRelation::Kind::common ? 1 : 0;
        for (int draw = 0; draw < 3; ++draw) {
            FootFindings moved = straight;
            const double offset_s = random.uniform(-2.0, 2.0);
            shift(moved, std::llround(offset_s * 1e9));
            const ClockRelation relation = relate_clocks(left, moved, false);
            if (relation.kind != ClockRelation::Kind::estimated) {
                ++unknown;
                ++reasons[relation.how];
                continue;
            }
            const double error = relation.offset_s.value + offset_s;
            const bool is_right = std::abs(error) < 0.3;
            right += is_right ? 1 : 0;
            wrong += is_right ? 0 : 1;
            if (!is_right) {
                fmt::print("{}: offset {:.3f}, estimated {:.3f}\n", recording.id, -offset_s,
                           relation.offset_s.value);
            } else {
                errors.push_back(std::abs(error) * 1e3);
                widths.push_back(0.5e3 * (relation.offset_s.high - relation.offset_s.low));
                covered += -offset_s >= relation.offset_s.low && -offset_s <= relation.offset_s.high ? 1 : 0;
            }
        }
    });
    fmt::print(
        "stated common and denied: {}\nfound {}, wrong by strides {}, unknown {}\nerror median {:.0f} ms, 95 "
        "% "
        "{:.0f} ms; half the interval {:.0f} ms (median), which covers {:.1f} %\n",
        common_denied, right, wrong, unknown, median(errors), quantile(errors, 0.95), median(widths),
        100.0 * covered / std::max(1, right));
    for (const auto& [reason, count] : reasons) {
        fmt::print("  {} {}\n", count, reason);
    }
}

/// How surely the feet's sides are told, and how often they would be taken for exchanged.
void sides(const std::string& data, const std::vector<Plan>& plans) {
    int recordings = 0;
    int alarms = 0;
    int seen = 0;
    for_each_recording(data, plans, [&](const Recording& recording, const Model& model) {
        const MeasuredWalk walk = measure(source_of(recording), model);
        if (walk.feet.size() != 2) {
            return;
        }
        const double score = walk.feet[0].sidedness + walk.feet[1].sidedness;
        ++recordings;
        seen += -score < Sidedness::kExchanged ? 1 : 0;
        if (score < Sidedness::kExchanged) {
            ++alarms;
            fmt::print("{}: {:.2f}, taken for exchanged\n", recording.id, score);
        }
    });
    fmt::print("{} recordings: {} taken for exchanged; exchanged on purpose, {} would be seen\n", recordings,
               alarms, seen);
}

}  // namespace
}  // namespace footfall

int main(int argc, char** argv) {
    using namespace footfall;
    if (argc < 4) {
        fmt::print(
            stderr,
            "usage: footfall_bench_times times|borders|clocks|sides DATA MODEL [PEOPLE MODEL PEOPLE ...]\n");
        return 2;
    }
    try {
        std::vector<Plan> plans;
        for (int i = 3; i < argc; i += 2) {
            plans.push_back({std::make_unique<io::ModelFile>(argv[i]), {}});
            if (i + 1 < argc) {
                plans.back().people = split(argv[i + 1]);
            }
        }
        const std::string what = argv[1];
        const std::map<std::string, void (*)(const std::string&, const std::vector<Plan>&)> modes = {
            {"times", times}, {"borders", borders}, {"clocks", clocks}, {"sides", sides}};
        if (!modes.contains(what)) {
            fmt::print(stderr, "times, borders, clocks or sides, not {}\n", what);
            return 2;
        }
        modes.at(what)(argv[2], plans);
    } catch (const Error& error) {
        fmt::print(stderr, "{}\n", error.what());
        return 1;
    }
    return 0;
}
