// Runs the program as a shell would, and the small inputs that its subcommands are tried with.
#pragma once

#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "footfall/recording/recording.h"

namespace footfall::cli {

struct Outcome {
    int exit_code = 0;
    std::string output;  ///< standard output
    std::string errors;  ///< standard error
};

/// Waits for its end. The program is the build's own.
/// @param interruption a signal for it, sent as soon as it catches that signal; 0: none
[[nodiscard]] Outcome run_program(const std::vector<std::string>& arguments, int interruption = 0);

/// Every test has an empty folder of its own, gone afterwards.
class ProgramTest : public testing::Test {
protected:
    ProgramTest();
    ~ProgramTest() override;

    [[nodiscard]] std::string path(const std::string& name) const { return (folder_ / name).string(); }
    /// Returns its path.
    [[nodiscard]] std::string write(const std::string& name, const std::string& content) const;
    [[nodiscard]] std::string read(const std::string& name) const;
    /// A configuration that trains in a moment; `more` goes at its end.
    [[nodiscard]] std::string tiny_config(const std::string& more = "") const;
    /// A simulated data set named "walkers" of P01, P02 and P03; returns its path.
    /// @param change done to each recording before it is written
    [[nodiscard]] std::string tiny_data_set(const std::function<void(Recording&)>& change = {}) const;

private:
    std::filesystem::path folder_;
};

/// One line that ends with a line feed.
[[nodiscard]] bool is_one_line(const std::string& text);

}  // namespace footfall::cli
