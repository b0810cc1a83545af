// What an operation answers: a body, a stream of frames that goes on, or a promise of either.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace confab::mock {

/// Rendered once, shared by every reader.
using Bytes = std::shared_ptr<const std::string>;

[[nodiscard]] inline Bytes share(std::string text) {
  return std::make_shared<const std::string>(std::move(text));
}

/// One reader's view of a growing log of rendered frames. `take` and `on_ready` are called by one connection; the log may
/// grow from any thread.
class FrameSource {
 public:
  virtual ~FrameSource() = default;

  struct Batch {
    std::vector<Bytes> frames;  // in order; empty: nothing new
    bool finished = false;      // no frame will follow these: close the stream
  };
  /// The next frames, at most `most` of them.
  [[nodiscard]] virtual Batch take(std::size_t most) = 0;

  /// `wake` is called, from any thread and possibly at once, when `take` may have something after it returned nothing; one
  /// call a quiet spell. Replaces the earlier one; an empty function unsubscribes.
  virtual void on_ready(std::function<void()> wake) = 0;
};

class LateReply;

struct Reply {
  int status = 200;
  std::string media_type = "application/json";  // empty: no Content-Type
  Bytes body;                                   // nullptr: empty
  std::vector<std::pair<std::string, std::string>> headers;
  std::shared_ptr<FrameSource> stream;  // set: frames follow, chunked, and `body` is ignored
  bool websocket = false;               // the stream's frames are the messages of a WebSocket; status and body do not count
  Bytes heartbeat;                      // sent on a quiet stream; nullptr: never
  bool withheld = false;                // nothing is sent: the connection is closed. For deviations only
  std::optional<int>
      deaf;  // a WebSocket that does not understand its client; not 0: closes with that code. For deviations only
  std::shared_ptr<LateReply> later;  // set: nothing else here counts, the reply comes from there
};

/// A reply that is not there yet. Nobody waits in a thread for it; the connection goes on meanwhile, and a client that
/// hangs up drops it. What it holds must outlive the request, not borrow from it.
class LateReply {
 public:
  virtual ~LateReply() = default;

  /// The reply, once it is there, never a WebSocket; not called again after that.
  [[nodiscard]] virtual std::optional<Reply> take() = 0;
  /// As FrameSource::on_ready.
  virtual void on_ready(std::function<void()> wake) = 0;
};

}  // namespace confab::mock
