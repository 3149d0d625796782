// What every tracked file keeps to: a first line that says what it is for, a readable length, no data, no
// private paths.
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <regex>
#include <string>
#include <vector>

#include "tests/repository/tracked_files.h"

namespace footfall {
namespace {

const std::vector<std::string> kCode = {".h",  ".cpp", ".cmake", "CMakeLists.txt", ".sh", ".py",
                                        ".ts", ".tsx", ".css"};

class Files : public testing::Test {
protected:
    void SetUp() override {
        if (files_.empty()) {
            GTEST_SKIP() << "not a git checkout";
        }
    }

    const std::vector<std::string> files_ = tracked_files();
};

bool is_comment(const std::string& line) {
    return line.starts_with("//") || line.starts_with("/*") || line.starts_with("#");
}

/// The comment that a file begins with, without a "#!" line.
std::vector<std::string> first_comment(std::vector<std::string> lines) {
    if (!lines.empty() && lines.front().starts_with("#!")) {
        lines.erase(lines.begin());
    }
    lines.erase(std::find_if_not(lines.begin(), lines.end(), is_comment), lines.end());
    return lines;
}

TEST_F(Files, BeginWithAComment) {
    for (const std::string& file : files_) {
        if (!ends_with_any(file, kCode)) {
            continue;
        }
        const std::vector<std::string> comment = first_comment(lines_of(file));
        ASSERT_FALSE(comment.empty()) << file;
        EXPECT_FALSE(comment.front().starts_with("#pragma") || comment.front().starts_with("#include"))
            << file;
        EXPECT_GT(comment.front().size(), 12U) << file << " should say more than: " << comment.front();
    }
}

TEST_F(Files, AreShortOrSayWhyNot) {
    constexpr std::size_t kLongest = 400;
    for (const std::string& file : files_) {
        if (!ends_with_any(file, kCode)) {
            continue;
        }
        const std::vector<std::string> lines = lines_of(file);
        if (lines.size() <= kLongest) {
            continue;
        }
        bool explained = false;
        for (const std::string& line : first_comment(lines)) {
            explained = explained || line.find("long because") != std::string::npos;
        }
        EXPECT_TRUE(explained) << file << " has " << lines.size()
                               << " lines and its first comment does not say that it is \"long because ...\"";
    }
}

TEST_F(Files, HoldNoRecordingsOfPeople) {
    static const std::regex recording(
        R"((^|/)GaitData/|(^|/)\d+-\d+(_[lr]f)?\.(txt|csv|json)$|imu_sample.*\.csv$)");
    for (const std::string& file : files_) {
        EXPECT_FALSE(std::regex_search(file, recording)) << file;
        const bool table = ends_with_any(file, {".csv", ".txt"}) && !file.ends_with("CMakeLists.txt");
        if (table) {
            EXPECT_LT(std::filesystem::file_size(FOOTFALL_SOURCE_DIR "/" + file), 100'000U) << file;
        }
    }
}

TEST_F(Files, NameNoPathOfAMachine) {
    // Written in two parts, so that this file does not find itself.
    static const std::regex path(
        "(^|[^A-Za-z0-9_.~-])/(ho"
        "me|Use"
        "rs|ro"
        "ot|wo"
        "rk)/[A-Za-z0-9_.]");
    for (const std::string& file : files_) {
        if (!ends_with_any(file, {".h", ".cpp", ".cmake", ".txt", ".sh", ".py", ".md", ".toml", ".json",
                                  "run", "test"})) {
            continue;
        }
        for (const std::string& line : lines_of(file)) {
            // Of a long line, such as a file of numbers has, the beginning is enough.
            const std::string beginning = line.substr(0, 500);
            EXPECT_FALSE(std::regex_search(beginning, path)) << file << ": " << beginning;
            EXPECT_EQ(line.find(FOOTFALL_SOURCE_DIR "/"), std::string::npos) << file << ": " << beginning;
        }
    }
}

TEST_F(Files, LinksBetweenDocumentsResolve) {
    static const std::regex link(R"(\]\(([^)#\s]+)(#[^)\s]*)?\))");
    int followed = 0;
    for (const std::string& file : files_) {
        if (!file.ends_with(".md")) {
            continue;
        }
        for (const std::string& line : lines_of(file)) {
            for (std::sregex_iterator match(line.begin(), line.end(), link), end; match != end; ++match) {
                const std::string target = (*match)[1];
                if (target.find(':') != std::string::npos) {
                    continue;  // elsewhere on the web
                }
                const std::filesystem::path from = std::filesystem::path(FOOTFALL_SOURCE_DIR) / file;
                EXPECT_TRUE(std::filesystem::exists(from.parent_path() / target)) << file << " -> " << target;
                ++followed;
            }
        }
    }
    EXPECT_GT(followed, 0);
}

}  // namespace
}  // namespace footfall
