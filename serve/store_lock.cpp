// One program at a time writes to a session store.
#include "serve/store_lock.h"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <system_error>

#include "footfall/recording/error.h"

namespace footfall::serve {

StoreLock::StoreLock(const std::filesystem::path& store) {
    std::error_code ignored;  // what is wrong with the folder shows when the file is made
    if (store.has_parent_path()) {
        std::filesystem::create_directories(store.parent_path(), ignored);
    }
    std::filesystem::path file = store;
    file += ".lock";
    descriptor_ = ::open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    if (descriptor_ < 0) {
        throw Error(store.string(), "", "a session store in a folder that can be written",
                    std::strerror(errno));
    }
    if (::flock(descriptor_, LOCK_EX | LOCK_NB) != 0) {
        const int error = errno;
        ::close(descriptor_);
        throw Error(store.string(), "", "a session store that no other footfall has open",
                    error == EWOULDBLOCK ? "one that is open" : std::strerror(error));
    }
}

StoreLock::~StoreLock() { ::close(descriptor_); }

}  // namespace footfall::serve
