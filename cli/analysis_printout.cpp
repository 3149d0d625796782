// What an analysis came to, for reading on a terminal.
#include "cli/analysis_printout.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "footfall/report/figure_words.h"

namespace footfall::cli {
namespace {

using report::Figure;

std::string number(double value, int decimals) {
    return std::isfinite(value) ? fmt::format("{:.{}f}", value, decimals) : "-";
}

/// "1.20 [1.15, 1.26]"
std::string with_bounds(const Interval& interval, int decimals) {
    return interval.known() && interval.has_bounds()
               ? fmt::format("{} [{}, {}]", number(interval.value, decimals), number(interval.low, decimals),
                             number(interval.high, decimals))
               : number(interval.value, decimals);
}

std::string figure_of(Figure figure, const report::FigureSummary& summary) {
    if (summary.strides == 0) {
        return "-";
    }
    return summary.enough_for_mean
               ? with_bounds(report::as_read(figure, summary.mean), report::words_of(figure).decimals)
               : report::kTooFew;
}

std::string row(const std::string& name, const std::vector<std::string>& cells, int width) {
    std::string text = fmt::format("{:<28}", name);
    for (const std::string& cell : cells) {
        text += fmt::format("  {:>{}}", cell, width);
    }
    text.erase(text.find_last_not_of(' ') + 1);
    return text + "\n";
}

std::string of_one(const report::WalkResult& result) {
    constexpr int kWidth = 24;
    const report::Summary& all = result.summary.all;
    std::string text = fmt::format("{}, person {}: ", result.walk.recording, result.walk.person.id);
    if (report::strides_of(result.summary) == 0) {
        return text + "no stride was found\n";
    }
    text += fmt::format("{} s walking, {}, {} strides", number(all.walking_s, 1),
                        all.distance_m.known() ? with_bounds(report::interval_of(all.distance_m), 1) + " m"
                                               : "distance not measured",
                        report::strides_of(result.summary));
    const std::string left_out = report::left_out_of(result.summary);
    text += left_out.empty() ? "\n\n" : fmt::format(", {} left out below\n\n", left_out);
    std::vector<std::string> head;
    const bool both = all.feet.size() > 1;
    for (const report::FootSummary& foot : all.feet) {
        head.emplace_back(to_string(foot.foot));
    }
    if (both) {
        head.emplace_back("both");
    }
    text += row("mean [95 % interval]", head, kWidth);
    for (std::size_t i = 0; i < report::kFigures; ++i) {
        const auto figure = static_cast<Figure>(i);
        if (all.of(figure).strides == 0) {
            continue;
        }
        std::vector<std::string> cells;
        for (const report::FootSummary& foot : all.feet) {
            cells.push_back(figure_of(figure, foot.of(figure)));
        }
        if (both) {
            cells.push_back(figure_of(figure, all.of(figure)));
        }
        text += row(report::titled(figure), cells, kWidth);
    }
    return text;
}

std::string of_many(const Analysis& analysis) {
    constexpr int kWidth = 20;
    const report::AnalysisTotals all = report::totals_of(analysis.walks);
    std::string text =
        row("recording, mean [95 % CI]",
            {"strides", "speed (m/s)", "stride length (m)", "cadence (steps/min)", "stance (%)"}, kWidth);
    const std::size_t rows = std::min(analysis.walks.size(), kRowsPrinted);
    for (std::size_t i = 0; i < rows; ++i) {
        const report::WalkResult& result = analysis.walks[i];
        std::vector<std::string> cells = {fmt::format("{}", report::strides_of(result.summary))};
        for (const Figure figure :
             {Figure::speed, Figure::stride_length, Figure::cadence, Figure::stance_share}) {
            cells.push_back(figure_of(figure, result.summary.all.of(figure)));
        }
        text += row(result.walk.recording, cells, kWidth);
    }
    if (rows < analysis.walks.size()) {
        text += fmt::format("... and {} more\n", analysis.walks.size() - rows);
    }
    text += fmt::format("\n{} recordings of {} {}: {} strides", all.recordings, all.people,
                        all.people == 1 ? "person" : "people", all.strides);
    if (std::isfinite(all.walking_s)) {
        text += fmt::format(", {} min walking", number(all.walking_s / 60.0, 1));
    }
    if (std::isfinite(all.distance_m)) {
        text += fmt::format(", {} m", number(all.distance_m, 0));
        if (all.with_distance < all.recordings) {
            text += fmt::format(" in the {} where it could be measured", all.with_distance);
        }
    }
    return text + "\n";
}

}  // namespace

std::string printout_of(const Analysis& analysis) {
    return analysis.walks.size() == 1 ? of_one(analysis.walks.front()) : of_many(analysis);
}

std::string remarks_in(const Analysis& analysis) {
    struct Said {
        std::string text;
        std::string first;
        std::size_t recordings = 0;
    };
    std::vector<Said> said;
    for (const report::WalkResult& result : analysis.walks) {
        for (const Remark& remark : result.walk.remarks) {
            if (!remark.warning) {
                continue;
            }
            const auto known = std::find_if(said.begin(), said.end(),
                                            [&](const Said& one) { return one.text == remark.text; });
            if (known == said.end()) {
                said.push_back({remark.text, result.walk.recording, 1});
            } else {
                ++known->recordings;
            }
        }
    }
    std::string text;
    for (const Said& one : said) {
        text +=
            one.recordings == 1 ? one.first : fmt::format("{} and {} more", one.first, one.recordings - 1);
        text += fmt::format(": {}\n", one.text);
    }
    return text;
}

}  // namespace footfall::cli
