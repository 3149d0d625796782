// Runs the firmware in an emulator and holds what it says against the same chain on this machine.
#include <gtest/gtest.h>

#include <array>
#include <bit>
#include <cmath>
#include <cstdio>
#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <sstream>
#include <string>
#include <vector>

#include "firmware/walk.h"
#include "footfall/phase/phase_estimator.h"
#include "io/model_file.h"

namespace footfall {
namespace {

struct Board {
    const char* cpu;
    const char* machine;
};

/// What a program printed: the lines below each heading, and the figures.
struct Output {
    std::map<std::string, std::vector<std::string>> lines;
    std::map<std::string, std::uint32_t> figures;
    std::string others;
};

Output run(const std::string& program, const Board& board) {
    const std::string command = std::string(FOOTFALL_QEMU) + " -M " + board.machine +
                                " -nographic -monitor none -serial none -icount shift=0"
                                " -semihosting-config enable=on,target=native -kernel " +
                                program + " 2>&1 </dev/null";
    const std::unique_ptr<std::FILE, int (*)(std::FILE*)> pipe(popen(command.c_str(), "r"), pclose);
    Output output;
    std::string heading;
    std::array<char, 256> buffer{};
    while (std::fgets(buffer.data(), buffer.size(), pipe.get()) != nullptr) {
        std::string line(buffer.data());
        line.erase(line.find_last_not_of('\n') + 1);
        const std::size_t space = line.find_last_of(' ');
        if (line.starts_with("estimate ") || line.starts_with("output ")) {
            output.lines[heading].push_back(line);
        } else if (line == "network" || line.starts_with("chain ")) {
            heading = line;
        } else if (space != std::string::npos) {
            output.figures[(line.starts_with("instructions") ? heading + " " : "") + line.substr(0, space)] =
                static_cast<std::uint32_t>(std::strtoul(line.c_str() + space, nullptr, 10));
        } else {
            output.others += line + "\n";
        }
    }
    return output;
}

float real_from(const std::string& bits) {
    return std::bit_cast<float>(static_cast<std::uint32_t>(std::stoul(bits, nullptr, 16)));
}

std::vector<std::string> words_of(const std::string& line) {
    std::istringstream stream(line);
    return {std::istream_iterator<std::string>(stream), {}};
}

/// The same as the firmware's play().
std::vector<PhaseEstimate> answers_here(const Model& model, const std::optional<Alignment>& alignment) {
    Result<PhaseEstimator> estimator =
        PhaseEstimator::make(model, {Foot::left, firmware::kWalkRateHz, true, alignment});
    std::vector<PhaseEstimate> answers;
    for (std::size_t i = 0; i < firmware::kWalkSamples; ++i) {
        const auto now = estimator->update(firmware::kWalk[i]);
        answers.insert(answers.end(), now.begin(), now.end());
    }
    return answers;
}

/// The same as the firmware's play_network().
std::vector<std::array<float, 4>> outputs_here(const Model& model) {
    Result<Inference> inference = Inference::make(model);
    std::vector<std::array<float, 4>> outputs;
    for (std::size_t i = 0; i < firmware::kWalkSamples; ++i) {
        const Imu<FootFrame> imu = mirrored(firmware::kWalkAlignment.apply(firmware::kWalk[i].imu));
        const auto& a = imu.acceleration_mps2;
        const auto& w = imu.angular_rate_radps;
        if (const auto output = inference->update({a.x, a.y, a.z, w.x, w.y, w.z})) {
            outputs.push_back({output->cycle[0], output->cycle[1], output->phase[0], output->phase[1]});
        }
    }
    return outputs;
}

/// How far answers may be from this machine's.
struct Tolerance {
    float answer = 0.0F;       ///< cycle position and probabilities
    bool phases_equal = true;  ///< or else equal unless both are as likely, within `answer`
};

void expect_same_answers(const std::vector<std::string>& there, const std::vector<PhaseEstimate>& here,
                         const Tolerance& tolerance) {
    ASSERT_EQ(there.size(), here.size());
    ASSERT_GT(here.size(), 1000U);
    std::size_t same_bits = 0;
    std::size_t other_phases = 0;
    std::size_t walking = 0;
    for (std::size_t i = 0; i < here.size(); ++i) {
        const std::vector<std::string> words = words_of(there[i]);
        ASSERT_EQ(words.size(), 7U) << there[i];
        const PhaseSample& sample = here[i].sample;
        ASSERT_EQ(std::stoll(words[1]), sample.index) << i;
        ASSERT_EQ(words[3] == "1", here[i].walking) << "grid sample " << sample.index;
        const float cycle = real_from(words[4]);
        const float apart = std::abs(cycle - sample.cycle);
        ASSERT_LE(std::min(apart, 1.0F - apart), tolerance.answer) << "grid sample " << sample.index;
        bool same = cycle == sample.cycle;
        for (std::size_t k = 0; k < 2; ++k) {
            ASSERT_NEAR(real_from(words[5 + k]), sample.probability[k], tolerance.answer) << sample.index;
            same = same && real_from(words[5 + k]) == sample.probability[k];
        }
        if (std::stoi(words[2]) != sample.phase) {
            ASSERT_FALSE(tolerance.phases_equal) << "grid sample " << sample.index;
            ASSERT_NEAR(sample.probability[0], sample.probability[1], 2.0F * tolerance.answer);
            ++other_phases;
        }
        same_bits += same ? 1 : 0;
        walking += here[i].walking ? 1 : 0;
    }
    EXPECT_GT(walking, here.size() / 2);
    EXPECT_LT(walking, here.size());
    std::printf("%zu answers, %zu of other phases, %zu the same in every bit\n", here.size(), other_phases,
                same_bits);
}

/// @param apart how far from this machine's each output may be
void expect_same_outputs(const std::vector<std::string>& there, const std::vector<std::array<float, 4>>& here,
                         float apart) {
    ASSERT_EQ(there.size(), here.size());
    ASSERT_GT(here.size(), 1000U);
    for (std::size_t i = 0; i < here.size(); ++i) {
        const std::vector<std::string> words = words_of(there[i]);
        ASSERT_EQ(words.size(), 5U) << there[i];
        for (std::size_t k = 0; k < 4; ++k) {
            ASSERT_LE(std::abs(real_from(words[1 + k]) - here[i][k]), apart)
                << "window " << i << ", output " << k;
        }
    }
}

class Firmware : public testing::TestWithParam<Board> {
protected:
    void SetUp() override {
        if (std::string(FOOTFALL_FIRMWARE_DIR).empty()) {
            GTEST_SKIP()
                << "not built: no arm-none-eabi-g++ (Debian: gcc-arm-none-eabi, libnewlib-arm-none-eabi, "
                   "libstdc++-arm-none-eabi-newlib)";
        }
        if (!std::filesystem::exists(FOOTFALL_QEMU)) {
            GTEST_SKIP() << "no qemu-system-arm";
        }
    }
    [[nodiscard]] static std::string program(const std::string& name) {
        return std::string(FOOTFALL_FIRMWARE_DIR) + "/" + name + "-" + GetParam().cpu + ".elf";
    }
};

void print_usage(const Output& output) {
    for (const auto& [name, value] : output.figures) {
        std::printf("%s: %u\n", name.c_str(), value);
    }
}

TEST_P(Firmware, SaysInInt8WhatThisMachineSays) {
    const Output output = run(program("wearable"), GetParam());
    ASSERT_EQ(output.others, "");
    print_usage(output);
    const io::ModelFile file(std::string(FOOTFALL_SOURCE_DIR) + "/models/wearable.footfall");
    const Model& model = file.model();
    expect_same_outputs(output.lines.at("network"), outputs_here(model), 0.0F);
    // The network's outputs are the same in every bit; what atan2 and exp make of them is another library's.
    expect_same_answers(output.lines.at("chain given"), answers_here(model, firmware::kWalkAlignment),
                        {1e-6F, true});
    // So are the sine and cosine that learning the mounting takes.
    expect_same_answers(output.lines.at("chain learned"), answers_here(model, std::nullopt), {1e-4F, true});
}

TEST_P(Firmware, SaysInFp32WhatThisMachineSaysWithinRounding) {
    const Output output = run(program("wearable_fp32"), GetParam());
    ASSERT_EQ(output.others, "");
    print_usage(output);
    const io::ModelFile file(std::string(FOOTFALL_FIRMWARE_DIR) + "/wearable_fp32.footfall");
    const Model& model = file.model();
    expect_same_outputs(output.lines.at("network"), outputs_here(model), 1e-4F);
    expect_same_answers(output.lines.at("chain given"), answers_here(model, firmware::kWalkAlignment),
                        {1e-4F, false});
    expect_same_answers(output.lines.at("chain learned"), answers_here(model, std::nullopt), {1e-4F, false});
}

TEST_P(Firmware, FitsAWearable) {
    const Output output = run(program("wearable"), GetParam());
    ASSERT_TRUE(output.figures.contains("flash"));
    EXPECT_LE(output.figures.at("flash"), 64U * 1024U) << "code, constants and model";
    EXPECT_LE(output.figures.at("static") + output.figures.at("stack"), 16U * 1024U);
    EXPECT_GT(output.figures.at("stack"), 256U) << "the paint was not looked at";
    EXPECT_GT(output.figures.at("heap"), 256U);
}

INSTANTIATE_TEST_SUITE_P(Boards, Firmware,
                         testing::Values(Board{"m4f", "mps2-an386"}, Board{"m7", "mps2-an500"}),
                         [](const auto& board) { return board.param.cpu; });

}  // namespace
}  // namespace footfall
