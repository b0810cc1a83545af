#include "net/web_socket.hpp"

#include <array>
#include <boost/asio/buffer.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/http/empty_body.hpp>
#include <boost/beast/http/message.hpp>
#include <boost/beast/websocket/stream.hpp>
#include <utility>
#include <vector>

namespace confab::mock {

namespace asio = boost::asio;
namespace http = boost::beast::http;
namespace websocket = boost::beast::websocket;
using boost::system::error_code;

namespace {

/// Beast's own teardown closes a socket while bytes may still be coming in, which resets the connection, and the close frame
/// is lost with it (RFC 6455, 7.1.1). Ours only ends our side; the rest is BeastWebSocket::drain.
struct DrainedSocket : ClientSocket {
  explicit DrainedSocket(ClientSocket&& socket) : ClientSocket(std::move(socket)) {}
};

template <typename Handler>
void async_teardown(boost::beast::role_type, DrainedSocket& socket, Handler&& handler) {
  error_code ignored;
  socket.shutdown(ClientSocket::shutdown_send, ignored);
  asio::post(socket.get_executor(), boost::beast::bind_front_handler(std::forward<Handler>(handler), error_code{}));
}

/// What a peer may still send after the close.
constexpr std::size_t kClosingDrainBytes = 8 * 1024 * 1024;
/// Frames taken at once; they are only pointers.
constexpr std::size_t kFramesAtOnce = 64;
/// For the peer's part of a handshake, the closing one included.
constexpr std::chrono::seconds kHandshakeTime{5};

using UpgradeRequest = http::request<http::empty_body>;

UpgradeRequest beast_request(const Request& request, bool http_1_0) {
  UpgradeRequest made(http::verb::get, {request.path.data(), request.path.size()}, http_1_0 ? 10 : 11);
  for (const auto& [name, value] : request.fields) made.insert({name.data(), name.size()}, {value.data(), value.size()});
  return made;
}

class BeastWebSocket final : public WebSocket, public std::enable_shared_from_this<BeastWebSocket> {
 public:
  BeastWebSocket(ClientSocket socket, Reply reply, std::shared_ptr<void> owner)
      : socket_(std::make_unique<Stream>(DrainedSocket(std::move(socket)))),
        reply_(std::move(reply)),
        owner_(std::move(owner)) {}
  ~BeastWebSocket() override { reply_.stream->on_ready({}); }

  void begin(const Upgrade& upgrade, const ServerSettings& settings);
  void abort() override;

 private:
  using Stream = websocket::stream<DrainedSocket, false>;  // false: without compression

  void read();
  void pump();
  void write();
  void close();
  void close_with(int code);
  void begin_drain();
  void lose_patience_later();
  void drain();

