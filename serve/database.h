// A SQLite database file: statements, transactions, and errors that say which file and what was expected.
#pragma once

#include <sqlite3.h>

#include <chrono>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>

#include "footfall/recording/error.h"

namespace footfall::serve {

/// Another program holds the file: what was asked for may be done in a moment.
class StoreBusy : public Error {
public:
    using Error::Error;
};

/// There is no room for what was asked for.
class StoreFull : public Error {
public:
    using Error::Error;
};

/// One connection. Not for two threads at once. Everything throws footfall::Error with the file's name.
class Database {
public:
    enum class Access : unsigned char {
        write,     ///< makes the file, for its owner's eyes alone, when it is missing
        read_only  ///< the file must be there
    };

    /// Foreign keys are enforced. Another program that holds the file is waited for, a second at most; then
    /// StoreBusy is thrown, and StoreFull where there is no room.
    Database(std::filesystem::path file, Access access);
    /// In the place of that second.
    void wait_for_others(std::chrono::milliseconds most) noexcept;

    /// From here on what is written is on the disk before its commit returns (a write-ahead log with
    /// synchronous=FULL; with NORMAL a commit waits for the next checkpoint, which may be minutes later:
    /// enough against a crash, not against a power cut), and what is deleted is overwritten (secure_delete).
    void make_durable();

    /// One or more statements without parameters, answers thrown away.
    void run(const char* sql);
    /// The single number that a statement answers, such as a PRAGMA; 0 when it answers nothing.
    [[nodiscard]] std::int64_t number(const char* sql);
    /// Rows that the last INSERT, UPDATE or DELETE changed, without those that a foreign key took along.
    [[nodiscard]] std::int64_t changed() const noexcept;
    [[nodiscard]] std::int64_t last_id() const noexcept;

    [[nodiscard]] const std::filesystem::path& file() const noexcept { return file_; }
    [[nodiscard]] sqlite3* handle() const noexcept { return connection_.get(); }
    /// Throws what SQLite's result code means for this file.
    [[noreturn]] void fail(int code) const;

private:
    [[noreturn]] void fail_full() const;
    struct Close {
        void operator()(sqlite3* connection) const noexcept { sqlite3_close_v2(connection); }
    };

    std::filesystem::path file_;
    std::unique_ptr<sqlite3, Close> connection_;
};

/// A prepared statement: bind, then run() or next() until it says false; after that it can be bound anew.
class Statement {
public:
    Statement(Database& database, std::string_view sql);

    /// Binds all parameters in order. Whole numbers, enums and bool as INTEGER, double as REAL, text, bytes;
    /// a number that isn't finite and an empty optional as NULL. Texts and bytes must live until the
    /// statement has run.
    template <class... Values>
    Statement& bind(const Values&... values) {
        reset();
        bound_ = 0;
        (bind_next(values), ...);
        return *this;
    }
    /// For parameters whose number isn't known before: one more.
    template <class Value>
    void bind_next(const Value& value) {
        if constexpr (std::is_enum_v<Value> || std::integral<Value>) {
            bind_whole(static_cast<std::int64_t>(value));
        } else if constexpr (std::floating_point<Value>) {
            bind_number(static_cast<double>(value));
        } else if constexpr (std::convertible_to<const Value&, std::string_view>) {
            bind_text(value);
        } else if constexpr (std::convertible_to<const Value&, std::span<const std::byte>>) {
            bind_bytes(value);
        } else {
            value ? bind_next(*value) : bind_null();
        }
    }
    /// Takes the values bound so far away.
    void reset() noexcept;

    /// To the next row; false after the last.
    [[nodiscard]] bool next();
    /// To the end.
    void run();

    // Of the row next() went to, columns from 0. Texts and bytes are valid until the statement goes on.
    [[nodiscard]] bool is_null(int column) const noexcept;
    [[nodiscard]] std::int64_t whole(int column) const noexcept;
    [[nodiscard]] double number(int column) const noexcept;  ///< NaN of NULL
    [[nodiscard]] std::string_view text(int column) const noexcept;
    [[nodiscard]] std::span<const std::byte> bytes(int column) const noexcept;
    template <class Id>
    [[nodiscard]] Id as(int column) const noexcept {
        return static_cast<Id>(whole(column));
    }
    [[nodiscard]] std::optional<std::int64_t> optional_whole(int column) const noexcept;

private:
    struct Finalize {
        void operator()(sqlite3_stmt* statement) const noexcept { sqlite3_finalize(statement); }
    };
    void bind_whole(std::int64_t value);
    void bind_number(double value);
    void bind_text(std::string_view value);
    void bind_bytes(std::span<const std::byte> value);
    void bind_null();
    void check(int code) const;

    Database* database_;
    std::unique_ptr<sqlite3_stmt, Finalize> statement_;
    int bound_ = 0;
};

/// Between here and commit() all happens or nothing does.
class Transaction {
public:
    enum class Kind : unsigned char {
        write,  ///< no other writer from now on
        read    ///< one state of the store is seen, whatever is written meanwhile
    };
    Transaction(Database& database, Kind kind);
    Transaction(const Transaction&) = delete;
    Transaction& operator=(const Transaction&) = delete;
    /// Without commit() everything is taken back.
    ~Transaction();

    void commit();

private:
    Database* database_;
    bool open_ = true;
};

}  // namespace footfall::serve
