// Reads one foot's samples from standard input, prints its phases: footfall::rt and nothing else.
//
//     phases MODEL left|right RATE_HZ < samples
//
// A line of input is time in s, acceleration x y z in m/s² with gravity in it, angular rate x y z in rad/s,
// in the sensor's axes. A line of output is time in s, cycle position in %, phase ("none" while not walking).
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <cstring>

#include "footfall/nn/aligned_bytes.h"
#include "footfall/phase/phase_estimator.h"

int main(int argc, char** argv) {
    std::FILE* const file = argc == 4 ? std::fopen(argv[1], "rb") : nullptr;
    if (file == nullptr) {
        std::fprintf(stderr, "usage: phases MODEL left|right RATE_HZ < samples\n");
        return 2;
    }
    footfall::AlignedBytes bytes(1 << 22);
    bytes.resize(std::fread(bytes.data(), 1, bytes.size(), file));
    std::fclose(file);

    const auto model = footfall::parse_model(bytes);
    if (!model) {
        std::fprintf(stderr, "%s: %s\n", argv[1], model.reason());
        return 1;
    }
    footfall::StreamOptions options;
    options.foot = std::strcmp(argv[2], "left") == 0 ? footfall::Foot::left : footfall::Foot::right;
    options.input_rate_hz = std::strtod(argv[3], nullptr);
    auto estimator = footfall::PhaseEstimator::make(*model, options);
    if (!estimator) {
        std::fprintf(stderr, "%s\n", estimator.reason());
        return 1;
    }
    double time_s = 0.0;
    footfall::ImuSample sample;
    auto& a = sample.imu.acceleration_mps2;
    auto& w = sample.imu.angular_rate_radps;
    while (std::scanf("%lf %f %f %f %f %f %f", &time_s, &a.x, &a.y, &a.z, &w.x, &w.y, &w.z) == 7) {
        sample.time = std::llround(time_s * 1e9);
        for (const footfall::PhaseEstimate& now : estimator->update(sample)) {
            const auto& phase = model->phases.phases[static_cast<std::size_t>(now.sample.phase)];
            std::printf(
                "%.3f %5.1f %s\n", static_cast<double>(now.sample.index) / model->preprocessing.rate_hz,
                100.0 * static_cast<double>(now.sample.cycle), now.walking ? phase.name.c_str() : "none");
        }
        estimator->prepare();
    }
}
