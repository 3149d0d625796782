// A file that somebody has: what its columns seem to be, and the session that is made of it.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <utility>

#include "footfall/recording/error.h"
#include "footfall/recording/walk_assembly.h"
#include "footfall/report/walk_remarks.h"
#include "footfall/report/walk_result.h"
#include "io/csv_descriptor.h"
#include "io/csv_samples.h"
#include "serve/api.h"
#include "serve/api_error.h"
#include "serve/api_json.h"
#include "serve/json_body.h"
#include "serve/person_choice.h"
#include "serve/request_target.h"
#include "serve/unix_time.h"

namespace footfall::serve {
namespace {

struct ChosenColumn {
    std::int64_t column = 0;  // from 0
    std::string unit;
};

/// How a browser writes a name that isn't ASCII into a header.
std::string filename_of(const Request& request) {
    return percent_decoded(request.header("x-filename").value_or("upload")).value_or("upload");
}

Json upload_json(const Upload& upload) {
    const io::TableGuess& guess = upload.guess();
    Json columns = Json::array();
    for (const io::ColumnGuess& column : guess.columns) {
        columns.push_back({{"name", column.name},
                           {"guess", column.role.empty() ? Json() : Json(column.role)},
                           {"unit_guess", column.unit.empty() ? Json() : Json(column.unit)}});
    }
    Json complaints = Json::array();
    for (const io::Complaint& complaint : guess.complaints) {
        Json fields = Json::object();
        for (const auto& [name, value] : complaint.fields) {
            std::visit([&, &key = name](const auto& known_value) { fields[key] = known_value; }, value);
        }
        complaints.push_back({{"code", complaint.code}, {"text", complaint.text}, {"fields", fields}});
    }
    return {{"id", upload.id()},
            {"filename", upload.filename()},
            {"rows", guess.rows},
            {"rate_hz", guess.rate_hz ? Json(*guess.rate_hz) : Json()},
            {"gravity", guess.gravity == Gravity::included ? "included" : "removed"},
            {"columns", columns},
            {"preview", guess.preview},
            {"complaints", complaints}};
}

ChosenColumn column_of(JsonBody body, std::size_t columns) {
    ChosenColumn chosen;
    chosen.column = body.whole("column", 0, static_cast<std::int64_t>(columns) - 1);
    chosen.unit = body.optional_text("unit").value_or("");
    body.reject_others();
    return chosen;
}

double factor_of(const std::map<std::string, double>& units, const std::string& unit, const char* what) {
    const auto found = units.find(unit);
    if (found == units.end()) {
        throw ApiError(400, "bad_unit",
                       fmt::format("The unit of {} is one of those that are offered.", what));
    }
    return found->second;
}

class Layout {
public:
    Layout(JsonBody columns, const Upload& upload) : body_(std::move(columns)), upload_(upload) {}

    [[nodiscard]] io::CsvDescriptor descriptor() {
        io::CsvDescriptor descriptor;
        descriptor.file = upload_.filename();
        descriptor.name = "upload";
        descriptor.root = upload_.file().parent_path();
        descriptor.separator = upload_.shape().separator;
        descriptor.decimal_comma = upload_.shape().decimal_comma;
        descriptor.header_rows = upload_.shape().header_rows;
        descriptor.left = foot("left");
        descriptor.right = foot("right");
        body_.reject_others();
        if (!descriptor.left && !descriptor.right) {
            throw ApiError(400, "no_foot",
                           "A foot needs its three columns of acceleration and its three of angular rate.");
        }
        static const std::map<std::string, double> kAcceleration = {{"m/s2", 1.0},
                                                                    {"g", io::kStandardGravityMps2}};
        static const std::map<std::string, double> kAngularRate = {{"rad/s", 1.0},
                                                                   {"deg/s", io::kRadiansPerDegree}};
        descriptor.units.acceleration_to_mps2 = factor_of(kAcceleration, acceleration_unit_, "acceleration");
        descriptor.units.angular_rate_to_radps = factor_of(kAngularRate, angular_rate_unit_, "angular rate");
        return descriptor;
    }

private:
    std::optional<io::FootColumnNames> foot(const char* foot) {
        io::FootColumnNames names;
        const int acceleration = axes(foot, "acc", names.acceleration, acceleration_unit_);
        const int angular_rate = axes(foot, "gyro", names.angular_rate, angular_rate_unit_);
        if (acceleration + angular_rate == 0) {
            return std::nullopt;
        }
        if (acceleration != 3 || angular_rate != 3) {
            throw ApiError(400, "no_foot",
                           "A foot needs its three columns of acceleration and its three of angular rate.");
        }
        return names;
    }

    int axes(const char* foot, const char* sensor, std::array<std::string, 3>& names, std::string& unit) {
        int found = 0;
        for (std::size_t axis = 0; axis < 3; ++axis) {
            const std::string key = fmt::format("{}_{}_{}", foot, sensor, "xyz"[axis]);
            auto entry = body_.optional_object(key.c_str());
            if (!entry) {
                continue;
            }
            const ChosenColumn chosen = column_of(std::move(*entry), upload_.guess().columns.size());
            if (!unit.empty() && unit != chosen.unit) {
                throw ApiError(400, "two_units", "All columns of a kind must be in one unit.");
            }
            unit = chosen.unit;
            names[axis] = fmt::format("#{}", chosen.column + 1);
            ++found;
        }
        return found;
    }

