#include "net/connection.hpp"

#include <array>
#include <boost/asio/as_tuple.hpp>
#include <boost/asio/buffer.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>

#include "net/connection_late.hpp"
#include "net/connection_stream.hpp"

namespace confab::mock {

namespace asio = boost::asio;
using boost::system::error_code;
constexpr auto kAwait = asio::as_tuple(asio::use_awaitable_t<Connection::Executor>());

namespace {

/// A refused sender may still be sending; closing at once would reset the connection and lose our answer (RFC 9112, 9.6).
constexpr std::size_t kDrainBytes = 8 * 1024 * 1024;
constexpr std::chrono::seconds kDrainTime{2};
/// What a connection keeps between requests; a large body's memory is given back.
constexpr std::size_t kKeptBytes = 64 * 1024;
const std::string kNothing;

}  // namespace

Connection::Connection(Socket socket, std::shared_ptr<LoopRoom> room) : socket_(std::move(socket)), room_(std::move(room)) {
  room_index = room_->connections.size();
  room_->connections.push_back(this);
  error_code ignored;
  socket_.set_option(asio::ip::tcp::no_delay(true), ignored);
  socket_.non_blocking(true, ignored);
}

Connection::~Connection() {
  room_->connections[room_index] = room_->connections.back();
  room_->connections[room_index]->room_index = room_index;
  room_->connections.pop_back();
}

void Connection::start() {
  if (!reader_) {
    reader_ = std::make_unique<RequestReader>(
        room_->settings.limits, [&app = room_->application](std::string_view path) { return app.body_limit(path); });
  }
  if (!chunk_) chunk_ = std::make_unique<std::array<char, 4096>>();
  enter(Phase::idle);
  asio::co_spawn(
      socket_.get_executor(), [self = shared_from_this()] { return self->serve(); }, asio::detached);
}

void Connection::tick() {
  if (stream_) return tick_stream();
  // A run takes the time it takes, and a WebSocket minds its own.
  if (phase_ == Phase::waiting || phase_ == Phase::upgraded || room_->now < deadline_) return;
  if (phase_ == Phase::writing || phase_ == Phase::draining) return abort();
  timed_out_ = phase_ == Phase::reading;
  error_code ignored;
  socket_.cancel(ignored);
}

void Connection::wind_down() {
  error_code ignored;
  if (phase_ == Phase::idle) socket_.cancel(ignored);
}

void Connection::abort() {
  if (const auto taken_over = web_socket_.lock()) return taken_over->abort();
  error_code ignored;
  socket_.close(ignored);
}

void Connection::enter(Phase phase) {
  const auto& settings = room_->settings;
  phase_ = phase;
  deadline_ = room_->now + (phase == Phase::idle       ? settings.idle_deadline
                            : phase == Phase::reading  ? settings.request_deadline
                            : phase == Phase::draining ? kDrainTime
                                                       : settings.write_deadline);
}

Connection::Awaitable<void> Connection::serve() {
  // One coroutine for the whole of a plain request: each nested one would cost a frame.
  for (;;) {
    auto progress = parse();
    while (progress == RequestReader::Progress::need_more) {
      if (room_->stopping && phase_ == Phase::idle) co_return abort();
      if (reader_->take_expect_continue() && !co_await say_continue()) co_return abort();
      const auto [error, count] = co_await socket_.async_read_some(asio::buffer(*chunk_), kAwait);
      if (error && timed_out_) co_await refuse(Refused::too_slow, "The request was not complete in time.");
      if (error) co_return abort();
      take(count);
      if (phase_ == Phase::idle) enter(Phase::reading);
      progress = parse();
    }
    if (progress == RequestReader::Progress::refused) {
      co_await refuse(reader_->refusal().what, reader_->refusal().detail);
      co_return abort();
    }
    enter(Phase::writing);
    Reply reply = room_->application.answer(reader_->request());
    const bool keep_alive = reader_->keep_alive() && !room_->stopping;
    if (reply.withheld) co_return hang_up();
    if (reply.websocket) {
      if (in_.empty()) co_return upgrade(std::move(reply));
      co_await refuse(Refused::malformed_http, "Nothing may be sent before the upgrade is answered.");
      co_return abort();
    }
    if (reply.later) co_return begin_wait(std::move(reply.later), keep_alive);
    const auto framing = framing_of(reply, reader_->http_1_0());
    render(reply, framing, keep_alive);
    if (reply.stream) co_return begin_stream(std::move(reply), framing, keep_alive);
    const bool with_body = reader_->request().method != "HEAD" && framing != BodyFraming::none;
    std::size_t written = 0;
    const bool done = write(reply, with_body, written) || co_await write_rest(reply, with_body, written);
    if (!done || !keep_alive) co_return hang_up();
    reader_->reset();
    enter(Phase::idle);
  }
}

void Connection::upgrade(Reply reply) {
  phase_ = Phase::upgraded;
  web_socket_ = begin_web_socket(std::move(socket_), {reader_->request(), reader_->http_1_0(), std::move(reply)},
                                 room_->settings, shared_from_this());
  reader_.reset();
  chunk_.reset();
  in_ = {};
  out_ = {};
}

void Connection::hang_up() {
  error_code ignored;
  socket_.shutdown(Socket::shutdown_both, ignored);
  abort();
}

Connection::Awaitable<bool> Connection::say_continue() {
  out_ = "HTTP/1.1 100 Continue\r\n\r\n";
  const Reply none;
  const bool said = co_await write_rest(none, false, 0);
  enter(Phase::reading);
  co_return said;
}

RequestReader::Progress Connection::parse() {
  if (in_.empty()) return RequestReader::Progress::need_more;
  std::size_t consumed = 0;
  const auto progress = reader_->read(in_, consumed);
  in_.erase(0, consumed);
  if (in_.empty() && in_.capacity() > kKeptBytes) in_.shrink_to_fit();
  return progress;
}

void Connection::take(std::size_t count) {
  in_.append(chunk_->data(), count);
  error_code ignored;
  if (count == chunk_->size()) read_available(ignored);  // an error comes again with the next read
}

std::size_t Connection::read_available(error_code& error) {
  const auto count = socket_.read_some(asio::buffer(room_->scratch), error);
  in_.append(room_->scratch.data(), count);
  return count;
}

void Connection::render(const Reply& reply, BodyFraming framing, bool keep_alive) {
  out_.clear();
  render_head(out_, reply, framing, keep_alive, room_->date);
}

bool Connection::write(const Reply& reply, bool with_body, std::size_t& written) {
  // Nearly always all of it fits into the socket's buffer: then no operation need be started.
  const std::string& body = with_body && reply.body ? *reply.body : kNothing;
  error_code error;
  written = socket_.write_some(std::array<asio::const_buffer, 2>{asio::buffer(out_), asio::buffer(body)}, error);
  return written == out_.size() + body.size();
}

Connection::Awaitable<bool> Connection::write_rest(const Reply& reply, bool with_body, std::size_t written) {
  const std::string& body = with_body && reply.body ? *reply.body : kNothing;
  std::array<asio::const_buffer, 2> buffers{asio::buffer(out_), asio::buffer(body)};
  buffers[0] += std::min(written, out_.size());
  buffers[1] += written - std::min(written, out_.size());
  const auto [error, count] = co_await asio::async_write(socket_, buffers, kAwait);
  co_return !error;
}

Connection::Awaitable<void> Connection::refuse(Refused what, std::string_view detail) {
  timed_out_ = false;
  enter(Phase::writing);
  const Refusal refusal{what, std::string(detail), {}, {}};
  const Reply reply = room_->application.refuse(refusal, reader_->path());
  render(reply, framing_of(reply, false), false);
  if (co_await write_rest(reply, reader_->request().method != "HEAD", 0)) co_await drain();
}

Connection::Awaitable<void> Connection::drain() {
  enter(Phase::draining);
  error_code error;
  socket_.shutdown(Socket::shutdown_send, error);
  for (std::size_t drained = 0; drained < kDrainBytes && !room_->stopping;) {
    const auto [waited] = co_await socket_.async_wait(Socket::wait_read, kAwait);
    if (waited) co_return;
    const auto count = socket_.read_some(asio::buffer(room_->scratch), error);
    if (error && error != asio::error::would_block) co_return;
    drained += count;
  }
}

}  // namespace confab::mock
