#include "runner/live_stream.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "client/socket_handshake.hpp"

namespace confab::conformance {
namespace {

/// Who hurries cannot wake those who wait: a signal's handler may do next to nothing.
constexpr Milliseconds kGlance{100};

/// With what opens a WebSocket, so that the record shows what was sent.
HttpRequest to_open(const spec::StreamSpec& spec, HttpRequest request) {
  if (spec.framing == spec::Framing::websocket) add_handshake(request);
  return request;
}

}  // namespace

LiveStream::LiveStream(HttpClient& client, const Recorder& clock, const spec::StreamSpec& spec, HttpRequest request,
                       StreamBudget budget, StreamWatch watch, Throttle* repeats)
    : client_(client),
      clock_(clock),
      spec_(spec),
      request_(to_open(spec, std::move(request))),
      budget_(budget),
      watch_(std::move(watch)),
      throttle_(repeats),
      decoder_(make_frame_decoder(spec)) {
  progress_.started = clock_.now();
  progress_.quiet_since = std::chrono::steady_clock::now();
  thread_ = std::thread([this] { read(); });
}

LiveStream::~LiveStream() {
  close();
}

void LiveStream::close() {
  stop_.stop();
  {
    const std::lock_guard lock(mutex_);  // so that who is about to wait for a repetition sees it
    changed_.notify_all();
  }
  const std::lock_guard lock(joining_);
  if (thread_.joinable()) thread_.join();
}

void LiveStream::read() {
  HttpBudget budget;
  budget.time = budget_.time;
  budget.body_bytes = budget_.bytes;
  try {
    Refusals refusals;
    HttpResponse end;
    do {
      refusal_.reset();
      end = spec_.framing == spec::Framing::websocket ? read_socket(budget) : read_body(budget);
    } while (refusal_ && repeats_now(refusals));
    if (refusal_) take_head(*refusal_);
    finish(end);
  } catch (const std::exception& error) {
    // Nothing may leave a thread; the story sees a stream that broke off for a reason of ours.
    HttpResponse broken;
    broken.fault = HttpFault::stopped;
    broken.fault_text = fmt::format("confab could not read on: {}", error.what());
    finish(broken);
  }
}

bool LiveStream::repeats_now(Refusals& refusals) {
  const auto until = throttle_->pause_after(*refusal_, refusals, std::chrono::steady_clock::now());
  if (!until) return false;
  const Moment turn = throttle_->reserve(1, *until);
  std::unique_lock lock(mutex_);
  progress_.held += std::chrono::ceil<Milliseconds>(turn - std::chrono::steady_clock::now());
  changed_.notify_all();
  return !changed_.wait_until(lock, turn, [this] { return stop_.stopped(); });
}

HttpResponse LiveStream::read_body(const HttpBudget& budget) {
  const StreamHandler handler{[this](const HttpResponse& head) { return on_head(head); },
                              [this](std::string_view bytes) { return on_bytes(bytes); }};
  return client_.stream(request_, budget, handler, stop_);
}

HttpResponse LiveStream::read_socket(const HttpBudget& budget) {
  const SocketHandler handler{{[this](const HttpResponse& head) { return on_head(head); },
                               [this](std::string_view bytes) { return on_bytes(bytes); }},
                              [this](SocketMessage message) { return on_message(std::move(message)); }};
  const SocketEnd end = client_.socket(request_, budget, handler, outbox_, stop_);
  {
    const std::lock_guard lock(mutex_);
    progress_.close = end.close;
    progress_.decode_fault = end.breach;
    progress_.unfinished = end.unfinished;
    if (end.close) note_raw(fmt::format("< close {} {}\n", end.close->code, end.close->reason));
  }
  return end.response;
}

bool LiveStream::on_head(const HttpResponse& head) {
  if (throttle_ != nullptr && head.status == 429) {
    refusal_ = head;
  } else {
    if (throttle_ != nullptr) throttle_->note_answer();
    take_head(head);
  }
  return true;
}

void LiveStream::take_head(const HttpResponse& head) {
  const std::lock_guard lock(mutex_);
  progress_.head = head;
  progress_.has_head = true;
  progress_.opened =
      spec_.framing == spec::Framing::websocket ? head.status == 101 : head.status >= 200 && head.status < 300;
  progress_.quiet_since = std::chrono::steady_clock::now();
  changed_.notify_all();
}

bool LiveStream::on_bytes(std::string_view bytes) {
  if (refusal_) return refusal_->body += bytes, true;
  const std::lock_guard lock(mutex_);
  note_raw(bytes);
  if (progress_.opened) {
    take_frames(bytes);
  } else {
    progress_.head.body += bytes;
  }
  changed_.notify_all();
  return progress_.why.empty();
}

void LiveStream::note_raw(std::string_view bytes) {
  progress_.raw_bytes += bytes.size();
  const std::size_t room = reports::kRecordedBytes + 1 - std::min(progress_.raw.size(), reports::kRecordedBytes + 1);
  progress_.raw += bytes.substr(0, room);
}

bool LiveStream::on_message(SocketMessage message) {
  const std::lock_guard lock(mutex_);
  if (message.kind == SocketKind::pong) {
    note_raw("< pong " + message.payload + "\n");
    progress_.pongs.push_back(std::move(message.payload));
  } else {
    note_raw("< " + message.payload + "\n");
    const std::size_t before = progress_.frames.size();
    progress_.frames.push_back(message_frame(spec_, std::move(message.payload), clock_.now()));
    progress_.frames.back().binary = message.kind == SocketKind::binary;
    note_frames(before);
  }
  changed_.notify_all();
  return progress_.why.empty();
}

void LiveStream::say(SocketKind kind, std::string_view payload) {
  const std::lock_guard lock(mutex_);
  note_raw(fmt::format("> {}{}\n", kind == SocketKind::ping ? "ping " : "", payload));
  outbox_.put(kind, payload);
}

void LiveStream::say_raw(std::string_view bytes, std::string_view shown) {
  const std::lock_guard lock(mutex_);
  note_raw(fmt::format("> bytes {}\n", shown));
  outbox_.put_raw(bytes);
}

void LiveStream::take_frames(std::string_view bytes) {
  // Line by line: an id without an event is seen only until the next event brings its own.
  while (!bytes.empty()) {
    const std::string_view line = bytes.substr(0, std::min(bytes.find_first_of("\r\n"), bytes.size() - 1) + 1);
    const std::size_t before = progress_.frames.size();
    decoder_->feed(line, clock_.now(), progress_.frames);
    note_frames(before);
    if (spec_.framing == spec::Framing::sse) note_stray_id();
    bytes.remove_prefix(line.size());
  }
  progress_.decode_fault = decoder_->fault();
  if (!progress_.decode_fault.empty()) progress_.why = progress_.decode_fault;
}

void LiveStream::note_frames(std::size_t before) {
  for (std::size_t i = before; i < progress_.frames.size(); ++i) {
    progress_.frames[i].event.reset();  // name, data and id are in the frame already
    if (watch_.on_frame) watch_.on_frame(progress_.frames[i]);
    if (progress_.terminal || !spec_.is_terminal(progress_.frames[i].name)) continue;
    progress_.terminal = i;
    progress_.terminal_at = std::chrono::steady_clock::now();
  }
  if (progress_.frames.size() > before) progress_.quiet_since = std::chrono::steady_clock::now();
  if (progress_.frames.size() > budget_.frames) progress_.why = StreamProgress::kTooMany;
}

/// A block without data dispatches nothing, yet its id becomes what a reconnect would resume after.
void LiveStream::note_stray_id() {
  const std::string& id = decoder_->last_id();
  const std::string known = progress_.frames.empty() ? "" : progress_.frames.back().id;
  const bool told = !progress_.stray.empty() && progress_.stray.back().id == id;
  if (!id.empty() && id != known && !told) progress_.stray.push_back({progress_.frames.size(), id});
}

void LiveStream::finish(const HttpResponse& response) {
  const std::lock_guard lock(mutex_);
  if (!progress_.has_head) progress_.head = response;
  progress_.ended = true;
  progress_.fault = response.fault;
  progress_.closed = response.fault == HttpFault::none;
  progress_.unfinished = progress_.unfinished || decoder_->inside_frame();
  if (progress_.why.empty() && response.fault != HttpFault::none) {
    progress_.why = response.fault_text.empty() ? std::string(to_string(response.fault)) : response.fault_text;
  }
  progress_.finished = clock_.now();
  if (watch_.on_end) watch_.on_end(progress_.head);
  changed_.notify_all();
}

bool LiveStream::wait(const Predicate& holds, const WaitBudget& budget) {
  const Moment start = std::chrono::steady_clock::now();
  std::unique_lock lock(mutex_);
  const Milliseconds held_before = progress_.held;
  while (!holds(progress_)) {
    Moment until = start + budget.total;
    if (budget.quiet < Milliseconds::max()) until = std::min(until, std::max(start, progress_.quiet_since) + budget.quiet);
    if (!progress_.has_head) until = std::max(until, start + budget.head);
    until += progress_.held - held_before;
    if (progress_.ended || std::chrono::steady_clock::now() >= until) return false;
    if (watch_.hurry != nullptr) {
      if (*watch_.hurry) return false;
      until = std::min(until, std::chrono::steady_clock::now() + kGlance);
    }
    changed_.wait_until(lock, until);
  }
  return true;
}

void LiveStream::look(const std::function<void(const StreamProgress&)>& look) const {
  const std::lock_guard lock(mutex_);
  look(progress_);
}

StreamProgress LiveStream::snapshot() const {
  const std::lock_guard lock(mutex_);
  return progress_;
}

}  // namespace confab::conformance
