// A library for neural networks that bench times beside Footfall's own kernels: a module that the program
// loads if it was built, so that the program itself needs none of them.
//
// A module lies in contenders/ beside the program and exports, with C linkage,
//
//   const footfall::cli::ContenderModule* footfall_contender();
#pragma once

#include <cstddef>

namespace footfall::cli {

/// An fp32 DNN's weights as network_spec.h lays them out; they outlive what is made of them.
struct ContenderNetwork {
    const float* weights = nullptr;
    std::size_t inputs = 0;
    const int* hidden = nullptr;  ///< (layers): widths
    std::size_t layers = 0;
    std::size_t phases = 0;
};

struct ContenderModule {
    const char* name;  ///< of the library: "onednn"
    /// Null when the library can't. Runs on one thread.
    void* (*make)(const ContenderNetwork& network) noexcept;
    /// @param input (inputs), normalised
    /// @param output (2 + phases): the cycle head's two, then the logits
    void (*run)(void* network, const float* input, float* output) noexcept;
    void (*free)(void* network) noexcept;
};

}  // namespace footfall::cli
