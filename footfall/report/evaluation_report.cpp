// Puts the evaluation's page together.
#include "footfall/report/evaluation_report.h"

#include <utility>

#include <fmt/format.h>

#include "footfall/report/findings_sections.h"
#include "footfall/report/html.h"

namespace footfall::report {

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
