// A connection after its upgrade (RFC 6455); private to net/.
#pragma once

#include <boost/asio/basic_stream_socket.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <memory>

#include "net/server.hpp"
#include "routing/reply.hpp"
#include "routing/request.hpp"

namespace confab::mock {

// The executor's own type, not any_io_executor: type erasure costs a tenth of a small request.
using ClientSocket = boost::asio::basic_stream_socket<boost::asio::ip::tcp, boost::asio::io_context::executor_type>;

/// Sends each frame of the reply's stream as one text message, and the close code 1000 when the stream has finished.
/// Answers pings, sends some of its own on a quiet socket, and gives up a peer that does not answer. What the peer sends is
/// read and forgotten; what breaks the protocol is answered with its close code: 1002, 1007, 1009 for a message of more than
/// kMaxMessageBytes. Lives on the socket's thread, kept alive by the operations under way.
class WebSocket {
 public:
  static constexpr std::size_t kMaxMessageBytes = 64 * 1024;

  virtual ~WebSocket() = default;
  virtual void abort() = 0;
};

struct Upgrade {
  const Request& request;  // used only during the call
  bool http_1_0 = false;
  Reply reply;
};

/// Answers the upgrade and goes on from there. `owner` is kept until the socket is closed. A weak pointer, because nobody
/// but the socket's own operations may keep it.
[[nodiscard]] std::weak_ptr<WebSocket> begin_web_socket(ClientSocket socket, Upgrade upgrade, const ServerSettings& settings,
                                                        std::shared_ptr<void> owner);

}  // namespace confab::mock
