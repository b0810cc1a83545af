// One client's connection; private to net/.
#pragma once

#include <boost/asio/awaitable.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <chrono>
#include <memory>
#include <string>
#include <vector>

#include "net/request_reader.hpp"
#include "net/response_head.hpp"
#include "net/server.hpp"

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
  std::vector<char> scratch = std::vector<char>(64 * 1024);  // every read lands here first: an idle connection has no buffer
};

/// Reads requests in a coroutine; a stream is written by callbacks instead, so that an open stream costs no coroutine frame.
/// Kept alive by the operation that is under way; lives on one loop's thread.
class Connection : public std::enable_shared_from_this<Connection> {
 public:
  using Socket = boost::asio::ip::tcp::socket;
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
  using Awaitable = boost::asio::awaitable<void>;
  enum class Phase { idle, reading, writing, streaming, draining };

  Awaitable serve();
  Awaitable refuse(const Refusal& refusal);
  Awaitable drain();
  boost::asio::awaitable<bool> read_request();
  boost::asio::awaitable<bool> fill();
  boost::asio::awaitable<bool> write(const Reply& reply, bool with_body);
  RequestReader::Progress parse();
  void enter(Phase phase);
  void render(const Reply& reply, BodyFraming framing, bool keep_alive);
  std::size_t read_available(boost::system::error_code& error);

  void begin_stream(Reply reply, BodyFraming framing, bool keep_alive);
  void pump();
  void write_frames(std::vector<Bytes> frames);
  template <typename Buffers>
  void write_stream(const Buffers& buffers);
  void end_stream();
  void after_stream();
  void watch_for_hang_up();
  void tick_stream();

  struct Stream;
  Socket socket_;
  std::shared_ptr<LoopRoom> room_;
  std::unique_ptr<RequestReader> reader_;
  std::string in_;   // bytes read that are not yet consumed
  std::string out_;  // the head being written
  Phase phase_ = Phase::idle;
  SteadyTime deadline_;
  bool timed_out_ = false;
  bool watching_ = false;  // for a hang-up during a stream
  std::unique_ptr<Stream> stream_;
};

}  // namespace confab::mock
