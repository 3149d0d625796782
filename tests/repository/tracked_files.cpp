// Asks git for the files of this repository.
#include "tests/repository/tracked_files.h"

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <memory>
#include <sstream>

namespace footfall {

std::vector<std::string> tracked_files() {
    // A checkout that belongs to somebody else (a container's volume) is as good as one's own here.
    const std::string command =
        "git -c safe.directory='*' -c core.quotePath=false -C '" FOOTFALL_SOURCE_DIR "' ls-files 2>/dev/null";
    const std::unique_ptr<std::FILE, int (*)(std::FILE*)> pipe(popen(command.c_str(), "r"), &pclose);
    std::string output;
    for (int c = 0; pipe && (c = std::fgetc(pipe.get())) != EOF;) {
        output.push_back(static_cast<char>(c));
    }
    std::vector<std::string> files;
    std::istringstream stream(output);
    for (std::string line; std::getline(stream, line);) {
        // A file deleted but not yet committed is still listed.
        if (std::filesystem::is_regular_file(std::string(FOOTFALL_SOURCE_DIR "/") + line)) {
            files.push_back(line);
        }
    }
    return files;
}

std::vector<std::string> lines_of(const std::string& path) {
    std::ifstream file(std::string(FOOTFALL_SOURCE_DIR "/") + path);
    std::vector<std::string> lines;
    for (std::string line; std::getline(file, line);) {
        lines.push_back(line);
    }
    return lines;
}

bool ends_with_any(const std::string& path, const std::vector<std::string>& endings) {
    return std::any_of(endings.begin(), endings.end(),
                       [&](const std::string& ending) { return path.ends_with(ending); });
}

}  // namespace footfall
