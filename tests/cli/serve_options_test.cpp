// Options of the subcommand that are refused before anything is opened.
#include <gtest/gtest.h>

#include "tests/cli/program.h"

namespace footfall::cli {
namespace {

class ServeOptions : public ProgramTest {};

TEST_F(ServeOptions, PatienceIsWithinASecond) {
    for (const char* patience : {"-1", "1001", "long"}) {
        const Outcome outcome = run_program({"serve", "--store", path("s.db"), "--patience", patience});
        EXPECT_EQ(outcome.exit_code, 2) << patience;
        EXPECT_NE(outcome.errors.find("--patience"), std::string::npos) << outcome.errors;
    }
}

}  // namespace
}  // namespace footfall::cli