  std::unique_ptr<Stream> socket_;  // none once it was aborted
  Reply reply_;
  std::shared_ptr<void> owner_;
  std::unique_ptr<UpgradeRequest> request_ = {};  // until it is answered
  std::vector<Bytes> frames_ = {};
  std::size_t next_ = 0;  // of frames_
  bool open_ = false;
  bool writing_ = false;
  bool finished_ = false;             // nothing follows frames_
  std::array<char, 512> heard_ = {};  // what the peer sends, piece by piece
  std::size_t drained_ = 0;
  std::unique_ptr<asio::steady_timer> patience_ = {};
};

/// The stream has to go as well: in Beast 1.81 a close that waits for the peer and a read that has to report a breach wait
/// for each other, for ever, and keep this object alive.
void BeastWebSocket::abort() {
  const auto self = shared_from_this();
  const auto doomed = std::exchange(socket_, nullptr);
  open_ = false;
  patience_.reset();
  error_code ignored;
  if (doomed) doomed->next_layer().close(ignored);
}

void BeastWebSocket::begin(const Upgrade& upgrade, const ServerSettings& settings) {
  socket_->auto_fragment(false);
  socket_->text(true);
  socket_->read_message_max(kMaxMessageBytes);
  // Beast sends a ping after half of the idle time and gives up after the other half.
  socket_->set_option(websocket::stream_base::timeout{kHandshakeTime, 2 * settings.heartbeat, true});
  socket_->set_option(websocket::stream_base::decorator([headers = reply_.headers](websocket::response_type& response) {
    response.set(http::field::server, "confab");
    for (const auto& [name, value] : headers) response.insert(name, value);
  }));
  request_ = std::make_unique<UpgradeRequest>(beast_request(upgrade.request, upgrade.http_1_0));
  socket_->async_accept(*request_, [self = shared_from_this()](error_code error) {
    self->request_.reset();
    if (error || !self->socket_) return self->abort();
    self->open_ = true;
    self->reply_.deaf ? self->drain() : self->read();
    self->pump();
  });
}

void BeastWebSocket::read() {
  // Whatever it is, it is of no interest; Beast answers pings, closes and breaches of the protocol on the way.
  socket_->async_read_some(asio::buffer(heard_), [self = shared_from_this()](error_code error, std::size_t) {
    if (!self->socket_) return;
    if (!error) return self->read();
    self->open_ = false;
    self->reply_.stream->on_ready({});
    self->begin_drain();
  });
}

void BeastWebSocket::begin_drain() {
  lose_patience_later();
  drain();
}

void BeastWebSocket::lose_patience_later() {
  patience_ = std::make_unique<asio::steady_timer>(socket_->get_executor(), kHandshakeTime);
  patience_->async_wait([weak = weak_from_this()](error_code error) {
    const auto self = weak.lock();
    if (self && !error) self->abort();
  });
}

void BeastWebSocket::drain() {
  socket_->next_layer().async_read_some(asio::buffer(heard_),
                                        [self = shared_from_this()](error_code error, std::size_t count) {
                                          self->drained_ += count;
                                          if (error || !self->socket_ || self->drained_ > kClosingDrainBytes)
                                            return self->abort();
                                          if (self->open_ && self->reply_.deaf.value_or(0) != 0)
                                            return self->close_with(*self->reply_.deaf);
                                          self->drain();
                                        });
}

void BeastWebSocket::pump() {
  if (!open_ || writing_) return;
  if (next_ < frames_.size()) return write();
  if (finished_) return close();
  auto batch = reply_.stream->take(kFramesAtOnce);
  frames_ = std::move(batch.frames);
  next_ = 0;
  finished_ = batch.finished;
  if (!frames_.empty()) return write();
  if (finished_) return close();
  reply_.stream->on_ready([weak = weak_from_this(), executor = socket_->get_executor()] {
    asio::post(executor, [weak] {
      if (const auto self = weak.lock()) self->pump();
    });
  });
}

void BeastWebSocket::write() {
  writing_ = true;
  socket_->async_write(asio::buffer(*frames_[next_]), [self = shared_from_this()](error_code error, std::size_t) {
    self->writing_ = false;
    self->frames_[self->next_++].reset();
    if (!error) self->pump();  // an error ends the reading as well
  });
}

void BeastWebSocket::close() {
  writing_ = true;  // nothing more is written; the reading goes on to the peer's own close frame
  lose_patience_later();
  socket_->async_close(websocket::close_code::normal, [self = shared_from_this()](error_code) {});
}

/// Past Beast, which would answer with the peer's own code (RFC 6455, 5.5.1).
void BeastWebSocket::close_with(int code) {
  open_ = false;
  const std::array<char, 4> frame = {'\x88', 2, static_cast<char>(code / 256), static_cast<char>(code % 256)};
  error_code ignored;
  asio::write(socket_->next_layer(), asio::buffer(frame), ignored);
  socket_->next_layer().shutdown(ClientSocket::shutdown_send, ignored);
  drain();
}

}  // namespace

std::weak_ptr<WebSocket> begin_web_socket(ClientSocket socket, Upgrade upgrade, const ServerSettings& settings,
                                          std::shared_ptr<void> owner) {
  auto made = std::make_shared<BeastWebSocket>(std::move(socket), std::move(upgrade.reply), std::move(owner));
  made->begin(upgrade, settings);
  return made;
}

}  // namespace confab::mock
