#include "net/connection.hpp"

#include <array>
#include <boost/asio/as_tuple.hpp>
#include <boost/asio/buffer.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>

#include "net/connection_stream.hpp"

namespace confab::mock {

namespace asio = boost::asio;
using boost::system::error_code;
constexpr auto kAwait = asio::as_tuple(asio::use_awaitable);

namespace {

/// A refused sender may still be sending; closing at once would reset the connection and lose our answer (RFC 9112, 9.6).
constexpr std::size_t kDrainBytes = 8 * 1024 * 1024;
constexpr std::chrono::seconds kDrainTime{2};
/// What a connection keeps between requests; a large body's memory is given back.
constexpr std::size_t kKeptBytes = 64 * 1024;

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
  if (!reader_) reader_ = std::make_unique<RequestReader>(room_->settings.limits);
  enter(Phase::idle);
  asio::co_spawn(
      socket_.get_executor(), [self = shared_from_this()] { return self->serve(); }, asio::detached);
}

void Connection::tick() {
  if (stream_) return tick_stream();
  if (room_->now < deadline_) return;
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

Connection::Awaitable Connection::serve() {
  while (co_await read_request()) {
    enter(Phase::writing);
    const Request& request = reader_->request();
    Reply reply = room_->application.answer(request);
    const bool keep_alive = reader_->keep_alive() && !room_->stopping;
    const auto framing = framing_of(reply, reader_->http_1_0());
    render(reply, framing, keep_alive);
    if (reply.stream) {
      begin_stream(std::move(reply), framing, keep_alive);
      co_return;
    }
    const bool with_body = request.method != "HEAD" && framing != BodyFraming::none;
    if (!co_await write(reply, with_body) || !keep_alive) break;
    reader_->reset();
    if (room_->stopping) break;
    enter(Phase::idle);
  }
  error_code ignored;
  socket_.shutdown(Socket::shutdown_both, ignored);
}

asio::awaitable<bool> Connection::read_request() {
  auto progress = in_.empty() ? RequestReader::Progress::need_more : parse();
  while (progress == RequestReader::Progress::need_more) {
    if (reader_->take_expect_continue()) {
      out_ = "HTTP/1.1 100 Continue\r\n\r\n";
      const Reply none;
      if (!co_await write(none, false)) co_return false;
      enter(Phase::reading);
    }
    if (!co_await fill()) {
      // A named value: g++ 12 destroys aggregate temporaries of a co_await expression twice.
      const Refusal too_slow{Refused::too_slow, "The request was not complete in time.", {}, {}};
      if (timed_out_) co_await refuse(too_slow);
      co_return false;
    }
    if (phase_ == Phase::idle) enter(Phase::reading);
    progress = parse();
  }
  if (progress == RequestReader::Progress::complete) co_return true;
  co_await refuse(reader_->refusal());
  co_return false;
}

RequestReader::Progress Connection::parse() {
  std::size_t consumed = 0;
  const auto progress = reader_->read(in_, consumed);
  in_.erase(0, consumed);
  if (in_.empty() && in_.capacity() > kKeptBytes) in_.shrink_to_fit();
  return progress;
}

asio::awaitable<bool> Connection::fill() {
  for (;;) {
    if (room_->stopping && phase_ == Phase::idle) co_return false;
    const auto [waited] = co_await socket_.async_wait(Socket::wait_read, kAwait);
    if (waited) co_return false;
    error_code error;
    if (read_available(error) > 0) co_return true;
    if (error != asio::error::would_block) co_return false;
  }
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

asio::awaitable<bool> Connection::write(const Reply& reply, bool with_body) {
  static const std::string kNothing;
  const std::string& body = with_body && reply.body ? *reply.body : kNothing;
  std::array<asio::const_buffer, 2> buffers{asio::buffer(out_), asio::buffer(body)};
  // Nearly always all of it fits into the socket's buffer: then no operation need be started.
  error_code error;
  const auto written = socket_.write_some(buffers, error);
  if (error && error != asio::error::would_block) co_return false;
  if (written == out_.size() + body.size()) co_return true;
  buffers[0] += std::min(written, out_.size());
  buffers[1] += written - std::min(written, out_.size());
  const auto [failed, count] = co_await asio::async_write(socket_, buffers, kAwait);
  co_return !failed;
}

Connection::Awaitable Connection::refuse(const Refusal& refusal) {
  timed_out_ = false;
  enter(Phase::writing);
  const Reply reply = room_->application.refuse(refusal, reader_->path());
  render(reply, framing_of(reply, false), false);
  if (co_await write(reply, reader_->request().method != "HEAD")) co_await drain();
}

Connection::Awaitable Connection::drain() {
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
