// Completion scripts know every subcommand, option and choice, and bash completes with them as expected.
#include "cli/completion.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdio>
#include <filesystem>
#include <fstream>
#include <memory>
#include <sstream>
#include <string>

namespace footfall::cli {
namespace {

using testing::HasSubstr;

class Completion : public testing::Test {
protected:
    Completion() {
        add_completion_option(app_);
        CLI::App* study =
            app_.add_subcommand("study", "Runs the grid: it's resumable [always]\nSecond line.");
        study->add_option("--out", text_, "Where to write");
        study->add_flag("-q,--quiet", quiet_, "Say less");
        CLI::App* convert = app_.add_subcommand("export", "Writes a model for other runtimes");
        convert->add_option("--format", text_, "Which")->check(CLI::IsMember({"onnx", "c"}));
        convert->add_option("data", text_, "Files");
    }

    CLI::App app_{"Footfall"};
    std::string text_;
    bool quiet_ = false;
};

/// What a shell command prints, line ends as spaces.
std::string output_of(const std::string& command) {
    const std::unique_ptr<std::FILE, int (*)(std::FILE*)> pipe(popen(command.c_str(), "r"), &pclose);
    std::string output;
    for (int c = 0; pipe && (c = std::fgetc(pipe.get())) != EOF;) {
        output.push_back(c == '\n' ? ' ' : static_cast<char>(c));
    }
    return output;
}

/// What bash offers for the last of `words` ("" for a new one).
std::string bash_offers(const CLI::App& app, const std::string& words) {
    const std::filesystem::path file =
        std::filesystem::path(testing::TempDir()) /
        (std::string("footfall_") + testing::UnitTest::GetInstance()->current_test_info()->name() + ".bash");
    std::ofstream(file)
        << completion_script(app, Shell::bash) << "COMP_WORDS=(" << words << ")\n"
        << "COMP_CWORD=$((${#COMP_WORDS[@]} - 1))\n_footfall\nprintf '%s\\n' \"${COMPREPLY[@]}\"\n";
    std::string offers = output_of("bash '" + file.string() + "' 2>&1");
    std::filesystem::remove(file);
    return offers;
}

TEST_F(Completion, BashOffersSubcommandsFirst) {
    EXPECT_EQ(bash_offers(app_, "footfall s"), "study ");
    EXPECT_EQ(bash_offers(app_, "footfall ''"), "study export -h --help --completion ");
}

TEST_F(Completion, BashOffersTheOptionsOfASubcommand) {
    EXPECT_EQ(bash_offers(app_, "footfall study --"), "--help --out --quiet ");
    EXPECT_EQ(bash_offers(app_, "footfall export data.csv --f"), "--format ");
}

TEST_F(Completion, BashOffersChoices) {
    EXPECT_EQ(bash_offers(app_, "footfall export --format ''"), "onnx c ");
    EXPECT_EQ(bash_offers(app_, "footfall --completion b"), "bash ");
}

TEST_F(Completion, BashLeavesFilesToItself) {
    EXPECT_EQ(bash_offers(app_, "footfall study --out re"), " ");
    EXPECT_EQ(bash_offers(app_, "footfall study ''"), " ");
}

TEST_F(Completion, ZshQuotesDescriptions) {
    const std::string script = completion_script(app_, Shell::zsh);
    EXPECT_THAT(script, HasSubstr(R"('study:Runs the grid\: it'\''s resumable [always]')"));
    EXPECT_THAT(script, HasSubstr("'--format[Which]:value:(onnx c)'"));
    EXPECT_THAT(script, HasSubstr("'--out[Where to write]:value:_files'"));
    EXPECT_THAT(script, HasSubstr("'--quiet[Say less]'"));
}

TEST_F(Completion, FishQuotesDescriptions) {
    const std::string script = completion_script(app_, Shell::fish);
    EXPECT_THAT(script, HasSubstr(R"(-f -a study -d 'Runs the grid: it\'s resumable [always]')"));
    EXPECT_THAT(script,
                HasSubstr("'__fish_seen_subcommand_from export' -l format -x -a 'onnx c' -d 'Which'"));
    EXPECT_THAT(script, HasSubstr("-s q -l quiet -d 'Say less'"));
}

TEST_F(Completion, OptionPrintsTheScriptWithoutASubcommand) {
    app_.require_subcommand(1);
    const char* const arguments[] = {"footfall", "--completion", "fish"};
    try {
        app_.parse(3, arguments);
        FAIL() << "--completion must end the program";
    } catch (const CLI::ParseError& end) {
        std::ostringstream out;
        std::ostringstream err;
        EXPECT_EQ(app_.exit(end, out, err), 0);
        EXPECT_EQ(out.str(), completion_script(app_, Shell::fish) + "\n");
        EXPECT_EQ(err.str(), "");
    }
}

TEST_F(Completion, UnknownShellIsWrongUsage) {
    const char* const arguments[] = {"footfall", "--completion", "tcsh"};
    EXPECT_THROW(app_.parse(3, arguments), CLI::ValidationError);
}

}  // namespace
}  // namespace footfall::cli
