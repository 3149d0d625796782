// What came of open sessions and isn't in the store yet. Adding touches no disk, so that whoever listens to
// sensors never waits for one.
#pragma once

#include <cstddef>
#include <map>
#include <mutex>
#include <span>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "serve/raw_rows.h"
#include "serve/records.h"

namespace footfall::serve {

/// All that one transaction writes.
struct WriteBatch {
    std::vector<std::pair<SessionId, RawChunk>> chunks;
    std::vector<std::pair<SessionId, StrideOfFoot>> strides;
    std::vector<std::pair<SessionId, Mark>> marks;
    std::vector<std::tuple<SessionId, Foot, Gravity>> gravities;
    std::size_t bytes = 0;  ///< that it counted for in the buffer

    [[nodiscard]] bool empty() const noexcept {
        return chunks.empty() && strides.empty() && marks.empty() && gravities.empty();
    }
};

/// open(), add() and pending_bytes() from any thread; the others from one at a time.
class LiveBuffer {
public:
    /// More than this many bytes are not held: at 64 sessions of two feet at 100 Hz, two minutes and a half.
    static constexpr std::size_t kMostBytes = 64U << 20U;

    /// @param file the store's, for messages
    explicit LiveBuffer(std::string file) : file_(std::move(file)) {}

    void open(SessionId session, const std::vector<TrackStart>& tracks);
    // Throw footfall::Error when the session isn't open, has no such foot, or when there is no room.
    void add(SessionId session, Foot foot, std::span<const ImuSample> samples);
    void add(SessionId session, const StrideOfFoot& stride);
    void add(SessionId session, const Mark& mark);
    void add(SessionId session, Foot foot, Gravity gravity);
    /// What was added and isn't marked as written.
    [[nodiscard]] std::size_t pending_bytes() const;

    [[nodiscard]] bool is_open(SessionId session) const;
    [[nodiscard]] std::size_t sessions() const;
    /// Nothing can be added until resume(). Throws footfall::Error when the session isn't open.
    void stop(SessionId session);
    void resume(SessionId session);
    void close(SessionId session);

    /// What was added since the last time. The chunk that a foot fills is in each batch, longer each time,
    /// until it holds a second of samples.
    [[nodiscard]] WriteBatch take();
    /// Its bytes are free.
    void written(const WriteBatch& batch);

private:
    struct Track {
        Foot foot = Foot::left;
        std::vector<ImuSample> arrived;
        // Only take() looks at these.
        std::vector<ImuSample> chunk;
        std::int64_t chunk_number = 0;
    };
    struct Session {
        std::vector<Track> tracks;
        std::vector<StrideOfFoot> strides;
        std::vector<Mark> marks;
        std::vector<std::pair<Foot, Gravity>> gravities;
        bool stopped = false;
    };
    Session& session(SessionId id);
    void make_room(std::size_t bytes);

    std::string file_;
    mutable std::mutex mutex_;
    std::map<SessionId, Session> sessions_;
    std::size_t bytes_ = 0;
};

}  // namespace footfall::serve
