// One client's connection; private to net/.
#pragma once

#include <array>
#include <boost/asio/awaitable.hpp>
#include <chrono>
#include <memory>
#include <string>
#include <vector>

#include "net/request_reader.hpp"
#include "net/response_head.hpp"
#include "net/server.hpp"
#include "net/web_socket.hpp"

namespace confab::mock {

using SteadyTime = std::chrono::steady_clock::time_point;

/// What the connections of one loop share. Touched on that loop's thread alone.
struct LoopRoom {
  Application& application;
  const ServerSettings& settings;
  SteadyTime now;    // of the last tick
  std::string date;  // IMF-fixdate of the last tick
  bool stopping = false;
  std::vector<class Connection*> connections;
  std::vector<char> scratch = std::vector<char>(64 * 1024);  // for reads that more than one small buffer is needed for
};

/// Reads requests in a coroutine; a stream is written by callbacks instead, so that an open stream costs no coroutine frame;
/// the same goes for a reply that is waited for.
/// Kept alive by the operation that is under way; lives on one loop's thread.
class Connection : public std::enable_shared_from_this<Connection> {
 public:
  using Socket = ClientSocket;
  using Executor = Socket::executor_type;
  Connection(Socket socket, std::shared_ptr<LoopRoom> room);
  ~Connection();

  /// Begins to read requests.
  void start();
  /// Called a few times a second: deadlines and heartbeats, without a timer for each connection.
  void tick();
  /// The server stops: idle connections go at once, the others after what they are doing.
  void wind_down();
  void abort();

  std::size_t room_index = 0;  // where `LoopRoom::connections` has this

 private:
  template <typename T>
  using Awaitable = boost::asio::awaitable<T, Executor>;
  enum class Phase { idle, reading, writing, waiting, streaming, upgraded, draining };

  Awaitable<void> serve();
  Awaitable<void> refuse(Refused what, std::string_view detail);
  Awaitable<void> drain();
  Awaitable<bool> say_continue();
  Awaitable<bool> write_rest(const Reply& reply, bool with_body, std::size_t written);
  bool write(const Reply& reply, bool with_body, std::size_t& written);
  RequestReader::Progress parse();
  void enter(Phase phase);
  void render(const Reply& reply, BodyFraming framing, bool keep_alive);
  void take(std::size_t count);
  void hang_up();
  std::size_t read_available(boost::system::error_code& error);

  void upgrade(Reply reply);
  void begin_wait(std::shared_ptr<LateReply> later, bool keep_alive);
  void look_for_reply();
  void write_late(Reply reply);

  void begin_stream(Reply reply, BodyFraming framing, bool keep_alive);
  void pump();
  void write_frames(std::vector<Bytes> frames);
  template <typename Buffers>
  void write_stream(const Buffers& buffers);
  void end_stream();
  void after_stream();
  void put_reader_away();
  void watch_for_hang_up();
  void tick_stream();

  struct Late;
  struct Stream;
  Socket socket_;
  std::shared_ptr<LoopRoom> room_;
  std::unique_ptr<RequestReader> reader_;
  std::unique_ptr<std::array<char, 4096>> chunk_;  // what one read takes; neither exists during a stream
  std::string in_;                                 // bytes read that are not yet consumed
  std::string out_;                                // the head being written
  Phase phase_ = Phase::idle;
  SteadyTime deadline_;
  bool timed_out_ = false;
  bool watching_ = false;  // for a hang-up while nothing is read
  std::unique_ptr<Late> late_;
  std::unique_ptr<Stream> stream_;
  std::weak_ptr<WebSocket> web_socket_;  // has taken socket_ over
};

}  // namespace confab::mock
