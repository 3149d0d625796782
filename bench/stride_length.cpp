// How well strides are measured, end to end with a model's phases: simulated walks against their exact truth,
// and the 10 m that the people of voisard2023 walk out and back.
//
//     footfall_bench_strides MODEL [PEOPLE [LOST]]     simulated people, at five speeds; share of packets
//     lost footfall_bench_strides MODEL voisard2023:DIR
#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <exception>
#include <map>
#include <numbers>
#include <string>
#include <vector>

#include "footfall/core/random.h"
#include "footfall/recording/track_analysis.h"
#include "io/data_set.h"
#include "io/model_file.h"
#include "simulate/walk.h"

namespace footfall {
namespace {

struct Measure {
    Stride stride;
    StrideMotion motion;
};

struct FootWalk {
    std::vector<Measure> strides;
    std::vector<PathPoint> path;  ///< of the longest world
};

FootWalk measured(const TrackSource& track, const Model& model) {
    const TrackSurvey known = survey(track, model.preprocessing, [](double) {});
    FootWalk walk;
    std::vector<PathPoint> world;
    const auto keep_longest = [&] {
        if (world.size() > walk.path.size()) {
            walk.path = world;
        }
        world.clear();
    };
    AnalysisSinks sinks;
    sinks.sample = [](const AnsweredSample&) {};
    sinks.event = [](const Event&) {};
    sinks.stride = [](const Stride&) {};
    sinks.watch = [](double) {};
    sinks.motion = [&](const Stride& stride, const StrideMotion& motion) {
        walk.strides.push_back({stride, motion});
    };
    sinks.path = [&](const PathPoint& point) {
        // Within a world there is a point for every sample.
        if (!world.empty() && point.time - world.back().time > 15'000'000) {
            keep_longest();
        }
        world.push_back(point);
    };
    const AnalysisOutcome outcome = analyze(track, known, model, sinks);
    keep_longest();
    if (!outcome.no_motion.empty()) {
        std::printf("not measured: %s\n", outcome.no_motion.c_str());
    }
    return walk;
}

double quantile(std::vector<double> values, double share) {
    std::sort(values.begin(), values.end());
    return values[static_cast<std::size_t>(share * static_cast<double>(values.size() - 1) + 0.5)];
}

/// Errors of one figure against what is stated of them.
class Errors {
public:
    void add(double error, double sd) {
        sum_ += error;
        squares_ += error * error;
        inside_ += std::abs(error) <= sd ? 1 : 0;
        inside_two_ += std::abs(error) <= 2.0 * sd ? 1 : 0;
        stated_ += sd * sd;
        ++count_;
    }
    void print(const char* what, double scale) const {
        const auto count = static_cast<double>(count_);
        std::printf("  %-26s %6d  bias %7.2f  rms %6.2f  stated %6.2f  inside one %5.1f %%, two %5.1f %%\n",
                    what, count_, scale * sum_ / count, scale * std::sqrt(squares_ / count),
                    scale * std::sqrt(stated_ / count), 100.0 * inside_ / count, 100.0 * inside_two_ / count);
    }

private:
    double sum_ = 0.0;
    double squares_ = 0.0;
    double stated_ = 0.0;
    int inside_ = 0;
    int inside_two_ = 0;
    int count_ = 0;
};

struct SimulatedErrors {
    Errors length;
    Errors straight_length;
    Errors turn;
    Errors rise;
    Errors clearance;
    Errors landing;
    Errors leaving;
    std::vector<double> distance;  ///< by foot, relative
    int unknown = 0;

