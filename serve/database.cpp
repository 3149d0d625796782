// A SQLite database file: statements, transactions, and errors that say which file and what was expected.
#include "serve/database.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cmath>
#include <cstring>
#include <utility>

#include "footfall/core/interval.h"

namespace footfall::serve {
namespace {

constexpr int kWaitForOthersMs = 1000;

/// SQLite would let everybody read what it makes; its log takes the file's rights over.
void make_private(const std::filesystem::path& file) {
    const int descriptor = ::open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    if (descriptor < 0) {
        throw Error(file.string(), "", "a session store that can be written", std::strerror(errno));
    }
    ::close(descriptor);
}

}  // namespace

Database::Database(std::filesystem::path file, Access access) : file_(std::move(file)) {
    if (access == Access::write) {
        make_private(file_);
    }
    const int flags = SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE |
                      (access == Access::write ? SQLITE_OPEN_READWRITE : SQLITE_OPEN_READONLY);
    sqlite3* connection = nullptr;
    const int code = sqlite3_open_v2(file_.c_str(), &connection, flags, nullptr);
    connection_.reset(connection);
    if (code != SQLITE_OK) {
        fail(code);
    }
    sqlite3_busy_timeout(connection, kWaitForOthersMs);
    // A file from elsewhere may be forged: its schema calls no functions, and its cells are checked.
    run("PRAGMA trusted_schema = OFF; PRAGMA cell_size_check = ON; PRAGMA foreign_keys = ON");
}

void Database::make_durable() {
    {
        Statement log(*this, "PRAGMA journal_mode = WAL");
        if (!log.next() || log.text(0) != "wal") {
            throw Error(file_.string(), "", "a file system on which SQLite can keep a write-ahead log",
                        "one on which it cannot");
        }
    }
    run("PRAGMA synchronous = FULL; PRAGMA secure_delete = ON");
}

void Database::run(const char* sql) {
    const int code = sqlite3_exec(handle(), sql, nullptr, nullptr, nullptr);
    if (code != SQLITE_OK) {
        fail(code);
    }
}

std::int64_t Database::number(const char* sql) {
    Statement statement(*this, sql);
    return statement.next() ? statement.whole(0) : 0;
}

std::int64_t Database::changed() const noexcept { return sqlite3_changes64(handle()); }

std::int64_t Database::last_id() const noexcept { return sqlite3_last_insert_rowid(handle()); }

void Database::wait_for_others(std::chrono::milliseconds most) noexcept {
    sqlite3_busy_timeout(handle(), static_cast<int>(most.count()));
}

void Database::fail_full() const {
    throw StoreFull(file_.string(), "", "room for the session store",
                    "none left on the disk or within its limit");
}

void Database::fail(int code) const {
    const std::string name = file_.string();
    switch (code & 0xFF) {
        case SQLITE_NOTADB: throw Error(name, "", "a session store of Footfall", "a file of another kind");
        case SQLITE_CORRUPT: throw Error(name, "", "a sound session store", "one that is damaged");
        case SQLITE_FULL: fail_full();
        case SQLITE_READONLY:
        case SQLITE_PERM: throw Error(name, "", "a session store that can be written", "one to be read only");
        case SQLITE_CANTOPEN:
            throw Error(name, "", "a session store in a folder that can be written",
                        "none that can be opened");
        case SQLITE_BUSY:
        case SQLITE_LOCKED:
            throw StoreBusy(name, "", "a session store to itself", "one that another program holds");
        case SQLITE_IOERR: {
            const int system = sqlite3_system_errno(handle());
            if (system == ENOSPC || system == EDQUOT) {
                fail_full();
            }
            throw Error(name, "", "a disk that can be read and written",
                        system != 0 ? std::strerror(system) : sqlite3_errstr(code));
        }
        default: throw Error(name, "", "the session store to do as told", sqlite3_errmsg(handle()));
    }
}

Statement::Statement(Database& database, std::string_view sql) : database_(&database) {
    sqlite3_stmt* statement = nullptr;
    const int code =
        sqlite3_prepare_v2(database.handle(), sql.data(), static_cast<int>(sql.size()), &statement, nullptr);
    statement_.reset(statement);
    check(code);
}

void Statement::check(int code) const {
    if (code != SQLITE_OK) {
        database_->fail(code);
    }
}

void Statement::reset() noexcept {
    sqlite3_reset(statement_.get());
    bound_ = 0;
}

void Statement::bind_whole(std::int64_t value) {
    check(sqlite3_bind_int64(statement_.get(), ++bound_, value));
}

void Statement::bind_number(double value) {
    if (std::isfinite(value)) {
        check(sqlite3_bind_double(statement_.get(), ++bound_, value));
    } else {
        bind_null();
    }
}

void Statement::bind_text(std::string_view value) {
    // A null pointer would be NULL, and an empty text is none.
    const char* data = value.data() == nullptr ? "" : value.data();
    check(sqlite3_bind_text64(statement_.get(), ++bound_, data, value.size(), SQLITE_STATIC, SQLITE_UTF8));
}

void Statement::bind_bytes(std::span<const std::byte> value) {
    const void* data = value.empty() ? static_cast<const void*>("") : value.data();
    check(sqlite3_bind_blob64(statement_.get(), ++bound_, data, value.size(), SQLITE_STATIC));
}

void Statement::bind_null() { check(sqlite3_bind_null(statement_.get(), ++bound_)); }

bool Statement::next() {
    const int code = sqlite3_step(statement_.get());
    if (code == SQLITE_ROW) {
        return true;
    }
    sqlite3_reset(statement_.get());
    check(code == SQLITE_DONE ? SQLITE_OK : code);
    return false;
}

void Statement::run() {
    while (next()) {
    }
}

bool Statement::is_null(int column) const noexcept {
    return sqlite3_column_type(statement_.get(), column) == SQLITE_NULL;
}

std::int64_t Statement::whole(int column) const noexcept {
    return sqlite3_column_int64(statement_.get(), column);
}

double Statement::number(int column) const noexcept {
    return is_null(column) ? kUnknown : sqlite3_column_double(statement_.get(), column);
}

std::string_view Statement::text(int column) const noexcept {
    const auto* text = reinterpret_cast<const char*>(sqlite3_column_text(statement_.get(), column));
    const int size = sqlite3_column_bytes(statement_.get(), column);
    return text == nullptr ? std::string_view() : std::string_view(text, static_cast<std::size_t>(size));
}

std::span<const std::byte> Statement::bytes(int column) const noexcept {
    const auto* data = static_cast<const std::byte*>(sqlite3_column_blob(statement_.get(), column));
    const int size = sqlite3_column_bytes(statement_.get(), column);
    return data == nullptr ? std::span<const std::byte>() : std::span(data, static_cast<std::size_t>(size));
}

std::optional<std::int64_t> Statement::optional_whole(int column) const noexcept {
    return is_null(column) ? std::nullopt : std::optional(whole(column));
}

Transaction::Transaction(Database& database, Kind kind) : database_(&database) {
    database.run(kind == Kind::write ? "BEGIN IMMEDIATE" : "BEGIN");
}

Transaction::~Transaction() {
    if (open_) {
        // Fails only when SQLite has rolled back by itself, which is what is wanted.
        sqlite3_exec(database_->handle(), "ROLLBACK", nullptr, nullptr, nullptr);
    }
}

void Transaction::commit() {
    database_->run("COMMIT");
    open_ = false;
}

}  // namespace footfall::serve
