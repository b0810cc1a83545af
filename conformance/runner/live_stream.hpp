// One stream, read on its own thread while the story goes on.
#pragma once

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <functional>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "checks/stream_checks.hpp"
#include "client/frame.hpp"
#include "client/http_client.hpp"
#include "client/web_socket.hpp"
#include "model/stream_spec.hpp"
#include "runner/recorder.hpp"
#include "runner/throttle.hpp"

namespace confab::conformance {

using Moment = std::chrono::steady_clock::time_point;
using Milliseconds = std::chrono::milliseconds;

/// Budgets of one read: no peer can make it last longer or grow larger.
struct StreamBudget {
  Milliseconds time{600'000};  // every wait is shorter; this is only for the case that one is not
  std::size_t bytes = 8 * 1024 * 1024;
  std::size_t frames = 10'000;  // each costs about a kilobyte, twice while it is judged; a longer stream is left unjudged
};

/// What others want to know while a stream is read; called on the reading thread, under the stream's lock.
struct StreamWatch {
  std::function<void(const Frame&)> on_frame;       // each, as it came
  std::function<void(const HttpResponse&)> on_end;  // once; its body is kept unless a stream was opened
  const std::atomic<bool>* hurry = nullptr;         // once set, waiting ends at once; borrowed
};

/// How long to wait, from the moment of asking.
struct WaitBudget {
  Milliseconds total{0};
  Milliseconds quiet = Milliseconds::max();  // without a frame
  Milliseconds head{0};                      // for the head of the answer, even if that is longer than the others
};

/// What was read so far.
struct StreamProgress {
  HttpResponse head;  // with has_head; its body is kept unless a stream was opened
  bool has_head = false;
  bool opened = false;  // the status is a success, or an upgrade: frames may come
  std::vector<Frame> frames;
  std::vector<StrayId> stray;
  std::optional<std::size_t> terminal;  // index of the first terminal frame
  Moment quiet_since;                   // when the last frame came, or the head, or when it was opened
  Moment terminal_at;
  std::string raw;  // the first bytes of the body, for the record
  std::size_t raw_bytes = 0;
  bool ended = false;                 // reading is over
  bool closed = false;                // … because the server ended the body properly
  HttpFault fault = HttpFault::none;  // … or because of this; `stopped` if we left
  std::string why;                    // why reading is over, if neither the server closed it nor we left
  std::string decode_fault;
  bool unfinished = false;
  std::optional<SocketClose> close;      // WebSocket: the close frame that came, also when it answers ours
  std::vector<std::string> pongs;        // WebSocket: payloads, in order
  Milliseconds started{0}, finished{0};  // on the recorder's clock
  Milliseconds held{0};                  // how long, in all, it was waited before the request was repeated after 429

  /// The server is done with it: an end, a reset, garbage. What is missing then is the server's doing.
  [[nodiscard]] bool complete() const {
    return ended && !beyond_budget() && fault != HttpFault::stopped && fault != HttpFault::timed_out;
  }
  /// Our own budget ended it, which says nothing about the server.
  [[nodiscard]] bool beyond_budget() const { return why == kTooMany || fault == HttpFault::body_too_big; }
  static constexpr std::string_view kTooMany = "more frames came than are read";
};

/// Starts reading when made and stops when destroyed. Borrows client, clock, spec and throttle. Methods may be called from
/// any thread.
class LiveStream {
 public:
  using Predicate = std::function<bool(const StreamProgress&)>;

  /// With `repeats` a request that is refused with 429 is sent again, as the throttle says; budgets of time do not count
  /// that.
  LiveStream(HttpClient& client, const Recorder& clock, const spec::StreamSpec& spec, HttpRequest request,
             StreamBudget budget, StreamWatch watch = {}, Throttle* repeats = nullptr);
  ~LiveStream();
  LiveStream(const LiveStream&) = delete;
  LiveStream& operator=(const LiveStream&) = delete;

  /// Until `holds`, the end of reading, or the budget is used up. Whether it holds then. `holds` runs under the stream's
  /// lock and must not call back.
  bool wait(const Predicate& holds, const WaitBudget& budget);
  /// Under the lock: `look` must not call back.
  void look(const std::function<void(const StreamProgress&)>& look) const;
  [[nodiscard]] StreamProgress snapshot() const;
  [[nodiscard]] const HttpRequest& request() const { return request_; }

  /// WebSocket only, and only once it is opened: goes out while the stream is read.
  void say(SocketKind kind, std::string_view payload);
  /// Bytes as they go on the wire. `shown`: how the record tells them.
  void say_raw(std::string_view bytes, std::string_view shown);

  /// Hangs up, unless reading is over already, and waits for the thread. On a WebSocket with the closing handshake.
  void close();

 private:
  void read();
  bool on_head(const HttpResponse& head);
  bool on_bytes(std::string_view bytes);
  bool on_message(SocketMessage message);
  void take_frames(std::string_view bytes);
  void note_frames(std::size_t before);
  void note_raw(std::string_view bytes);
  [[nodiscard]] HttpResponse read_body(const HttpBudget& budget);
  [[nodiscard]] HttpResponse read_socket(const HttpBudget& budget);
  /// After an end: whether the request is to be sent again, now.
  [[nodiscard]] bool repeats_now(Refusals& refusals);
  void take_head(const HttpResponse& head);
  void note_stray_id();
  void finish(const HttpResponse& response);

  HttpClient& client_;
  const Recorder& clock_;
  const spec::StreamSpec& spec_;
  const HttpRequest request_;
  const StreamBudget budget_;
  const StreamWatch watch_;
  StopToken stop_;
  SocketOutbox outbox_;
  Throttle* const throttle_;
  std::unique_ptr<FrameDecoder> decoder_;  // of the reading thread only
  std::optional<HttpResponse> refusal_;    // likewise: 429, with its body

  mutable std::mutex mutex_;  // guards progress_
  mutable std::condition_variable changed_;
  StreamProgress progress_;

  std::mutex joining_;
  std::thread thread_;
};

}  // namespace confab::conformance
