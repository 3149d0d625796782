// The report of an analysis.
#include "footfall/report/analysis_report.h"

#include <fmt/format.h>

#include <set>

#include "footfall/report/findings_figures.h"
#include "footfall/report/html.h"
#include "footfall/report/markup.h"

namespace footfall::report {
namespace {

/// A mean of means, each with its weight.
class WeightedMean {
public:
    void add(double value, double weight) {
        if (weight > 0.0) {
            sum_ += value * weight;
            weight_ += weight;
        }
    }
    [[nodiscard]] double mean() const { return weight_ > 0.0 ? sum_ / weight_ : kUnknown; }

private:
    double sum_ = 0.0;
    double weight_ = 0.0;
};

double share(std::int64_t part, std::int64_t all) {
    return all > 0 ? static_cast<double>(part) / static_cast<double>(all) : kUnknown;
}

/// "1.05 ± 0.03"
Cell spread_cell(const RunningMean& figure, int decimals) {
    Cell cell{number(figure.mean(), decimals), "", figure.mean()};
    if (figure.count() > 1) {
        cell.bounds = "± " + number(figure.sd(), decimals);
    }
    return cell;
}

Cell number_cell(double value, int decimals) { return {number(value, decimals), "", value}; }
Cell count_cell(std::int64_t value) { return {grouped(value), "", static_cast<double>(value)}; }

std::string name_of(const FootResult& foot) {
    return fmt::format("{}, {}", foot.recording, to_string(foot.foot));
}

void add_headline(Page& page, const AnalysisReport& report) {
    const AnalysisTotals all = totals_of(report.feet);
    std::vector<Tile> tiles;
    const auto add = [&](const char* name, double value, int decimals, const char* unit) {
        if (std::isfinite(value)) {
            tiles.push_back({name, number(value, decimals), unit, "", ""});
        }
    };
    std::set<std::string> recordings;
    for (const FootResult& foot : report.feet) {
        recordings.insert(foot.recording);
    }
    tiles.push_back({"Recordings", grouped(static_cast<std::int64_t>(recordings.size())), "", "", ""});
    add("Time walking", 100.0 * all.walking_share, 1, "%");
    tiles.push_back({"Strides", grouped(all.strides), "", "", ""});
    add("Cadence", all.cadence_steps_per_min, 1, "steps/min");
    add("Stride time", all.stride_time_s, 3, "s");
    add("Stance", all.stance_percent, 1, "% of stride");
    add("Confidence", 100.0 * all.confidence, 1, "%");
    page.tiles(tiles);
}

Table gait_table(const std::vector<FootResult>& feet) {
    Table table;
    table.columns = {{"Recording, foot", false}, {"Walking (%)"}, {"Strides"},   {"Cadence (steps/min)"},
                     {"Stride time (s)"},        {"Stance (s)"},  {"Swing (s)"}, {"Stance (% of stride)"},
                     {"Confidence (%)"}};
    table.caption = "Means over strides, ± one standard deviation; cadence counts the steps of both feet.";
    for (const FootResult& foot : feet) {
        const GaitSummary& gait = foot.gait;
        table.rows.push_back({text_cell(name_of(foot)), number_cell(100.0 * gait.walking_share(), 1),
                              count_cell(gait.strides()), number_cell(gait.cadence_steps_per_min(), 1),
                              spread_cell(gait.stride_time_s(), 3), spread_cell(gait.stance_time_s(), 3),
                              spread_cell(gait.swing_time_s(), 3), spread_cell(gait.stance_percent(), 1),
                              number_cell(100.0 * gait.confidence(), 1)});
    }
    return table;
}

Table data_table(const std::vector<FootResult>& feet) {
    Table table;
    table.columns = {{"Recording, foot", false},
                     {"Length (s)"},
                     {"Rate (Hz)"},
                     {"Samples"},
                     {"Lost (%)"},
                     {"In a row"},
                     {"Gaps"},
                     {"Repeated (%)"},
                     {"Nothing said (%)"}};
    table.caption =
        "Lost: samples missing between the first and the last. Losses up to 0.15 s are bridged; over longer "
        "ones, and until the network's window has filled again, nothing is said.";
    for (const FootResult& foot : feet) {
        const TrackSurvey& data = foot.data;
        table.rows.push_back({text_cell(name_of(foot)),
                              number_cell(data.duration_s, 1),
                              {fmt::format("{:g}", foot.rate_hz), "", foot.rate_hz},
                              count_cell(data.samples),
                              number_cell(100.0 * share(data.lost, data.lost + data.samples), 2),
                              count_cell(data.longest_loss),
                              count_cell(data.gaps),
                              number_cell(100.0 * share(data.repeated, data.samples), 2),
                              number_cell(100.0 * foot.gait.unknown_share(), 2)});
    }
    return table;
}

void add_table(Page& page, const Table& table) {
    constexpr std::size_t kShown = 40;
    if (table.rows.size() <= kShown) {
        page.table(table);
    } else {
        page.folded_table(fmt::format("{} rows", table.rows.size()), table);
    }
}

}  // namespace

AnalysisTotals totals_of(const std::vector<FootResult>& feet) {
    WeightedMean stride;
    WeightedMean stance;
    WeightedMean swing;
    WeightedMean stance_percent;
    WeightedMean walking;
    WeightedMean confidence;
    AnalysisTotals all;
    for (const FootResult& foot : feet) {
        const GaitSummary& gait = foot.gait;
        const auto strides = static_cast<double>(gait.strides());
        all.strides += gait.strides();
        stride.add(gait.stride_time_s().mean(), strides);
        stance.add(gait.stance_time_s().mean(), strides);
        swing.add(gait.swing_time_s().mean(), strides);
        stance_percent.add(gait.stance_percent().mean(), strides);
        const double known_s = gait.samples() > 0 ? foot.data.duration_s * (1.0 - gait.unknown_share()) : 0.0;
        const double walking_s = known_s > 0.0 ? known_s * gait.walking_share() : 0.0;
        all.walking_s += walking_s;
        walking.add(gait.walking_share(), known_s);
        confidence.add(gait.confidence(), walking_s);
    }
    all.stride_time_s = stride.mean();
    all.stance_time_s = stance.mean();
    all.swing_time_s = swing.mean();
    all.stance_percent = stance_percent.mean();
    all.cadence_steps_per_min = 120.0 / stride.mean();
    all.walking_share = walking.mean();
    all.confidence = confidence.mean();
    return all;
}

std::string render(const AnalysisReport& report) {
    Page page("Analysis", report.title,
              fmt::format("{} was run over recordings of foot-worn motion sensors, sample by sample, as it "
                          "would run on the sensor. Nothing here is compared with a reference.",
                          report.model.empty() ? "A model" : report.model));
    for (const std::string& warning : report.warnings) {
        page.warning(warning);
    }
    add_headline(page, report);
    page.section("Gait");
    add_table(page, gait_table(report.feet));
    page.section("A stretch of it");
    if (report.example) {
        page.figures({walk_figure(*report.example)});
    }
    page.section("Data");
    add_table(page, data_table(report.feet));
    page.section("Provenance");
    page.keys(report.provenance);
    return std::move(page).finish(
        "Stance is from initial to final contact, swing from there to the same foot's next initial contact; "
        "a "
        "stride is both.");
}

}  // namespace footfall::report
