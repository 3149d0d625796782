// Loads modules that run a DNN by other libraries.
#include "cli/loaded_contender.h"

#include <dlfcn.h>

#include <algorithm>
#include <array>
#include <system_error>

#include "footfall/recording/error.h"

namespace footfall::cli {

namespace fs = std::filesystem;

std::vector<fs::path> contender_modules() {
    std::error_code error;
    const fs::path program = fs::read_symlink("/proc/self/exe", error);
    std::vector<fs::path> modules;
    for (const auto& entry : fs::directory_iterator(program.parent_path() / "contenders", error)) {
        if (entry.path().extension() == ".so") {
            modules.push_back(entry.path());
        }
    }
    std::sort(modules.begin(), modules.end());
    return modules;
}

LoadedContender::LoadedContender(const fs::path& module, const Model& model)
    : library_(dlopen(module.c_str(), RTLD_NOW | RTLD_LOCAL),
               [](void* library) {
                   if (library != nullptr) {
                       dlclose(library);
                   }
               }),
      model_(&model),
      input_(static_cast<std::size_t>(model.network.inputs())) {
    if (library_ == nullptr) {
        const char* const reason = dlerror();
        throw Error(module.string(), "", "a module that can be loaded", reason == nullptr ? "" : reason);
    }
    using Entry = const ContenderModule* (*)();
    const auto entry = reinterpret_cast<Entry>(dlsym(library_.get(), "footfall_contender"));
    if (entry == nullptr) {
        throw Error(module.string(), "", "a function footfall_contender", "none");
    }
    module_ = entry();
    const ContenderNetwork network = {model.weights.data(), input_.size(), model.network.hidden.data(),
                                      model.network.hidden.size(),
                                      static_cast<std::size_t>(model.network.phases)};
    network_ = std::shared_ptr<void>(module_->make(network), [free = module_->free](void* made) {
        if (made != nullptr) {
            free(made);
        }
    });
    if (network_ == nullptr) {
        throw Error(module.string(), "", "a network that it can run", "one that it refuses");
    }
}

NetworkOutput LoadedContender::whole(std::span<const float> window) noexcept {
    const Normalization& normalization = model_->normalization;
    for (std::size_t i = 0; i < input_.size(); ++i) {
        const std::size_t channel = i % kChannels;
        input_[i] = (window[i] - normalization.mean[channel]) * normalization.inverse_sd[channel];
    }
    std::array<float, 2 + kMaxPhases> output{};
    module_->run(network_.get(), input_.data(), output.data());
    NetworkOutput answer;
    std::copy_n(output.data(), 2, answer.cycle.data());
    std::copy_n(output.data() + 2, model_->network.phases, answer.phase.data());
    return answer;
}

}  // namespace footfall::cli
