// What a reader that can't play its files does instead.
#include "io/data_set.h"

namespace footfall::io {

RecordingSource DataSet::stream(std::size_t index) const { return source_of(load(index)); }

}  // namespace footfall::io
