#include "net/connection_stream.hpp"

#include <boost/asio/buffer.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/write.hpp>
#include <charconv>

namespace confab::mock {

namespace asio = boost::asio;
using boost::system::error_code;

namespace {

/// writev takes at most 64 pieces in one call where Asio is concerned; two of them frame the chunk.
constexpr std::size_t kFramesPerWrite = 62;
/// A client that sends this much while it is being served is not waiting for us.
constexpr std::size_t kPipelinedBytes = 64 * 1024;

std::string chunk_head(std::size_t size) {
  char digits[16];
  const auto end = std::to_chars(digits, digits + sizeof digits, size, 16).ptr;
  return std::string(digits, end) + "\r\n";
}

}  // namespace

void Connection::begin_stream(Reply reply, BodyFraming framing, bool keep_alive) {
  phase_ = Phase::streaming;
  stream_ = std::make_unique<Stream>();
  stream_->source = std::move(reply.stream);
  stream_->heartbeat = std::move(reply.heartbeat);
  stream_->framing = framing;
  stream_->keep_alive = keep_alive && framing == BodyFraming::chunked;
  put_reader_away();
  stream_->chunk_head = std::move(out_);
  out_ = {};
  write_stream(asio::buffer(stream_->chunk_head));
}

void Connection::pump() {
  if (!stream_ || stream_->writing || !socket_.is_open()) return;
  if (stream_->finished) return end_stream();
  auto batch = stream_->source->take(kFramesPerWrite);
  stream_->finished = batch.finished;
  if (!batch.frames.empty()) return write_frames(std::move(batch.frames));
  if (batch.finished) return end_stream();
  stream_->source->on_ready([weak = weak_from_this(), executor = socket_.get_executor()] {
    asio::post(executor, [weak] {
      if (const auto self = weak.lock()) self->pump();
    });
  });
}

void Connection::write_frames(std::vector<Bytes> frames) {
  stream_->in_flight = std::move(frames);
  std::vector<asio::const_buffer> buffers;
  buffers.reserve(stream_->in_flight.size() + 2);
  std::size_t size = 0;
  buffers.emplace_back();
  for (const auto& frame : stream_->in_flight) {
    size += frame->size();
    buffers.push_back(asio::buffer(*frame));
  }
  if (stream_->framing == BodyFraming::chunked) {
    stream_->chunk_head = chunk_head(size);
    buffers.front() = asio::buffer(stream_->chunk_head);
    buffers.push_back(asio::buffer("\r\n", 2));
  }
  write_stream(buffers);
}

template <typename Buffers>
void Connection::write_stream(const Buffers& buffers) {
  stream_->writing = true;
  stream_->last_write = room_->now;
  asio::async_write(socket_, buffers, [self = shared_from_this()](error_code error, std::size_t) {
    auto& stream = *self->stream_;
    stream.writing = false;
    stream.in_flight.clear();
    if (error) return self->abort();
    if (stream.ended) return self->after_stream();
    self->pump();
  });
}

void Connection::end_stream() {
  stream_->ended = true;
  if (stream_->framing != BodyFraming::chunked) return after_stream();
  write_stream(asio::buffer("0\r\n\r\n", 5));
}

void Connection::after_stream() {
  const bool keep_alive = stream_->keep_alive && !room_->stopping;
  stream_.reset();
  if (keep_alive) return start();
  error_code ignored;
  socket_.shutdown(Socket::shutdown_send, ignored);
  abort();
}

void Connection::put_reader_away() {
  reader_.reset();  // a stream may stay open for long: give back what only requests need
  chunk_.reset();
  in_.shrink_to_fit();
  watch_for_hang_up();
}

void Connection::watch_for_hang_up() {
  if (watching_) return;
  watching_ = true;
  socket_.async_wait(Socket::wait_read, [self = shared_from_this()](error_code error) {
    self->watching_ = false;
    if (error || (!self->stream_ && !self->late_)) return;
    self->read_available(error);
    if ((error && error != asio::error::would_block) || self->in_.size() > kPipelinedBytes) return self->abort();
    self->watch_for_hang_up();
  });
}

void Connection::tick_stream() {
  const auto quiet = room_->now - stream_->last_write;
  if (stream_->writing) {
    if (quiet > room_->settings.write_deadline) abort();
    return;
  }
  if (!stream_->heartbeat || quiet < room_->settings.heartbeat) return;
  write_frames({stream_->heartbeat});
}

}  // namespace confab::mock
