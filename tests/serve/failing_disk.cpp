// A disk that loses its power, as a SQLite VFS around the system's own.
#include "tests/serve/failing_disk.h"

#include <sqlite3.h>

#include <algorithm>
#include <fstream>
#include <mutex>
#include <new>

namespace footfall::serve {

struct FailingDisk::Implementation {
    FailingDisk* disk = nullptr;
    sqlite3_vfs* system = nullptr;
    sqlite3_vfs vfs{};
    sqlite3_io_methods methods{};
    std::recursive_mutex mutex;                 // guards both
    std::map<std::string, sqlite3_file*> open;  // the system's, by path
    std::map<std::string, std::string> synced;  // content by path

    void changed() const {
        if (disk->on_change) {
            disk->on_change();
        }
    }
};

namespace {

FailingDisk::Implementation* current = nullptr;

struct DiskFile {
    sqlite3_file base;  // first, as SQLite sees it
    const char* path;   // SQLite keeps it until the file is closed
    sqlite3_file* system;
};

DiskFile* of(sqlite3_file* file) { return reinterpret_cast<DiskFile*>(file); }

std::string content_of(sqlite3_file* system) {
    sqlite3_int64 size = 0;
    system->pMethods->xFileSize(system, &size);
    std::string content(static_cast<std::size_t>(size), '\0');
    if (size > 0) {
        system->pMethods->xRead(system, content.data(), static_cast<int>(size), 0);
    }
    return content;
}

int close_file(sqlite3_file* file) {
    DiskFile* one = of(file);
    if (one->path != nullptr) {
        const std::lock_guard lock(current->mutex);
        current->open.erase(one->path);
    }
    return one->system->pMethods->xClose(one->system);
}
int read_file(sqlite3_file* file, void* to, int bytes, sqlite3_int64 at) {
    return of(file)->system->pMethods->xRead(of(file)->system, to, bytes, at);
}
int write_file(sqlite3_file* file, const void* from, int bytes, sqlite3_int64 at) {
    if (current->disk->full) {
        return SQLITE_FULL;
    }
    const int code = of(file)->system->pMethods->xWrite(of(file)->system, from, bytes, at);
    current->changed();
    return code;
}
int truncate_file(sqlite3_file* file, sqlite3_int64 size) {
    const int code = of(file)->system->pMethods->xTruncate(of(file)->system, size);
    current->changed();
    return code;
}
int sync_file(sqlite3_file* file, int flags) {
    const int code = of(file)->system->pMethods->xSync(of(file)->system, flags);
    if (of(file)->path != nullptr) {
        const std::lock_guard lock(current->mutex);
        current->synced[of(file)->path] = content_of(of(file)->system);
    }
    current->changed();
    return code;
}
int file_size(sqlite3_file* file, sqlite3_int64* size) {
    return of(file)->system->pMethods->xFileSize(of(file)->system, size);
}
int lock_file(sqlite3_file* file, int level) {
    return of(file)->system->pMethods->xLock(of(file)->system, level);
}
int unlock_file(sqlite3_file* file, int level) {
    return of(file)->system->pMethods->xUnlock(of(file)->system, level);
}
int check_lock(sqlite3_file* file, int* is_locked) {
    return of(file)->system->pMethods->xCheckReservedLock(of(file)->system, is_locked);
}
int control_file(sqlite3_file* file, int what, void* argument) {
    return of(file)->system->pMethods->xFileControl(of(file)->system, what, argument);
}
int sector_size(sqlite3_file*) { return 512; }
// Nothing is promised: neither that sectors arrive in order nor that they are written whole with their
// neighbours.
int characteristics(sqlite3_file*) { return 0; }
int shm_map(sqlite3_file* file, int page, int size, int extend, void volatile** memory) {
    return of(file)->system->pMethods->xShmMap(of(file)->system, page, size, extend, memory);
}
int shm_lock(sqlite3_file* file, int offset, int count, int flags) {
    return of(file)->system->pMethods->xShmLock(of(file)->system, offset, count, flags);
}
void shm_barrier(sqlite3_file* file) { of(file)->system->pMethods->xShmBarrier(of(file)->system); }
int shm_unmap(sqlite3_file* file, int remove) {
    return of(file)->system->pMethods->xShmUnmap(of(file)->system, remove);
}

int open_file(sqlite3_vfs*, const char* path, sqlite3_file* file, int flags, int* got) {
    auto* one = new (file) DiskFile{{nullptr}, path, reinterpret_cast<sqlite3_file*>(of(file) + 1)};
    const int code = current->system->xOpen(current->system, path, one->system, flags, got);
    if (one->system->pMethods != nullptr) {
        one->base.pMethods = &current->methods;
        if ((flags & SQLITE_OPEN_DELETEONCLOSE) != 0) {
            one->path = nullptr;
        } else if (path != nullptr) {
            const std::lock_guard lock(current->mutex);
            current->open[path] = one->system;
        }
    }
    return code;
}
int delete_file(sqlite3_vfs*, const char* path, int sync_folder) {
    const int code = current->system->xDelete(current->system, path, sync_folder);
    {
        const std::lock_guard lock(current->mutex);
        current->synced.erase(path);
    }
    current->changed();
    return code;
}

}  // namespace

FailingDisk::FailingDisk() : implementation_(new Implementation) {
    Implementation& it = *implementation_;
    it.disk = this;
    it.system = sqlite3_vfs_find(nullptr);
    it.vfs = *it.system;
    it.vfs.zName = "failing";
    it.vfs.szOsFile = static_cast<int>(sizeof(DiskFile)) + it.system->szOsFile;
    it.vfs.pNext = nullptr;
    it.vfs.xOpen = open_file;
    it.vfs.xDelete = delete_file;
    it.methods = {2,         close_file,  read_file,  write_file,   truncate_file, sync_file,       file_size,
                  lock_file, unlock_file, check_lock, control_file, sector_size,   characteristics, shm_map,
                  shm_lock,  shm_barrier, shm_unmap,  nullptr,      nullptr};
    current = implementation_;
    sqlite3_vfs_register(&it.vfs, 1);
}

FailingDisk::~FailingDisk() {
    sqlite3_vfs_unregister(&implementation_->vfs);
    sqlite3_vfs_register(implementation_->system, 1);
    current = nullptr;
    delete implementation_;
}

void FailingDisk::fail_to(const std::filesystem::path& folder, Random& random) const {
    constexpr std::size_t kSector = 512;
    std::filesystem::create_directories(folder);
    const std::lock_guard lock(implementation_->mutex);
    std::map<std::string, std::string> now = implementation_->synced;
    for (const auto& [path, file] : implementation_->open) {
        now[path] = content_of(file);
    }
    for (auto& [path, content] : now) {
        const auto found = implementation_->synced.find(path);
        const std::string synced = found == implementation_->synced.end() ? "" : found->second;
        // One time in three nothing of what wasn't synced arrived, one time in three all of it, else parts.
        const auto luck = random.below(3);
        std::string image = content;
        if (luck == 0) {
            image = synced;
        } else if (luck == 1) {
            image.resize(random.below(2) == 0 ? synced.size() : content.size());
            for (std::size_t at = 0; at < image.size(); at += kSector) {
                const std::string& from = random.below(2) == 0 ? synced : content;
                for (std::size_t i = at; i < std::min(at + kSector, image.size()); ++i) {
                    image[i] = i < from.size() ? from[i] : '\0';
                }
            }
        }
        std::ofstream(folder / std::filesystem::path(path).filename(), std::ios::binary) << image;
    }
}

}  // namespace footfall::serve
