// A person's or a session's rows as CSV.
#include "serve/export_csv.h"

#include <fmt/format.h>

#include <cmath>
#include <concepts>
#include <string>

#include "io/number.h"
#include "serve/figure_rows.h"
#include "serve/raw_rows.h"
#include "serve/sessions.h"
#include "serve/stride_rows.h"
#include "serve/unix_time.h"

namespace footfall::serve {
namespace {

/// One line at a time.
class Row {
public:
    explicit Row(const TextSink& sink) : sink_(&sink) {}

    /// A text that a spreadsheet would take for a formula has an apostrophe before it, which it shows as
    /// text.
    Row& cell(std::string_view text) {
        constexpr std::string_view kFormulas = "=+-@\t\r";
        std::string guarded;
        if (!text.empty() && kFormulas.find(text.front()) != std::string_view::npos) {
            text = guarded.append("'").append(text);
        }
        start();
        if (text.find_first_of(",\"\r\n") == std::string_view::npos) {
            line_ += text;
            return *this;
        }
        line_ += '"';
        for (const char c : text) {
            line_.append(c == '"' ? 2 : 1, c);
        }
        line_ += '"';
        return *this;
    }
    Row& cell(std::integral auto value) {
        start();
        line_ += std::to_string(value);
        return *this;
    }
    Row& cell(std::floating_point auto value) {
        start();
        if (std::isfinite(value)) {
            line_ += io::text_of(value);
        }
        return *this;
    }
    void end() {
        line_ += "\r\n";
        (*sink_)(line_);
        line_.clear();
        is_first_ = true;
    }

private:
    void start() {
        if (!is_first_) {
            line_ += ',';
        }
        is_first_ = false;
    }

    const TextSink* sink_;
    std::string line_;
    bool is_first_ = true;
};

void session_row(Row& row, const StoredSession& stored) {
    const SessionEntry& s = stored.session;
    row.cell(s.person_code).cell(stored.person.name.value_or(""));
    row.cell(stored.person.birth_year ? std::to_string(*stored.person.birth_year) : "")
        .cell(static_cast<std::int64_t>(s.id));
    row.cell(shown(s.state)).cell(utc_text(s.about.started)).cell(s.ended ? utc_text(*s.ended) : "");
    row.cell(s.strides).cell(s.walking_s).cell(s.distance_m.value).cell(s.distance_m.sd);
    row.cell(s.about.model).cell(s.about.source).cell(s.about.notes).end();
}

void figure_rows(Row& row, const StoredSession& stored) {
    const auto rows = [&](Side side, const report::FigureSummaries& figures) {
        for (std::size_t i = 0; i < report::kFigures; ++i) {
            const report::FigureSummary& f = figures[i];
            if (f.strides == 0) {
                continue;
            }
            row.cell(stored.session.person_code).cell(static_cast<std::int64_t>(stored.session.id));
            row.cell(utc_text(stored.session.about.started)).cell(to_string(side));
            row.cell(report::to_string(static_cast<report::Figure>(i))).cell(f.strides);
            row.cell(f.mean.value).cell(f.mean.low).cell(f.mean.high).cell(f.sd).cell(f.cv);
            row.cell(f.enough_for_mean ? "true" : "false").cell(f.enough_for_variability ? "true" : "false");
            row.end();
        }
    };
    for (const report::FootSummary& foot : stored.figures.feet) {
        rows(foot.foot == Foot::left ? Side::left : Side::right, foot.figures);
    }
    rows(Side::both, stored.figures.both);
}

void stride_rows(Row& row, Database& database, const SessionEntry& session) {
    for_each_stride(database, session.id, [&](const StrideOfFoot& of_foot) {
        MeasuredStride stride = of_foot.stride;
        row.cell(session.person_code)
            .cell(static_cast<std::int64_t>(session.id))
            .cell(to_string(of_foot.foot));
        row.cell(stride.time.start).cell(stride.time.final_contact).cell(stride.time.end);
        row.cell(stride.bout + 1).cell(stride.turning ? "true" : "false");
        for (const StrideNumber& number : kStrideColumns) {
            row.cell(number.of(stride));
        }
        row.end();
    });
}

void sample_rows(Row& row, Database& database, const SessionEntry& session) {
    for (const TrackStart& track : tracks_of(database, session.id)) {
        for_each_chunk(database, session.id, track.foot, [&](std::span<const ImuSample> samples) {
            for (const ImuSample& sample : samples) {
                const auto& a = sample.imu.acceleration_mps2;
                const auto& w = sample.imu.angular_rate_radps;
                row.cell(session.person_code).cell(static_cast<std::int64_t>(session.id));
                row.cell(to_string(track.foot)).cell(sample.time);
                for (const float value : {a.x, a.y, a.z, w.x, w.y, w.z}) {
                    row.cell(value);
                }
                row.end();
            }
        });
    }
}

std::string header_of(ExportTable table) {
    switch (table) {
        case ExportTable::sessions:
            return "person,name,birth_year,session,state,started,ended,strides,walking_s,distance_m,distance_"
                   "sd_m,"
                   "model,source,notes\r\n";
        case ExportTable::figures:
            return "person,session,started,foot,figure,strides,mean,mean_low,mean_high,sd,cv,enough_for_mean,"
                   "enough_for_variability\r\n";
        case ExportTable::marks: return "person,session,at_ns,text\r\n";
        case ExportTable::samples:
            return "person,session,foot,time_ns,acceleration_x_mps2,acceleration_y_mps2,acceleration_z_mps2,"
                   "angular_rate_x_radps,angular_rate_y_radps,angular_rate_z_radps\r\n";
        case ExportTable::strides: break;
    }
    std::string header = "person,session,foot,start_ns,final_contact_ns,end_ns,bout,turning";
    for (const StrideNumber& number : kStrideColumns) {
        header.append(",").append(number.column);
    }
    return header.append("\r\n");
}

}  // namespace

void export_csv(Database& database, const ExportScope& scope, ExportTable table, const TextSink& sink) {
    const ExportSubject subject = subject_of(database, scope);
    sink(header_of(table));
    Row row(sink);
    for (const SessionId id : subject.sessions) {
        const auto stored = read_session(database, id);
        if (!stored) {
            continue;
        }
        switch (table) {
            case ExportTable::sessions: session_row(row, *stored); break;
            case ExportTable::figures: figure_rows(row, *stored); break;
            case ExportTable::marks:
                for (const Mark& mark : stored->marks) {
                    row.cell(stored->session.person_code).cell(static_cast<std::int64_t>(id));
                    row.cell(mark.at).cell(mark.text).end();
                }
                break;
            case ExportTable::strides: stride_rows(row, database, stored->session); break;
            case ExportTable::samples: sample_rows(row, database, stored->session); break;
        }
    }
}

}  // namespace footfall::serve
