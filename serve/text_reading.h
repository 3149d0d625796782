// Readings as text, one a line: JSON objects or CSV rows. Keys, columns and an example are in docs/live.md.
#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "serve/sensor_reading.h"
#include "serve/source.h"

namespace footfall::serve {

/// What a line need not say.
struct TextDefaults {
    std::optional<std::string> person;
    std::optional<Foot> foot;
    StreamKind kind;  ///< taken as ordered: lines come over ways that keep their order
};

/// One line to one reading. The first line that isn't blank says what they are: with a '{' all are JSON, else
/// it names the columns of CSV.
class TextReader {
public:
    explicit TextReader(TextDefaults defaults) : defaults_(std::move(defaults)) {}

    enum class Outcome : unsigned char { reading, nothing, malformed };

    /// @param line without its ending
    /// @param reading what the line says; `arrival` is left as it is. Worth nothing unless the outcome is one
    [[nodiscard]] Outcome read(std::string_view line, SensorReading& reading);

    /// What is wrong with the line before, as in "acc_x: expected a number, found 'abc'".
    [[nodiscard]] const std::string& problem() const noexcept { return problem_; }

private:
    struct Fields;

    [[nodiscard]] bool read_json(std::string_view line, SensorReading& reading);
    [[nodiscard]] bool read_header(std::string_view line);
    [[nodiscard]] bool read_row(std::string_view line, SensorReading& reading);
    [[nodiscard]] bool take(const Fields& fields, SensorReading& reading);
    [[nodiscard]] bool wrong(std::string_view key, std::string_view expected, std::string_view found);

    TextDefaults defaults_;
    bool json_ = false;
    std::vector<std::size_t> columns_;  // which key each column is
    std::string problem_;
};

/// Bytes in any pieces to readings, in memory that does not grow.
class TextDecoder {
public:
    /// A longer line is malformed, and passed over to its end.
    static constexpr std::size_t kLongestLine = 1024;

    explicit TextDecoder(TextDefaults defaults) : reader_(std::move(defaults)) {}

    /// Counts in `status`, delivers what is right.
    void feed(std::string_view bytes, Nanoseconds arrival, const Source::Deliver& deliver,
              SourceStatus& status);

    /// Nothing more comes: takes a last line that has no ending.
    void finish(Nanoseconds arrival, const Source::Deliver& deliver, SourceStatus& status);

    /// Lines that were malformed since the last right one.
    [[nodiscard]] std::size_t malformed_in_a_row() const noexcept { return malformed_in_a_row_; }

private:
    void line(std::string_view text, const Source::Deliver& deliver, SourceStatus& status);

    TextReader reader_;
    SensorReading reading_;
    std::string begun_;  // of a line whose end has not come
    bool too_long_ = false;
    std::size_t malformed_in_a_row_ = 0;
};

}  // namespace footfall::serve
