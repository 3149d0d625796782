// Writes every member out.
#include "io/inspection_json.h"

namespace footfall::io {

namespace {

template <class Value>
nlohmann::json or_null(const std::optional<Value>& value) {
    return value ? nlohmann::json(*value) : nlohmann::json(nullptr);
}

nlohmann::json clipping_json(const Clipping& clipping) {
    return {{"largest", clipping.level}, {"clipped_samples", clipping.samples}};
}

nlohmann::json foot_json(const FootInspection& foot) {
    return {
        {"foot", to_string(foot.foot)},
        {"samples", foot.samples},
        {"duration_s", foot.duration_s},
        {"rate_hz", foot.rate_hz},
        {"true_rate_hz", foot.true_rate_hz},
        {"doubled_share", foot.doubled_share},
        {"lost", foot.lost},
        {"lost_share", foot.lost_share},
        {"longest_loss", foot.longest_loss},
        {"gaps", foot.gaps},
        {"acceleration_mps2", clipping_json(foot.acceleration_clipping)},
        {"angular_rate_radps", clipping_json(foot.angular_rate_clipping)},
        {"rest_acceleration_mps2", or_null(foot.rest_acceleration_mps2)},
        {"mounting", foot.mounting},
        {"largest_angular_rate_radps", foot.largest_angular_rate_radps},
        {"events", foot.events},
        {"strides", foot.strides},
        {"implausible_strides", foot.implausible_strides},
        {"warnings", foot.warnings},
    };
}

}  // namespace

nlohmann::json to_json(const Inspection& inspection) {
    nlohmann::json feet = nlohmann::json::array();
    for (const FootInspection& foot : inspection.feet) {
        feet.push_back(foot_json(foot));
    }
    return {
        {"data_set", inspection.data_set},
        {"recording", inspection.recording},
        {"person", inspection.person.id},
        {"group", inspection.person.group},
        {"age_years", or_null(inspection.person.age_years)},
        {"label_definition", inspection.label_definition},
        {"duration_s", inspection.duration_s},
        {"gravity", inspection.gravity == Gravity::included ? "included" : "removed"},
        {"feet", feet},
        {"warnings", inspection.warnings},
    };
}

}  // namespace footfall::io
