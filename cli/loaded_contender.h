// Another library's answer to a window, from a module that the program loads.
#pragma once

#include <filesystem>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "cli/contender.h"
#include "footfall/nn/model.h"
#include "footfall/nn/network_output.h"

namespace footfall::cli {

/// The modules in contenders/ beside the program, by name; none where none was built.
[[nodiscard]] std::vector<std::filesystem::path> contender_modules();

class LoadedContender {
public:
    /// @param model a valid fp32 DNN, used in place
    /// Throws footfall::Error when the module can't be loaded or can't run the network.
    LoadedContender(const std::filesystem::path& module, const Model& model);

    [[nodiscard]] std::string name() const { return module_->name; }
    /// @param window (window, channel), oldest sample first
    [[nodiscard]] NetworkOutput whole(std::span<const float> window) noexcept;

private:
    std::shared_ptr<void> library_;  // stays loaded for as long as its network
    const ContenderModule* module_ = nullptr;
    std::shared_ptr<void> network_;
    const Model* model_;
    std::vector<float> input_;
};

}  // namespace footfall::cli
