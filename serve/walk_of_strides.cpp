// A walk put together from its strides alone.
#include "serve/walk_of_strides.h"

#include <utility>

#include "footfall/recording/turns.h"
#include "footfall/recording/walking_bouts.h"
#include "serve/stride_rows.h"

namespace footfall::serve {

MeasuredWalk walk_of_strides(const std::vector<StrideOfFoot>& strides) {
    MeasuredWalk walk;
    for (const Foot foot : {Foot::left, Foot::right}) {
        MeasuredFoot measured;
        measured.foot = foot;
        for (const StrideOfFoot& one : strides) {
            if (one.foot != foot) {
                continue;
            }
            MeasuredStride stride = one.stride;
            // One foot's stretches: where the other goes on meanwhile, they are one bout.
            stride.bout = 0;
            if (!measured.strides.empty()) {
                const MeasuredStride& before = measured.strides.back();
                stride.bout = before.bout + (stride.time.start == before.time.end ? 0 : 1);
            }
            stride.turning = false;
            measured.strides.push_back(stride);
        }
        if (!measured.strides.empty()) {
            walk.feet.push_back(std::move(measured));
        }
    }
    walk.bouts = join_bouts(walk.feet, 0);
    walk.turns = find_turns(walk.feet, 0);
    return walk;
}

MeasuredWalk walk_of_strides(Database& database, SessionId session) {
    std::vector<StrideOfFoot> strides;
    for_each_stride(database, session, [&](const StrideOfFoot& stride) { strides.push_back(stride); });
    return walk_of_strides(strides);
}

}  // namespace footfall::serve
