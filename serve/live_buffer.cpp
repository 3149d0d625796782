// What came of open sessions and isn't in the store yet.
#include "serve/live_buffer.h"

#include <algorithm>

#include "footfall/recording/error.h"
#include "serve/raw_samples.h"

namespace footfall::serve {
namespace {

constexpr std::size_t kEnoughSamples = 4096;  // whatever the times say
static_assert(kEnoughSamples <= kMostChunkSamples);

/// A second of samples: shorter chunks take more room for each sample, longer ones more work, as they are
/// written anew until they are full.
bool is_full(std::span<const ImuSample> chunk) noexcept {
    return chunk.size() >= kEnoughSamples ||
           (!chunk.empty() && chunk.back().time - chunk.front().time >= kNanosecondsPerSecond);
}

}  // namespace

void LiveBuffer::open(SessionId session, const std::vector<TrackStart>& tracks) {
    const std::lock_guard lock(mutex_);
    Session& added = sessions_[session];
    for (const TrackStart& track : tracks) {
        added.tracks.emplace_back().foot = track.foot;
    }
}

LiveBuffer::Session& LiveBuffer::session(SessionId id) {
    const auto found = sessions_.find(id);
    if (found == sessions_.end() || found->second.stopped) {
        throw Error(file_, "", "a session that is open", "none");
    }
    return found->second;
}

void LiveBuffer::make_room(std::size_t bytes) {
    if (bytes_ + bytes > kMostBytes) {
        throw Error(file_, "", "a disk that keeps up with the samples",
                    "more than 64 MB that could not be written yet");
    }
    bytes_ += bytes;
}

void LiveBuffer::add(SessionId id, Foot foot, std::span<const ImuSample> samples) {
    const std::lock_guard lock(mutex_);
    Session& to = session(id);
    const auto track =
        std::find_if(to.tracks.begin(), to.tracks.end(), [&](const Track& one) { return one.foot == foot; });
    if (track == to.tracks.end()) {
        throw Error(file_, "", "a foot that the session began with", std::string(to_string(foot)));
    }
    make_room(samples.size_bytes());
    track->arrived.insert(track->arrived.end(), samples.begin(), samples.end());
}

void LiveBuffer::add(SessionId id, const StrideOfFoot& stride) {
    const std::lock_guard lock(mutex_);
    Session& to = session(id);
    make_room(sizeof stride);
    to.strides.push_back(stride);
}

void LiveBuffer::add(SessionId id, const Mark& mark) {
    const std::lock_guard lock(mutex_);
    Session& to = session(id);
    make_room(sizeof mark + mark.text.size());
    to.marks.push_back(mark);
}

void LiveBuffer::add(SessionId id, Foot foot, Gravity gravity) {
    const std::lock_guard lock(mutex_);
    session(id).gravities.emplace_back(foot, gravity);
}

std::size_t LiveBuffer::pending_bytes() const {
    const std::lock_guard lock(mutex_);
    return bytes_;
}

bool LiveBuffer::is_open(SessionId id) const {
    const std::lock_guard lock(mutex_);
    return sessions_.contains(id);
}

std::size_t LiveBuffer::sessions() const {
    const std::lock_guard lock(mutex_);
    return sessions_.size();
}

void LiveBuffer::stop(SessionId id) {
    const std::lock_guard lock(mutex_);
    session(id).stopped = true;
}

void LiveBuffer::resume(SessionId id) {
    const std::lock_guard lock(mutex_);
    sessions_.at(id).stopped = false;
}

void LiveBuffer::close(SessionId id) {
    const std::lock_guard lock(mutex_);
    sessions_.erase(id);
}

WriteBatch LiveBuffer::take() {
    WriteBatch batch;
    std::vector<std::pair<SessionId, Track*>> tracks;
    {
        const std::lock_guard lock(mutex_);
        for (auto& [id, from] : sessions_) {
            for (const StrideOfFoot& stride : from.strides) {
                batch.bytes += sizeof stride;
                batch.strides.emplace_back(id, stride);
            }
            for (Mark& mark : from.marks) {
                batch.bytes += sizeof mark + mark.text.size();
                batch.marks.emplace_back(id, std::move(mark));
            }
            for (const auto& [foot, gravity] : from.gravities) {
                batch.gravities.emplace_back(id, foot, gravity);
            }
            from.gravities.clear();
            from.strides.clear();
            from.marks.clear();
            for (Track& track : from.tracks) {
                if (!track.arrived.empty()) {
                    batch.bytes += track.arrived.size() * sizeof(ImuSample);
                    track.chunk.insert(track.chunk.end(), track.arrived.begin(), track.arrived.end());
                    track.arrived.clear();
                    tracks.emplace_back(id, &track);
                }
            }
        }
    }
    // Compressing takes its time: meanwhile samples may come.
    for (const auto& [id, track] : tracks) {
        std::size_t done = 0;
        while (done < track->chunk.size()) {
            const auto rest = std::span<const ImuSample>(track->chunk).subspan(done);
            const auto part = rest.first(std::min(rest.size(), kEnoughSamples));
            batch.chunks.emplace_back(id, chunk_of(track->foot, track->chunk_number, part));
            if (!is_full(part)) {
                break;
            }
            ++track->chunk_number;
            done += part.size();
        }
        track->chunk.erase(track->chunk.begin(), track->chunk.begin() + static_cast<std::ptrdiff_t>(done));
    }
    return batch;
}

void LiveBuffer::written(const WriteBatch& batch) {
    const std::lock_guard lock(mutex_);
    bytes_ -= batch.bytes;
}

}  // namespace footfall::serve
