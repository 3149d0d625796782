// Where a study keeps what is done, so that a killed run goes on: one file a job, each there whole or not at
// all.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>

#include "train/study.h"

namespace footfall::cli {

class StudyStore {
public:
    /// Opens DIR for the study with this fingerprint (of configuration and data). Throws footfall::Error when
    /// DIR holds another study, or can't be written.
    StudyStore(std::filesystem::path directory, const std::string& fingerprint);

    /// The result of a job done before; none if it isn't there or is damaged (then the job is done again).
    [[nodiscard]] std::optional<train::StudyResult> load(const train::StudyJob& job) const;
    void save(const train::StudyResult& result) const;

private:
    [[nodiscard]] std::filesystem::path file_of(const std::string& key) const;

    std::filesystem::path directory_;
};

}  // namespace footfall::cli
