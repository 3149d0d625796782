// Reads every #include and fails on an arrow between rooms that the design does not have.
#include <gtest/gtest.h>

#include <map>
#include <regex>
#include <set>
#include <string>
#include <vector>

#include "tests/repository/tracked_files.h"

namespace footfall {
namespace {

struct Room {
    std::set<std::string> arrows;     // rooms it may include, and through them what those may
    std::set<std::string> libraries;  // first path component or name of other headers it may include
    bool device = false;              // the standard library only
};

// The house. An arrow is drawn here or nowhere.
const std::map<std::string, Room> kRooms = {
    {"core", {{}, {}, true}},
    {"signal", {{"core"}, {}, true}},
    {"nn", {{"core"}, {}, true}},
    {"phase", {{"signal", "nn"}, {}, true}},
    {"events", {{"core"}, {}, true}},
    {"parameters", {{"core"}, {}, true}},
    {"recording", {{"phase", "events", "parameters"}, {}}},
    {"report", {{"recording"}, {"fmt"}}},
    {"io", {{"recording"}, {"fmt", "nlohmann", "toml++"}}},
    {"train", {{"recording", "signal", "nn"}, {"Eigen"}}},
    {"simulate", {{"recording"}, {}}},
    {"serve", {{"report", "io"}, {"boost", "fmt", "nlohmann", "sqlite3.h", "zlib.h"}}},
    {"cli", {{"report", "io", "train", "simulate", "serve"}, {"CLI", "fmt", "nlohmann", "toml++"}}},
};

// What the compiler brings beyond the standard, and only the kernels' room needs.
const std::set<std::string> kIntrinsics = {"immintrin.h", "arm_acle.h", "arm_neon.h"};

// What the operating system brings: for rooms that run on one.
const std::set<std::string> kSystem = {"dlfcn.h", "fcntl.h",  "ifaddrs.h", "net",       "netdb.h",
                                       "poll.h",  "signal.h", "sys",       "termios.h", "unistd.h"};

std::string room_of(const std::string& path) {
    static const std::regex room(R"(^(?:footfall/)?([a-z]+)/[^/]+\.(?:h|cpp)$)");
    std::smatch match;
    return std::regex_match(path, match, room) && kRooms.contains(match[1]) ? match[1].str() : "";
}

bool may_include(const std::string& from, const std::string& to) {
    if (from == to) {
        return true;
    }
    for (const std::string& next : kRooms.at(from).arrows) {
        if (may_include(next, to)) {
            return true;
        }
    }
    return false;
}

bool is_standard(const std::string& header) {
    static const std::regex standard("[a-z_]+");  // C++'s own headers have no ending
    return std::regex_match(header, standard);
}

/// Why a file of `room` may not include `header`; empty when it may.
std::string objection(const std::string& room, const std::string& header, bool quoted) {
    if (quoted) {
        const std::string target = room_of(header);
        if (target.empty()) {
            return "is in no room; includes start at the repository's root";
        }
        return may_include(room, target) ? "" : "no arrow " + room + " -> " + target;
    }
    const std::string library = header.substr(0, header.find('/'));
    const Room& rules = kRooms.at(room);
    if (is_standard(header) || rules.libraries.contains(library) ||
        (room == "nn" && kIntrinsics.contains(header)) || (!rules.device && kSystem.contains(library))) {
        return "";
    }
    return rules.device ? "a device room includes the standard library only" : room + " does not use it";
}

TEST(Arrows, EveryIncludeFollowsTheDesign) {
    const std::vector<std::string> files = tracked_files();
    if (files.empty()) {
        GTEST_SKIP() << "not a git checkout";
    }
    static const std::regex include(R"re(^\s*#\s*include\s*([<"])([^>"]+)[>"].*$)re");
    int read = 0;
    for (const std::string& file : files) {
        const std::string room = room_of(file);
        if (room.empty()) {
            continue;
        }
        for (const std::string& line : lines_of(file)) {
            std::smatch match;
            if (std::regex_match(line, match, include)) {
                const std::string why = objection(room, match[2], match[1] == "\"");
                EXPECT_EQ(why, "") << file << ": " << line;
                ++read;
            }
        }
    }
    EXPECT_GT(read, 50);
}

TEST(Arrows, NoRoomIsReachedFromItself) {
    for (const auto& [name, room] : kRooms) {
        for (const std::string& next : room.arrows) {
            ASSERT_TRUE(kRooms.contains(next)) << name << " -> " << next;
            EXPECT_FALSE(may_include(next, name)) << name << " -> " << next;
        }
    }
}

TEST(Arrows, ForbiddenOnesAreFound) {
    EXPECT_EQ(objection("io", "train/fit.h", true), "no arrow io -> train");
    EXPECT_EQ(objection("core", "footfall/signal/timeline.h", true), "no arrow core -> signal");
    EXPECT_EQ(objection("report", "footfall/signal/timeline.h", true), "");
    EXPECT_EQ(objection("nn", "immintrin.h", false), "");
    EXPECT_NE(objection("nn", "Eigen/Core", false), "");
    EXPECT_NE(objection("phase", "unistd.h", false), "");
    EXPECT_NE(objection("io", "line_reader.h", true), "");
    EXPECT_NE(objection("train", "fmt/format.h", false), "");
}

}  // namespace
}  // namespace footfall
