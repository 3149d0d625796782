// Lays the feet's ways together.
#include "footfall/report/walk_ground.h"

#include <algorithm>
#include <cmath>

namespace footfall::report {
namespace {

struct TimedPoint {
    double time_s = 0.0;
    Point at;
};

using Way = std::vector<TimedPoint>;

double seconds(Nanoseconds time) {
    return static_cast<double>(time) / static_cast<double>(kNanosecondsPerSecond);
}

Point plus(Point a, Point b) { return {a.x + b.x, a.y + b.y}; }
Point minus(Point a, Point b) { return {a.x - b.x, a.y - b.y}; }
Point times(Point a, double by) { return {a.x * by, a.y * by}; }
double length(Point a) { return std::hypot(a.x, a.y); }
bool finite(Point a) { return std::isfinite(a.x) && std::isfinite(a.y); }

Point level(const algebra::Vector& place_m) { return {place_m[0], place_m[1]}; }

/// Turn by an angle, then shift.
struct Placing {
    double cosine = 1.0;
    double sine = 0.0;
    Point shift;

    [[nodiscard]] Point operator()(Point at) const {
        return {cosine * at.x - sine * at.y + shift.x, sine * at.x + cosine * at.y + shift.y};
    }
};

Placing turned(double cosine_times, double sine_times) {
    const double norm = std::hypot(cosine_times, sine_times);
    Placing placing;
    if (norm > 0.0) {
        placing.cosine = cosine_times / norm;
        placing.sine = sine_times / norm;
    }
    return placing;
}

/// Linear between points; before the first and after the last stands still.
Point at_time(const Way& way, double time_s) {
    const auto after = std::lower_bound(way.begin(), way.end(), time_s,
                                        [](const TimedPoint& point, double t) { return point.time_s < t; });
    if (after == way.begin()) {
        return way.front().at;
    }
    if (after == way.end()) {
        return way.back().at;
    }
    const TimedPoint& before = *(after - 1);
    const double share = (time_s - before.time_s) / (after->time_s - before.time_s);
    return plus(before.at, times(minus(after->at, before.at), share));
}

/// So that the way starts at the origin and its farthest place lies on x.
Placing along_x(const Way& way) {
    const Point start = way.front().at;
    Point farthest = start;
    for (const TimedPoint& point : way) {
        if (length(minus(point.at, start)) > length(minus(farthest, start))) {
            farthest = point.at;
        }
    }
    const Point direction = minus(farthest, start);
    Placing placing = turned(direction.x, -direction.y);
    placing.shift = times(placing(start), -1.0);
    return placing;
}

/// So that `way` lies closest to `onto` over the time that they share (Procrustes in the plane).
Placing laid_on(const Way& way, const Way& onto) {
    constexpr int kMoments = 200;
    const double start_s = std::max(way.front().time_s, onto.front().time_s);
    const double end_s = std::min(way.back().time_s, onto.back().time_s);
    std::vector<std::pair<Point, Point>> pairs;
    Point from_mean;
    Point to_mean;
    for (int i = 0; i < kMoments; ++i) {
        const double time_s = start_s + (end_s - start_s) * i / (kMoments - 1);
        pairs.emplace_back(at_time(way, time_s), at_time(onto, time_s));
        from_mean = plus(from_mean, times(pairs.back().first, 1.0 / kMoments));
        to_mean = plus(to_mean, times(pairs.back().second, 1.0 / kMoments));
    }
    double inner = 0.0;
    double outer = 0.0;
    for (const auto& [from, to] : pairs) {
        const Point a = minus(from, from_mean);
        const Point b = minus(to, to_mean);
        inner += a.x * b.x + a.y * b.y;
        outer += a.x * b.y - a.y * b.x;
    }
    Placing placing = turned(inner, outer);
    placing.shift = minus(to_mean, placing(from_mean));
    return placing;
}

/// To the left of the way walked about that time, of length 1; `last` where it hardly moves.
Point left_of(const Way& way, double time_s, Point last) {
    constexpr double kAboutS = 0.7;
    constexpr double kLeastM = 0.3;
    const Point moved = minus(at_time(way, time_s + kAboutS), at_time(way, time_s - kAboutS));
    return length(moved) < kLeastM ? last : times(Point{-moved.y, moved.x}, 1.0 / length(moved));
}

class FootWay {
public:
    /// @param offset_s from the foot's own clock to the first foot's
    FootWay(const MeasuredFoot& foot, double offset_s) : foot_(foot) {
        for (const PathPoint& point : foot.path) {
            way_.push_back({seconds(point.time) + offset_s, level(point.place_m)});
        }
        const auto add = [&](double time_s, const algebra::Vector& place_m, bool turning) {
            holds_.push_back({time_s, level(place_m)});
            turning_.push_back(turning);
        };
        bool open = false;
        for (const MeasuredStride& stride : foot.strides) {
            // Strides before the path's first foothold or after its last lie in another world.
            if (stride.bout != foot.path_bout || stride.time.start > foot.path.back().time ||
                stride.time.final_contact < foot.path.front().time) {
                continue;
            }
            if (!open) {
                add(seconds(stride.time.start) + offset_s, stride.motion.from_m, stride.turning);
            }
            add(seconds(stride.time.end) + offset_s, stride.motion.to_m, stride.turning);
            open = finite(holds_.back().at);
        }
        ends_before_bout_ =
            !foot.strides.empty() &&
            std::any_of(foot.strides.begin(), foot.strides.end(), [&](const auto& stride) {
                return stride.bout == foot.path_bout && stride.time.start > foot.path.back().time;
            });
    }

