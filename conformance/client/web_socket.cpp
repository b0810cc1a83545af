#include "client/web_socket.hpp"

#include <openssl/rand.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include <cstdint>
#include <utility>

#include "client/socket_handshake.hpp"
#include "client/wire.hpp"
#include "source/invariant.hpp"

namespace confab::conformance {
namespace {

// For the server's answer to our close frame, when the reader leaves.
constexpr std::chrono::milliseconds kClosing{500};

std::string masked_frame(SocketKind kind, std::string_view payload) {
  std::array<unsigned char, 4> mask{};
  source::invariant(RAND_bytes(mask.data(), static_cast<int>(mask.size())) == 1, "OpenSSL gives random bytes");
  return render_socket_frame(kind, payload, mask);
}

bool is_data(SocketKind kind) {
  return kind == SocketKind::text || kind == SocketKind::binary;
}

// One socket after its handshake.
class SocketSession {
 public:
  SocketSession(const HttpBudget& budget, const SocketHandler& handler, SocketOutbox& outbox, SocketEnd& end)
      : budget_(budget), handler_(handler), outbox_(outbox), end_(end) {}

  // Until the server closes, something breaks, or the reader leaves: then `response.fault` is `stopped`.
  void run(Wire& wire) {
    while (take(wire)) {
      if (wire.ended()) return fail(HttpFault::reset, "the connection ended without a close frame");
      auto failure = wire.send(outbox_.take());
      if (!failure) failure = wire.fill(outbox_.fd());
      if (failure) return fail(failure->fault, failure->text);
    }
  }

  // Says goodbye and waits for the answer, as RFC 6455, 7.1.2 asks of both sides.
  void leave(Wire& wire) {
    leaving_ = true;
    if (wire.send(masked_frame(SocketKind::close, close_payload(1000)))) return;
    while (take(wire) && !wire.ended() && !wire.fill()) continue;
  }

  [[nodiscard]] bool inside_message() const { return decoder_.inside_message(); }

 private:
  void fail(HttpFault fault, std::string text) {
    if (end_.response.fault != HttpFault::none) return;  // the first one is the cause of what follows
    end_.response.fault = fault;
    end_.response.fault_text = std::move(text);
  }

  // What came so far; false: nothing more is to be read.
  bool take(Wire& wire) {
    std::vector<SocketMessage> messages;
    decoder_.feed(wire.incoming(), messages);
    wire.drop(wire.incoming().size());
    for (SocketMessage& message : messages)
      if (!answer(wire, message) || !hand_over(std::move(message))) return false;
    if (decoder_.fault()) {
      end_.breach = decoder_.fault()->text;
      (void)wire.send(masked_frame(SocketKind::close, close_payload(decoder_.fault()->code)));
      fail(HttpFault::not_http, end_.breach);
    }
    return !decoder_.fault() && !decoder_.closed();
  }

  bool answer(Wire& wire, const SocketMessage& message) {
    if (message.kind == SocketKind::close) end_.close = decoder_.closed();
    if (message.kind == SocketKind::close && leaving_) return true;
    if (message.kind != SocketKind::close && message.kind != SocketKind::ping) return true;
    // RFC 6455, 5.5: a ping is answered with its payload, a close with its code.
    const auto kind = message.kind == SocketKind::ping ? SocketKind::pong : SocketKind::close;
    const auto failure =
        wire.send(masked_frame(kind, std::string_view(message.payload).substr(0, kind == SocketKind::close ? 2 : 125)));
    if (failure) fail(failure->fault, failure->text);
    return !failure;
  }

  bool hand_over(SocketMessage message) {
    if (message.kind == SocketKind::close || message.kind == SocketKind::ping || leaving_) return true;
    bytes_ += message.payload.size();
    if (is_data(message.kind) && bytes_ > budget_.body_bytes) {
      fail(HttpFault::body_too_big, "more than " + std::to_string(budget_.body_bytes) + " bytes of messages came");
    } else if (!handler_.on_message(std::move(message))) {
      fail(HttpFault::stopped, "the reader hung up between messages");
    }
    return end_.response.fault == HttpFault::none;
  }

  const HttpBudget& budget_;
  const SocketHandler& handler_;
  SocketOutbox& outbox_;
  SocketEnd& end_;
  SocketDecoder decoder_;
  std::size_t bytes_ = 0;
  bool leaving_ = false;
};

}  // namespace

SocketOutbox::SocketOutbox() : wake_fd_(eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK)) {
  source::invariant(wake_fd_ >= 0, "the system has a descriptor for an outbox");
}

SocketOutbox::~SocketOutbox() {
  close(wake_fd_);
}

void SocketOutbox::put(SocketKind kind, std::string_view payload) {
  put_raw(masked_frame(kind, payload));
}

void SocketOutbox::put_raw(std::string_view bytes) {
  const std::lock_guard lock(mutex_);
  waiting_ += bytes;
  const std::uint64_t one = 1;
  // Fails only when the counter is full, and then it is readable already.
  [[maybe_unused]] const auto written = write(wake_fd_, &one, sizeof one);
}

std::string SocketOutbox::take() {
  const std::lock_guard lock(mutex_);
  std::uint64_t count = 0;
  [[maybe_unused]] const auto seen = read(wake_fd_, &count, sizeof count);
  return std::exchange(waiting_, {});
}

SocketEnd run_socket(Connection& connection, const Endpoint& endpoint, HttpRequest request, const HttpBudget& budget,
                     const Patience& patience, const SocketHandler& handler, SocketOutbox& outbox) {
  SocketEnd end;
  add_handshake(request);
  Wire wire(connection, patience);
  bool upgraded = false;
  StreamHandler answer = handler.answer;
  answer.on_head = [&](const HttpResponse& head) {
    upgraded = head.status == 101;
    return handler.answer.on_head(head) && !upgraded;
  };
  end.response = run_exchange(wire, endpoint, request, budget, answer).response;
  if (!upgraded) return end;
  end.breach = handshake_breach(request, end.response);
  end.response.fault = end.breach.empty() ? HttpFault::none : HttpFault::not_http;
  end.response.fault_text = end.breach;
  if (!end.breach.empty()) return end;

  SocketSession session(budget, handler, outbox, end);
  session.run(wire);
  if (end.response.fault == HttpFault::stopped) {
    const Patience closing(kClosing);
    Wire goodbye(connection, closing);
    session.leave(goodbye);
  }
  end.unfinished = session.inside_message();
  return end;
}

}  // namespace confab::conformance
