// Half a second of both feet, with a gap.
#pragma once

#include "footfall/recording/recording.h"
#include "tests/serve/readings.h"

namespace footfall::serve {

inline Recording short_recording() {
    Recording recording;
    recording.id = "short";
    for (const Foot foot : {Foot::left, Foot::right}) {
        FootTrack track;
        track.foot = foot;
        track.rate_hz = 100.0;
        for (int i = 0; i < 50; ++i) {
            if (i < 20 || i > 30) {
                track.samples.push_back(
                    {i * 10 * kMillisecond, {{static_cast<float>(i), 0.0F, 9.8F}, {0.0F, 0.0F, 0.0F}}});
            }
        }
        recording.feet.push_back(track);
    }
    return recording;
}

}  // namespace footfall::serve