    void place(const Placing& placing) {
        for (Way* way : {&way_, &holds_}) {
            for (TimedPoint& point : *way) {
                point.at = placing(point.at);
            }
        }
    }

    [[nodiscard]] const Way& way() const { return way_; }
    [[nodiscard]] bool ends_before_bout() const { return ends_before_bout_; }

    /// Moved aside, and the path thinned.
    [[nodiscard]] GroundWay drawn(double apart_m, std::size_t points) const {
        GroundWay ground{foot_.foot, {}, {}};
        const double aside = (foot_.foot == Foot::left ? 0.5 : -0.5) * apart_m;
        Point normal{0.0, 1.0};
        const std::size_t step = std::max<std::size_t>(1, (way_.size() + points - 1) / points);
        for (std::size_t i = 0; i < way_.size(); ++i) {
            normal = left_of(way_, way_[i].time_s, normal);
            if (i % step == 0 || i + 1 == way_.size()) {
                ground.path_m.push_back(plus(way_[i].at, times(normal, aside)));
            }
        }
        normal = {0.0, 1.0};
        for (std::size_t i = 0; i < holds_.size(); ++i) {
            normal = left_of(way_, holds_[i].time_s, normal);
            ground.footholds.push_back({plus(holds_[i].at, times(normal, aside)), turning_[i]});
        }
        return ground;
    }

private:
    const MeasuredFoot& foot_;
    Way way_;
    Way holds_;
    std::vector<bool> turning_;
    bool ends_before_bout_ = false;
};

bool has_way(const MeasuredFoot& foot) { return foot.path.size() > 1; }

}  // namespace

std::optional<WalkGround> ground_of(const MeasuredWalk& walk, std::size_t points) {
    const auto first = std::find_if(walk.feet.begin(), walk.feet.end(), has_way);
    if (first == walk.feet.end()) {
        return std::nullopt;
    }
    const double right_offset_s = walk.clocks.offset_s.known() ? walk.clocks.offset_s.value : 0.0;
    // Bouts and turns are on the first foot's clock.
    const Foot clock = walk.feet.front().foot;
    const auto offset_s = [&](const MeasuredFoot& foot) {
        return foot.foot == clock ? 0.0 : (foot.foot == Foot::right ? right_offset_s : -right_offset_s);
    };

    std::vector<FootWay> ways;
    ways.emplace_back(*first, offset_s(*first));
    ways.front().place(along_x(ways.front().way()));
    for (auto other = first + 1; other != walk.feet.end(); ++other) {
        if (!has_way(*other) || other->path_bout != first->path_bout) {
            continue;
        }
        FootWay way(*other, offset_s(*other));
        const Way& onto = ways.front().way();
        const bool share_time =
            way.way().front().time_s < onto.back().time_s && onto.front().time_s < way.way().back().time_s;
        const bool related = walk.clocks.kind == ClockRelation::Kind::common ||
                             walk.clocks.kind == ClockRelation::Kind::estimated;
        way.place(related && share_time ? laid_on(way.way(), onto) : along_x(way.way()));
        ways.push_back(std::move(way));
    }

    WalkGround ground;
    ground.bout = first->path_bout;
    for (const FootWay& way : ways) {
        ground.feet.push_back(way.drawn(ways.size() > 1 ? WalkGround::kDrawnApartM : 0.0, points));
        ground.cut = ground.cut || way.ends_before_bout();
    }
    const Way& way = ways.front().way();
    for (std::size_t i = 0; i < walk.turns.size(); ++i) {
        const Turn& turn = walk.turns[i];
        const double middle_s = 0.5 * (seconds(turn.time.start) + seconds(turn.time.end));
        if (turn.bout == ground.bout && middle_s >= way.front().time_s && middle_s <= way.back().time_s) {
            ground.turns.push_back({at_time(way, middle_s), i + 1});
        }
    }
    return ground;
}

}  // namespace footfall::report
