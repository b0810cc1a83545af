#include "net/connection_late.hpp"

#include <array>
#include <boost/asio/buffer.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/write.hpp>

namespace confab::mock {

namespace asio = boost::asio;
using boost::system::error_code;

void Connection::begin_wait(std::shared_ptr<LateReply> later, bool keep_alive) {
  phase_ = Phase::waiting;
  late_ = std::make_unique<Late>();
  late_->source = std::move(later);
  late_->keep_alive = keep_alive;
  late_->http_1_0 = reader_->http_1_0();
  late_->head = reader_->request().method == "HEAD";
  put_reader_away();
  look_for_reply();
}

void Connection::look_for_reply() {
  if (phase_ != Phase::waiting || !socket_.is_open()) return;
  if (auto reply = late_->source->take()) return write_late(std::move(*reply));
  late_->source->on_ready([weak = weak_from_this(), executor = socket_.get_executor()] {
    asio::post(executor, [weak] {
      if (const auto self = weak.lock()) self->look_for_reply();
    });
  });
}

void Connection::write_late(Reply reply) {
  if (reply.later) {
    late_->source->on_ready({});
    late_->source = std::move(reply.later);
    return look_for_reply();
  }
  if (reply.withheld) return hang_up();
  const bool keep_alive = late_->keep_alive && !room_->stopping;
  const auto framing = framing_of(reply, late_->http_1_0);
  render(reply, framing, keep_alive);
  if (reply.stream) {
    late_.reset();
    return begin_stream(std::move(reply), framing, keep_alive);
  }
  enter(Phase::writing);
  late_->reply = std::move(reply);
  std::array<asio::const_buffer, 2> buffers{asio::buffer(out_), asio::const_buffer{}};
  if (late_->reply.body && !late_->head && framing != BodyFraming::none) buffers[1] = asio::buffer(*late_->reply.body);
  asio::async_write(socket_, buffers, [self = shared_from_this(), keep_alive](error_code error, std::size_t) {
    self->late_.reset();
    if (error || !keep_alive) return self->hang_up();
    self->start();
  });
}

}  // namespace confab::mock
