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
    for (int person = std::getenv("ONLY") ? std::atoi(std::getenv("ONLY")) : 1; person <= people; ++person) {
        simulate::Walker walker = simulate::draw_walker(
            person, person % 2 ? simulate::AgeGroup::younger : simulate::AgeGroup::older,
            simulate::Mounting::any, 77);
        for (auto& sensor : walker.sensor) {
            if (wobble >= 0) sensor.wobble_share = wobble;
        }
        simulate::WalkOptions options;
        walker = simulate::at_speed(walker, speed / walker.speed_mps());
        options.course.leg_m = 20;
        options.course.seconds = 60;
        const auto simulated = simulate::simulate_walk(walker, options, 5 + person);
        const RecordingSource source = source_of(simulated.recording);
        for (std::size_t foot = 0; foot < (std::getenv("ONLYFOOT") ? 1 : 2); ++foot) {
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
                    const double e = std::hypot(m.to_m[0] - m.from_m[0], m.to_m[1] - m.from_m[1]) - std::hypot(d.x, d.y);
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
                if (std::getenv("SHOW") && !m.final_contact_angle_rad.known()) std::printf("nan fc p%d f%d %.2f %.2f %.2f truth ff %.2f ho %.2f fc %.2f\n", person, int(foot), double(s.start) * 1e-9, fct, end, best->foot_flat_s, best->heel_off_s, best->final_contact_s);
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

void real(const Model& model, const std::string& where) {
    const auto data = io::open_data_set(where);
    int all = 0, lost = 0;
    std::vector<double> outs, backs;
    for (std::size_t i = 0; i < data->entries().size(); ++i) {
        const Recording recording = data->load(i);
        const RecordingSource source = source_of(recording);
        for (std::size_t foot = 0; foot < source.feet.size(); ++foot) {
            const TrackSurvey known = survey(*source.feet[foot], model.preprocessing, [](double) {});
            AnalysisSinks sinks;
            sinks.sample = [](const AnsweredSample&) {};
            sinks.event = [](const Event&) {};
            sinks.stride = [](const Stride&) {};
            sinks.watch = [](double) {};
            int mine = 0, unknown = 0;
            double sd = 0, lsum = 0, straight = 0;
            sinks.motion = [&](const Stride& st, const StrideMotion& m) {
                ++mine;
                if (!m.length_m.known()) {
                    ++unknown;
                    if (std::getenv("SHOW")) std::printf("   unknown %.2f..%.2f\n", double(st.start) * 1e-9, double(st.end) * 1e-9);
                    return;
                }
                sd += m.length_m.sd;
                lsum += m.length_m.value;
                straight += std::abs(m.turn_rad.value) < 0.35;
            };
            std::vector<std::vector<PathPoint>> worlds;
            sinks.path = [&](const PathPoint& p) {
                if (worlds.empty() || (std::hypot(p.place_m[0] , p.place_m[1]) < 0.01 && p.time - worlds.back().back().time > 11000000))
                    worlds.emplace_back();
                worlds.back().push_back(p);
            };
            const auto outcome = analyze(*source.feet[foot], known, model, sinks);
            if (!outcome.no_motion.empty()) std::printf("%s\n", outcome.no_motion.c_str());
            all += mine;
            lost += unknown;
            const std::vector<PathPoint>* longest = nullptr;
            for (const auto& w : worlds) if (!longest || w.size() > longest->size()) longest = &w;
            if (!longest) { std::printf("%s none\n", recording.id.c_str()); continue; }
            const auto& w = *longest;
            std::size_t far = 0;
            const auto dist = [&](const PathPoint& a, const PathPoint& b) { return std::hypot(a.place_m[0] - b.place_m[0], a.place_m[1] - b.place_m[1]); };
            for (std::size_t k = 0; k < w.size(); ++k) if (dist(w[k], w[0]) > dist(w[far], w[0])) far = k;
            double out = dist(w[far], w[0]), back = dist(w.back(), w[far]);
            if (recording.turns.size() == 1 && worlds.size() >= 1) {
                const Nanoseconds mid = (recording.turns[0].start + recording.turns[0].end) / 2;
                const PathPoint* at = nullptr;
                for (const auto& p : w) if (!at || std::abs(p.time - mid) < std::abs(at->time - mid)) at = &p;
                if (std::abs(at->time - mid) < 20000000) { out = dist(*at, w[0]); back = dist(w.back(), *at); }
                else std::printf("turn outside ");
            } else std::printf("turns %zu ", recording.turns.size());
            outs.push_back(out);
            backs.push_back(back);
            std::printf("%-6s %d worlds %zu strides %2d (%d unknown) mean length %.3f sd %.3f out %.2f back %.2f closure %.2f rise %.2f  lost %ld\n", recording.id.c_str(),
                        int(foot), worlds.size(), mine, unknown, lsum / (mine - unknown), sd / (mine - unknown), out, back, dist(w.back(), w[0]),
                        w.back().place_m[2], long(known.lost));
        }
    }
    double mean = 0; std::vector<double> err;
    for (std::size_t i = 0; i < outs.size(); ++i) { err.push_back(std::abs(0.5 * (outs[i] + backs[i]) - 10)); mean += 0.5 * (outs[i] + backs[i]) / double(outs.size()); }
    std::vector<double> eo, eb;
    for (double o : outs) eo.push_back(std::abs(o - 10));
    for (double o : backs) eb.push_back(std::abs(o - 10));
    const auto q = [](std::vector<double> v, double p) { std::sort(v.begin(), v.end()); return v[std::size_t(p * double(v.size() - 1))]; };
    for (auto* v : {&outs, &backs}) std::printf("n %zu p10 %.2f p25 %.2f median %.2f p75 %.2f p90 %.2f\n", v->size(), q(*v, .1), q(*v, .25), q(*v, .5), q(*v, .75), q(*v, .9));
    std::printf("mean of out and back %.3f; |error| out: median %.3f p90 %.3f; back: %.3f %.3f; both/2: median %.3f p90 %.3f\n", mean, q(eo, .5), q(eo, .9), q(eb, .5), q(eb, .9), q(err, .5), q(err, .9));
    std::printf("strides %d unknown %d\n", all, lost);
}

}  // namespace
}  // namespace footfall

int main(int argc, char** argv) {
    using namespace footfall;
    const io::ModelFile file(argv[1]);
    if (argc > 2 && std::string(argv[2]).find(':') != std::string::npos) {
        real(file.model(), argv[2]);
        return 0;
    }
    for (const double wobble : {0.0, -1.0}) {
        for (double speed : {0.6, 1.0, 1.4, 1.8}) simulated(file.model(), speed, argc > 2 ? std::atoi(argv[2]) : 6, wobble);
    }
}
