// Models on disk, in the format that footfall/nn/model.h writes out.
#pragma once

#include <filesystem>

#include "footfall/nn/aligned_bytes.h"
#include "footfall/nn/model.h"

namespace footfall::io {

/// A model and the memory its weights lie in. Moves, so that the weights stay where they are; copies would
/// not.
class ModelFile {
public:
    /// Reads a whole file. Throws footfall::Error naming the file and what is wrong with it.
    explicit ModelFile(const std::filesystem::path& file);
    ModelFile(ModelFile&&) noexcept = default;
    ModelFile& operator=(ModelFile&&) noexcept = default;
    ModelFile(const ModelFile&) = delete;
    ModelFile& operator=(const ModelFile&) = delete;
    ~ModelFile() = default;

    [[nodiscard]] const Model& model() const noexcept { return model_; }
    [[nodiscard]] std::size_t size_bytes() const noexcept { return bytes_.size(); }

private:
    AlignedBytes bytes_;
    Model model_;
};

/// Replaces FILE whole or not at all. Throws footfall::Error for a model that can't be used, such as one with
/// a weight that isn't finite, and when the file can't be written.
void write_model_file(const std::filesystem::path& file, const Model& model);

}  // namespace footfall::io