    void print() const {
        length.print("length, cm", 100.0);
        straight_length.print("  where they go straight", 100.0);
        turn.print("turn, degrees", 180.0 / std::numbers::pi);
        rise.print("rise, cm", 100.0);
        clearance.print("clearance, cm", 100.0);
        landing.print("angle at landing, degrees", 180.0 / std::numbers::pi);
        leaving.print("angle at toe-off, degrees", 180.0 / std::numbers::pi);
    }
};

const simulate::StrideTruth* truth_of(const simulate::Truth& truth, Foot foot, double end_s) {
    for (const simulate::StrideTruth& stride : truth.strides) {
        if (stride.foot == foot && std::abs(stride.end_s - end_s) < 0.15) {
            return &stride;
        }
    }
    return nullptr;
}

void compare(const Measure& measure, const simulate::Truth& truth, Foot foot, simulate::Vector place_m,
             const simulate::StrideTruth& stride, SimulatedErrors& errors) {
    const StrideMotion& motion = measure.motion;
    const double end_s = 1e-9 * static_cast<double>(measure.stride.end);
    const double final_contact_s = 1e-9 * static_cast<double>(measure.stride.final_contact);
    const double off = motion.length_m.value - stride.length_m;
    errors.length.add(off, motion.length_m.sd);
    if (!stride.turning) {
        errors.straight_length.add(off, motion.length_m.sd);
    }
    const double turn = motion.turn_rad.value - stride.turn_rad;
    errors.turn.add(turn - 2.0 * std::numbers::pi * std::round(turn / (2.0 * std::numbers::pi)),
                    motion.turn_rad.sd);
    errors.rise.add(motion.rise_m.value, motion.rise_m.sd);
    const auto pitch = [&](double time_s) {
        return std::asin(truth.foot_at(foot, time_s).attitude(simulate::Vector{1.0, 0.0, 0.0}).z);
    };
    errors.landing.add(motion.initial_contact_angle_rad.value - pitch(end_s),
                       motion.initial_contact_angle_rad.sd);
    errors.leaving.add(motion.final_contact_angle_rad.value - pitch(final_contact_s),
                       motion.final_contact_angle_rad.sd);
    double lowest_m = 10.0;
    for (int i = 0; i <= 100; ++i) {
        const double time_s = final_contact_s + (0.3 + 0.005 * i) * (end_s - final_contact_s);
        lowest_m = std::min(lowest_m, truth.foot_at(foot, time_s).point(place_m).value.z - place_m.z);
    }
    errors.clearance.add(motion.clearance_m.value - lowest_m, motion.clearance_m.sd);
}

void simulated(const Model& model, int people, double lost_share) {
    SimulatedErrors all;
    for (const double speed_mps : {0.6, 0.9, 1.2, 1.5, 1.8}) {
        SimulatedErrors errors;
        int strides = 0;
        for (int person = 1; person <= people; ++person) {
            simulate::Walker walker = simulate::draw_walker(
                person, person % 2 == 1 ? simulate::AgeGroup::younger : simulate::AgeGroup::older,
                simulate::Mounting::any, 77);
            walker = simulate::at_speed(walker, speed_mps / walker.speed_mps());
            for (simulate::SensorSpec& sensor : walker.sensor) {
                sensor.lost_share = lost_share;
            }
            simulate::WalkOptions options;
            options.course.leg_m = 20.0;
            options.course.seconds = 210.0 / speed_mps + 8.0;
            const auto walk =
                simulate::simulate_walk(walker, options, 1000 + static_cast<std::uint64_t>(person));
            const RecordingSource source = source_of(walk.recording);
            for (const Foot foot : {Foot::left, Foot::right}) {
                const auto index = static_cast<std::size_t>(foot);
                double found_m = 0.0;
                double true_m = 0.0;
                for (const Measure& measure : measured(*source.feet[index], model).strides) {
                    ++strides;
                    const auto* truth =
                        truth_of(walk.truth, foot, 1e-9 * static_cast<double>(measure.stride.end));
                    if (truth == nullptr || !measure.motion.length_m.known()) {
                        ++errors.unknown;
                        continue;
                    }
                    found_m += measure.motion.length_m.value;
                    true_m += truth->length_m;
                    for (SimulatedErrors* each : {&errors, &all}) {
                        compare(measure, walk.truth, foot, walker.sensor[index].place_m, *truth, *each);
                    }
                }
                errors.distance.push_back(std::abs(found_m / true_m - 1.0));
                all.distance.push_back(errors.distance.back());
            }
        }
        std::printf("%.1f m/s: %d strides, %d without figures; distance over 200 m off by %.2f %% at most\n",
                    speed_mps, strides, errors.unknown, 100.0 * quantile(errors.distance, 1.0));
        errors.print();
    }
    std::printf("all speeds: distance over 200 m off by %.2f %% in the median, %.2f %% at most\n",
                100.0 * quantile(all.distance, 0.5), 100.0 * quantile(all.distance, 1.0));
    all.print();
}

double level_distance(const PathPoint& a, const PathPoint& b) {
    return std::hypot(a.place_m[0] - b.place_m[0], a.place_m[1] - b.place_m[1]);
}

struct Course {
    std::string person;
    std::size_t recording = 0;
    double out_m = 0.0;   ///< from where the foot stood to where it was half through the turn
    double back_m = 0.0;  ///< from there to where it stood in the end
    double step_m = 0.0;  ///< half its mean stride
};

/// Median of the errors and its 90th percentile, with 95 % intervals from a bootstrap over people.
void print_errors(const char* what, const std::vector<Course>& courses, double (*error)(const Course&)) {
    std::map<std::string, std::vector<double>> by_person;
    std::vector<double> all;
    for (const Course& course : courses) {
        all.push_back(error(course));
        by_person[course.person].push_back(all.back());
    }
    std::vector<const std::vector<double>*> people;
    for (const auto& [name, errors] : by_person) {
        people.push_back(&errors);
    }
    std::vector<double> medians;
    std::vector<double> nineties;
    Random random(1);
    for (int i = 0; i < 2000; ++i) {
        std::vector<double> drawn;
        for (std::size_t k = 0; k < people.size(); ++k) {
            const auto& errors = *people[random.below(static_cast<std::uint32_t>(people.size()))];
            drawn.insert(drawn.end(), errors.begin(), errors.end());
        }
        medians.push_back(quantile(drawn, 0.5));
        nineties.push_back(quantile(drawn, 0.9));
    }
    std::printf("  %-52s median %.2f m [%.2f, %.2f], 90th percentile %.2f m [%.2f, %.2f]\n", what,
                quantile(all, 0.5), quantile(medians, 0.025), quantile(medians, 0.975), quantile(all, 0.9),
                quantile(nineties, 0.025), quantile(nineties, 0.975));
}

/// How far outside [10 m, 10 m and a step].
double beyond_a_step(const Course& course) {
    return std::max({0.0, 10.0 - course.out_m, course.out_m - 10.0 - course.step_m});
}

void ten_metres(const Model& model, const std::string& where) {
    const auto data = io::open_data_set(where);
    std::vector<Course> courses;
    std::vector<double> outs;
    std::vector<double> backs;
    std::vector<double> between_feet;
    int strides = 0;
    int unknown = 0;
    int left_out = 0;
    double rise_m = 0.0;
    for (std::size_t i = 0; i < data->entries().size(); ++i) {
        const Recording recording = data->load(i);
        const RecordingSource source = source_of(recording);
        for (const auto& track : source.feet) {
            const FootWalk walk = measured(*track, model);
            double sum_m = 0.0;
            int known = 0;
            for (const Measure& measure : walk.strides) {
                ++strides;
                if (measure.motion.length_m.known()) {
                    sum_m += measure.motion.length_m.value;
                    rise_m += measure.motion.rise_m.value;
                    ++known;
                }
            }
            unknown += static_cast<int>(walk.strides.size()) - known;
            if (walk.path.empty() || recording.turns.size() != 1 || known == 0) {
                ++left_out;
                continue;
            }
            const Nanoseconds turn = (recording.turns[0].start + recording.turns[0].end) / 2;
            const auto middle = std::find_if(walk.path.begin(), walk.path.end(),
                                             [&](const PathPoint& p) { return p.time >= turn; });
            if (middle == walk.path.begin() || middle == walk.path.end()) {
                ++left_out;  // the path broke off before the turn
                continue;
            }
            courses.push_back({recording.person.id, i, level_distance(walk.path.front(), *middle),
                               level_distance(*middle, walk.path.back()), 0.5 * sum_m / known});
            outs.push_back(courses.back().out_m);
            backs.push_back(courses.back().back_m);
            if (courses.size() > 1 && courses[courses.size() - 2].recording == i) {
                between_feet.push_back(std::abs(courses.back().out_m - courses[courses.size() - 2].out_m));
            }
        }
    }
    std::printf("%zu feet of %zu recordings (%d left out), %d strides, %d of them without figures\n",
                courses.size(), data->entries().size(), left_out, strides, unknown);
    std::printf("  out:  median %.2f m, from %.2f to %.2f (10th to 90th percentile)\n", quantile(outs, 0.5),
                quantile(outs, 0.1), quantile(outs, 0.9));
    std::printf("  back: median %.2f m, from %.2f to %.2f\n", quantile(backs, 0.5), quantile(backs, 0.1),
                quantile(backs, 0.9));
    std::printf("  left against right foot, out: median %.2f m, 90th percentile %.2f m apart\n",
                quantile(between_feet, 0.5), quantile(between_feet, 0.9));
    std::printf("  rise, on a level floor: %.1f cm a stride in the mean\n",
                100.0 * rise_m / static_cast<double>(strides - unknown));
    print_errors("out against 10 m", courses, [](const Course& c) { return std::abs(c.out_m - 10.0); });
    print_errors("out against 10 m and half a step", courses,
                 [](const Course& c) { return std::abs(c.out_m - 10.0 - 0.5 * c.step_m); });
    print_errors("out against 10 m to a step more", courses, beyond_a_step);
    print_errors("the same, were every length 5 % more", courses, [](const Course& c) {
        return beyond_a_step({c.person, c.recording, 1.05 * c.out_m, c.back_m, 1.05 * c.step_m});
    });
    print_errors("back against 10 m", courses, [](const Course& c) { return std::abs(c.back_m - 10.0); });
}

int run(const std::vector<std::string>& arguments) {
    if (arguments.empty()) {
        std::fprintf(stderr, "footfall_bench_strides MODEL [PEOPLE [LOST] | voisard2023:DIR]\n");
        return 2;
    }
    const io::ModelFile file(arguments[0]);
    const std::string what = arguments.size() > 1 ? arguments[1] : "12";
    if (what.find(':') != std::string::npos) {
        ten_metres(file.model(), what);
    } else {
        simulated(file.model(), std::atoi(what.c_str()),
                  arguments.size() > 2 ? std::atof(arguments[2].c_str()) : 0.0);
    }
    return 0;
}

}  // namespace
}  // namespace footfall

int main(int argc, char** argv) {
    try {
        return footfall::run({argv + 1, argv + argc});
    } catch (const std::exception& error) {
        std::fprintf(stderr, "%s\n", error.what());
        return 1;
    }
}
