// Adapter: a descriptor, the files it names, their samples and annotations.
#include "io/csv.h"

#include <algorithm>

#include "io/csv_annotations.h"
#include "io/csv_descriptor.h"
#include "io/csv_files.h"
#include "io/csv_samples.h"

namespace footfall::io {

namespace {

/// Feet in files of their own may each have been counted by a sensor that knew nothing of the other.
bool share_a_file(const CsvRecordingFiles& files) {
    return std::all_of(files.feet.begin(), files.feet.end(),
                       [&](const CsvFootFile& foot) { return foot.path == files.feet.front().path; });
}

class Csv final : public DataSet {
public:
    Csv(const std::filesystem::path& descriptor, const std::filesystem::path& root)
        : descriptor_(read_csv_descriptor(descriptor, root)), files_(list_csv_recordings(descriptor_)) {
        for (const CsvRecordingFiles& files : files_) {
            entries_.push_back({files.id, files.person});
        }
    }

    [[nodiscard]] const std::string& name() const override { return descriptor_.name; }
    [[nodiscard]] const std::vector<Entry>& entries() const override { return entries_; }

    [[nodiscard]] Recording load(std::size_t index) const override {
        const CsvRecordingFiles& files = files_.at(index);
        CsvSamples samples = read_csv_samples(descriptor_, files);
        Recording recording;
        recording.data_set = descriptor_.name;
        recording.id = files.id;
        recording.person = files.person;
        recording.feet = std::move(samples.feet);
        recording.one_clock = share_a_file(files);
        read_csv_annotations(descriptor_, files, samples, recording);
        return recording;
    }

    [[nodiscard]] RecordingSource stream(std::size_t index) const override {
        const CsvRecordingFiles& files = files_.at(index);
        std::vector<TickTrack> feet;
        for (std::size_t i = 0; i < files.feet.size(); ++i) {
            feet.push_back(csv_track(descriptor_, files, i));
        }
        return {descriptor_.name, files.id, files.person, on_one_clock(std::move(feet), descriptor_.clock),
                share_a_file(files)};
    }

private:
    CsvDescriptor descriptor_;
    std::vector<CsvRecordingFiles> files_;
    std::vector<Entry> entries_;
};

}  // namespace

std::unique_ptr<DataSet> open_csv(const std::filesystem::path& descriptor,
                                  const std::filesystem::path& root) {
    return std::make_unique<Csv>(descriptor, root);
}

}  // namespace footfall::io
