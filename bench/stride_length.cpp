// How well strides are measured: on simulated walks against their exact truth, on voisard2023 against the 10 m
// that people walk out and back.
#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <vector>

#include "footfall/recording/track_analysis.h"
#include "io/data_set.h"
#include "io/model_file.h"
#include "simulate/walk.h"

namespace footfall {
namespace {

struct Error2 {
    double sum = 0, square = 0, stated = 0;
    int n = 0, inside = 0, two = 0;
    void add(double e, double sd) {
        ++n;
        sum += e;
        square += e * e;
        stated += sd * sd;
        inside += std::abs(e) <= sd;
        two += std::abs(e) <= 2 * sd;
    }
    void print(const char* what) const {
        std::printf("  %-22s n %5d  bias %8.4f  rms %8.4f  stated %8.4f  1sd %5.1f%% 2sd %5.1f%%\n", what, n,
                    sum / n, std::sqrt(square / n), std::sqrt(stated / n), 100.0 * inside / n, 100.0 * two / n);
    }
};

void simulated(const Model& model, double speed, int people, double wobble) {
    Error2 length, own, straight, turn, clearance, fc, ic, rise;
    int lost = 0, all = 0;
    std::vector<double> distance;
    for (int person = 1; person <= people; ++person) {
        simulate::Walker walker = simulate::draw_walker(
            person, person % 2 ? simulate::AgeGroup::younger : simulate::AgeGroup::older,
            simulate::Mounting::any, 77);
        for (auto& sensor : walker.sensor) {
            if (wobble >= 0) sensor.wobble_share = wobble;
        }
        simulate::WalkOptions options;
        options.speed_factor = std::clamp(speed / walker.speed_mps(), 0.5, 1.6);
        options.course.leg_m = 20;
        options.course.seconds = 60;
        const auto simulated = simulate::simulate_walk(walker, options, 5 + person);
        const RecordingSource source = source_of(simulated.recording);
        for (std::size_t foot = 0; foot < 2; ++foot) {
            const TrackSurvey known = survey(*source.feet[foot], model.preprocessing, [](double) {});
            AnalysisSinks sinks;
            sinks.sample = [](const AnsweredSample&) {};
            sinks.event = [](const Event&) {};
            sinks.stride = [](const Stride&) {};
            sinks.watch = [](double) {};
            double walked = 0, truth_walked = 0;
            sinks.motion = [&](const Stride& s, const StrideMotion& m) {
                ++all;
                const double end = double(s.end) * 1e-9;
                const simulate::StrideTruth* best = nullptr;
                for (const auto& t : simulated.truth.strides) {
                    if (int(t.foot) == int(foot) && std::abs(t.end_s - end) < 0.15) best = &t;
                }
                if (!best || !m.length_m.known()) {
                    ++lost;
                    if (std::getenv("SHOW") && best) std::printf("lost %d foot %d %.2f..%.2f\n", person, int(foot), best->start_s, best->end_s);
                    return;
                }
                const auto sensor_at = [&](const simulate::StrideTruth& t) { return simulated.truth.foot_at(Foot(foot), t.foot_flat_s + 1e-6).point(walker.sensor[foot].place_m).value; };
                const simulate::StrideTruth* next = nullptr;
                for (const auto& t : simulated.truth.strides) {
                    if (int(t.foot) == int(foot) && std::abs(t.start_s - best->end_s) < 1e-6) next = &t;
                }
                if (next) {
                    const auto d = sensor_at(*next) - sensor_at(*best);
                    const double e = m.length_m.value - std::hypot(d.x, d.y);
                    own.add(e, m.length_m.sd);
                    if (!best->turning) straight.add(m.length_m.value - best->length_m, m.length_m.sd);
                if (std::getenv("SHOW") && std::abs(e) > 0.03)
                    std::printf("p%d f%d stride %.2f fc %.2f end %.2f (ff %.2f ho %.2f fc %.2f) e %.3f sd %.3f turning %d len %.2f ic %.2f\n", person, int(foot), double(s.start) * 1e-9,
                                double(s.final_contact) * 1e-9, end, best->foot_flat_s, best->heel_off_s, best->final_contact_s, e, m.length_m.sd, best->turning, best->length_m, m.initial_contact_angle_rad.value);
                }
                walked += m.length_m.value;
                truth_walked += best->length_m;
                length.add(m.length_m.value - best->length_m, m.length_m.sd);
                double dt = m.turn_rad.value - best->turn_rad;
                dt -= 2 * M_PI * std::round(dt / 2 / M_PI);
                turn.add(dt, m.turn_rad.sd);
                rise.add(m.rise_m.value, m.rise_m.sd);
                const auto pitch_at = [&](double t) {
                    const auto st = simulated.truth.foot_at(Foot(foot), t);
                    return std::asin(st.attitude(simulate::Vector{1, 0, 0}).z);
                };
                ic.add(m.initial_contact_angle_rad.value - pitch_at(end), m.initial_contact_angle_rad.sd);
                const double fct = double(s.final_contact) * 1e-9;
                fc.add(m.final_contact_angle_rad.value - pitch_at(fct), m.final_contact_angle_rad.sd);
                double low = 9;
                const double base = simulated.truth.foot_at(Foot(foot), best->end_s + 0.2).shoe_point(walker.sensor[foot].place_m).value.z;
                for (int i = 0; i <= 100; ++i) {
                    const double t = fct + (0.3 + 0.5 * i / 100) * (end - fct);
                    low = std::min(low, simulated.truth.foot_at(Foot(foot), t).point(walker.sensor[foot].place_m).value.z - walker.sensor[foot].place_m.z);
                }
                (void)base;
                clearance.add(m.clearance_m.value - low, m.clearance_m.sd);
            };
            const auto outcome = analyze(*source.feet[foot], known, model, sinks);
            if (!outcome.no_motion.empty()) std::printf("%s\n", outcome.no_motion.c_str());
            distance.push_back(walked / truth_walked - 1);
        }
    }
    double worst = 0;
    for (double d : distance) worst = std::max(worst, std::abs(d));
    std::printf("speed %.1f wobble %.2f: %d strides, %d not measured; distance off at most %.2f%%\n", speed, wobble, all,
                lost, 100 * worst);
    length.print("length m");
    own.print("sensor's own length");
    straight.print("straight length");
    turn.print("turn rad");
    rise.print("rise m");
    clearance.print("clearance m");
    ic.print("ic angle rad");
    fc.print("fc angle rad");
}

}  // namespace
}  // namespace footfall

int main(int argc, char** argv) {
    using namespace footfall;
    const io::ModelFile file(argv[1]);
    for (const double wobble : {0.0, -1.0}) {
        for (double speed : {0.6, 1.0, 1.4, 1.8}) simulated(file.model(), speed, argc > 2 ? std::atoi(argv[2]) : 6, wobble);
    }
}
