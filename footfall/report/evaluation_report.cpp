// Puts the evaluation's page together.
#include "footfall/report/evaluation_report.h"

#include <utility>

#include <fmt/format.h>

#include "footfall/report/findings_sections.h"
#include "footfall/report/html.h"
#include "footfall/report/markup.h"

namespace footfall::report {

namespace {

void add_gate(Page& page, const MetricsSummary& metrics) {
    if (!metrics.gait_called_none.known()) {
        return;
    }
    std::string text = fmt::format("Of the samples of gait {} % were taken for standing",
                                   number(100.0 * metrics.gait_called_none.value, 2));
    if (metrics.standing_called_gait.known()) {
        text += fmt::format(", of those of standing {} % for gait",
                            number(100.0 * metrics.standing_called_gait.value, 2));
    }
    page.paragraph(text + ". Phases and cycle position are compared whatever was taken for standing.");
}

}  // namespace

std::string render(const EvaluationReport& report) {
    Page page(
        "Evaluation", report.title,
        fmt::format(
            "{} was run over recordings of foot-worn motion sensors, sample by sample. Its gait phases, "
            "contacts and cycle position are compared here with the recordings' own reference.",
            report.model.empty() ? "A model" : report.model));
    for (const std::string& warning : report.warnings) {
        page.warning(warning);
    }
    for (const DataSummary& set : report.data) {
        if (!report.model_label_definition.empty() && set.label_definition != report.model_label_definition) {
            page.warning(
                fmt::format("The model learned labels from {}, but the reference of {} is from {}. Part of "
                            "the differences below is between the two definitions, not the model's error.",
                            spoken_definition(report.model_label_definition), set.data_set,
                            spoken_definition(set.label_definition)));
        }
    }
    add_headline(page, report.findings.overall);
    add_gate(page, report.findings.overall);
    page.section("Data");
    add_data(page, report.data);
    page.section("Findings");
    add_findings(page, report.findings);
    page.section("Provenance");
    page.keys(report.provenance);
    return std::move(page).finish(
        "Intervals are 95 % confidence intervals from a bootstrap over people. IC initial contact, FC final "
        "contact.");
}

}  // namespace footfall::report
