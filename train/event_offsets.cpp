// What another label definition calls the same event, as one constant offset for each kind.
#include "train/event_offsets.h"

#include <algorithm>
#include <cmath>

namespace footfall::train {
namespace {

/// 0 for none.
double median(std::vector<double> values) {
    if (values.empty()) {
        return 0.0;
    }
    std::sort(values.begin(), values.end());
    const std::size_t middle = values.size() / 2;
    return values.size() % 2 == 1 ? values[middle] : 0.5 * (values[middle - 1] + values[middle]);
}

}  // namespace

EventOffsets offsets_from(const std::vector<Tally>& people) {
    std::vector<double> initial_contact_ms;
    std::vector<double> final_contact_ms;
    const auto keep = [](std::vector<double>& all, double bias_ms) {
        if (!std::isnan(bias_ms)) {
            all.push_back(bias_ms);
        }
    };
    for (const Tally& tally : people) {
        const Scores scores = scores_of(tally);
        keep(initial_contact_ms, scores.initial_contact.bias_ms);
        keep(final_contact_ms, scores.final_contact.bias_ms);
    }
    return {-median(initial_contact_ms) / 1000.0, -median(final_contact_ms) / 1000.0};
}

}  // namespace footfall::train