    JsonBody body_;
    const Upload& upload_;
    std::string acceleration_unit_;
    std::string angular_rate_unit_;
};

void set_clock(JsonBody& body, const Upload& upload, io::CsvDescriptor& descriptor) {
    const auto rate = body.optional_number("rate_hz", io::kLowestRateHz, io::kHighestRateHz);
    auto time = body.optional_object("time_column");
    if (!rate && !time) {
        throw ApiError(400, "no_rate", "Samples a second, or a column of time, must be stated.");
    }
    descriptor.clock.rate_hz = rate.value_or(0.0);
    if (!time) {
        return;
    }
    const ChosenColumn chosen = column_of(std::move(*time), upload.guess().columns.size());
    descriptor.time_column = fmt::format("#{}", chosen.column + 1);
    if (chosen.unit == "counter") {
        if (!rate) {
            throw ApiError(400, "no_rate", "A counter says nothing of samples a second; state them.");
        }
        constexpr std::int64_t kPacketCounters = 65'536;  // those of sensors have 16 bits
        descriptor.clock.source = io::SampleClock::Source::counter;
        descriptor.clock.wraps_at = kPacketCounters;
        return;
    }
    static const std::map<std::string, double> kUnits = {
        {"s", 1.0}, {"ms", 1e-3}, {"us", 1e-6}, {"ns", 1e-9}};
    descriptor.clock.source = io::SampleClock::Source::time;
    descriptor.clock.unit_s = factor_of(kUnits, chosen.unit, "time");
    descriptor.clock.rate_hz = 0.0;  // the column shows it
}

/// Throws ApiError (422) when the file isn't what it was said to be.
Recording recording_of(const io::CsvDescriptor& descriptor, const Upload& upload, const PersonEntry& person) {
    io::CsvRecordingFiles files;
    files.id = upload.filename();
    for (const Foot foot : {Foot::left, Foot::right}) {
        if (foot == Foot::left ? descriptor.left : descriptor.right) {
            files.feet.push_back({foot, upload.file().filename().string()});
        }
    }
    Recording recording;
    recording.data_set = "upload";
    recording.id = upload.filename();
    recording.person.id = person.person.code;
    recording.person.split_key = person.person.code;
    recording.one_clock = true;
    try {
        recording.feet = io::read_csv_samples(descriptor, files).feet;
    } catch (const Error& error) {
        throw ApiError(422, "unreadable", upload.told(error.what()));
    }
    return recording;
}

/// When it was walked, if that is told.
std::optional<UnixMs> moment_in(JsonBody& body) {
    const std::optional<std::string> told = body.optional_text("started");
    if (!told) {
        return std::nullopt;
    }
    const std::optional<UnixMs> moment = moment_from(*told);
    if (!moment || *moment < 0 || *moment > unix_now()) {
        throw ApiError(400, "bad_value",
                       "started is a moment of the past in UTC, such as 2026-11-24T22:30:00Z.");
    }
    return moment;
}

UnixMs duration_of(const Recording& recording) {
    Nanoseconds longest = 0;
    for (const FootTrack& track : recording.feet) {
        if (!track.samples.empty()) {
            longest = std::max(longest, track.samples.back().time - track.samples.front().time);
        }
    }
    return longest / 1'000'000;
}

Response analyze(const ApiContext& context, const RoutedRequest& request) {
    const auto upload = context.uploads.find(request.named.at("id"));
    if (!upload) {
        throw ApiError(404, "not_found", "There is no such upload; it is kept for an hour.");
    }
    JsonBody body(request.request);
    NewSession session;
    const PersonEntry person = choose_person(body, context.store, session);
    io::CsvDescriptor descriptor = Layout(body.object("columns"), *upload).descriptor();
    set_clock(body, *upload, descriptor);
    const std::string gravity = body.optional_text("gravity").value_or(
        upload->guess().gravity == Gravity::included ? "included" : "removed");
    if (gravity != "included" && gravity != "removed") {
        throw ApiError(400, "bad_value", "Gravity is included or removed.");
    }
    descriptor.gravity = gravity == "included" ? Gravity::included : Gravity::removed;
    const std::optional<UnixMs> started = moment_in(body);
    const bool keep_raw = body.optional_flag("keep_raw").value_or(true);
    body.reject_others();

    const MeasuringGate::Turn turn(context.live.measurer().gate(), MeasuringGate::For::request);
    const Recording recording = recording_of(descriptor, *upload, person);
    MeasuredWalk walk = measure(source_of(recording), context.model);
    walk.remarks = report::remarks_on(walk);
    const report::WalkSummary summary = report::summarise(walk);
    if (report::strides_of(summary) == 0) {
        throw ApiError(422, "no_strides",
                       "No stride was found in it: nobody walks, or columns or units are not those stated.");
    }
    session.started = started.value_or(unix_now() - duration_of(recording));
    session.moment_known = started.has_value();
    session.model = context.model_name;
    session.source = source_words("upload", upload->filename());
    const std::span<const FootTrack> kept =
        keep_raw ? std::span<const FootTrack>(recording.feet) : std::span<const FootTrack>();
    const SessionId id = write_session(
        context.store, session, [&] { return context.store.add_walk(session, walk, summary.all, kept, {}); });
    const SessionEntry entry = context.store.read_session(id)->session;
    context.uploads.belongs_to(upload->id(), entry.about.person);
    return json_response(session_json(entry), 201);
}

}  // namespace

void add_upload_routes(Router& router, const ApiContext& context) {
    router.add("POST", "uploads", [&uploads = context.uploads](const RoutedRequest& request) {
        const auto upload = uploads.add(filename_of(request.request), request.request.body);
        return json_response(upload_json(*upload), 201);
    });
    router.add("POST", "uploads/{id}/analyze",
               [context](const RoutedRequest& request) { return analyze(context, request); });
}

}  // namespace footfall::serve
