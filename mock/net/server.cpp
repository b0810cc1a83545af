#include "net/server.hpp"

#include <sys/resource.h>

#include <algorithm>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/signal_set.hpp>
#include <boost/asio/steady_timer.hpp>
#include <condition_variable>
#include <ctime>
#include <future>
#include <mutex>

#include "net/connection.hpp"
#include "net/loops_state.hpp"
#include "net/response_head.hpp"
#include "source/user_error.hpp"

namespace confab::mock {

namespace asio = boost::asio;
using asio::ip::tcp;
using boost::system::error_code;

namespace {

/// Deadlines are seconds long; a quarter of one is exact enough and costs nothing.
constexpr std::chrono::milliseconds kTick{250};
/// When the process is out of file descriptors, accepting again at once would only spin.
constexpr std::chrono::milliseconds kAcceptPause{100};

/// The connections of one loop and the timer that looks after them.
struct Ward {
  Ward(Loop& its_loop, Application& application, const ServerSettings& settings)
      : loop(its_loop),
        room(std::make_shared<LoopRoom>(LoopRoom{application, settings, {}, {}, false, {}})),
        timer(its_loop.context) {}

  void tick() {
    room->now = std::chrono::steady_clock::now();
    room->date = imf_fixdate(std::time(nullptr));
    const auto connections = room->connections;  // a connection may go while it is looked after
    std::vector<std::weak_ptr<Connection>> alive;
    alive.reserve(connections.size());
    for (auto* connection : connections) alive.push_back(connection->weak_from_this());
    for (const auto& weak : alive) {
      if (const auto connection = weak.lock()) connection->tick();
    }
  }

  Loop& loop;
  std::shared_ptr<LoopRoom> room;
  asio::steady_timer timer;
};

/// The soft limit is often 1,024 descriptors; the hard one is ours to use.
void raise_descriptor_limit() {
  rlimit limit{};
  if (getrlimit(RLIMIT_NOFILE, &limit) != 0) return;
  limit.rlim_cur = limit.rlim_max;
  setrlimit(RLIMIT_NOFILE, &limit);
}

source::UserError cannot_listen(const ServerSettings& settings, const std::string& why) {
  return {{},
          "cannot listen on " + settings.host + ":" + std::to_string(settings.port) + ": " + why,
          "Choose another address with --listen HOST:PORT; port 0 takes a free one."};
}

}  // namespace

struct Server::State : std::enable_shared_from_this<Server::State> {
  State(Loops& its_loops, Application& its_application, ServerSettings its_settings)
      : loops(its_loops),
        application(its_application),
        settings(std::move(its_settings)),
        acceptor(front()),
        pause(front()) {}

  asio::io_context& front() { return loops.state().loops.front()->context; }

  void listen();
  void tick(std::size_t index);
  void accept();
  void on_accepted(error_code error, Connection::Socket socket, std::size_t index);
  template <typename Task>
  void on_every_loop(Task task);
  std::size_t open_connections();

  Loops& loops;
  Application& application;
  ServerSettings settings;
  tcp::acceptor acceptor;
  asio::steady_timer pause;
  tcp::endpoint endpoint;
  std::vector<std::unique_ptr<Ward>> wards;
  std::size_t next_loop = 0;
  std::atomic<bool> hurry = false;  // a second signal: no grace
  bool stopped = false;
};

void Server::State::listen() {
  error_code error;
  tcp::resolver resolver(front());
  const auto found = resolver.resolve(settings.host, std::to_string(settings.port), tcp::resolver::passive, error);
  if (error) throw cannot_listen(settings, error.message());
  endpoint = found.begin()->endpoint();
  acceptor.open(endpoint.protocol(), error);
  if (!error) acceptor.set_option(tcp::acceptor::reuse_address(true), error);
  if (!error) acceptor.bind(endpoint, error);
  if (!error) acceptor.listen(asio::socket_base::max_listen_connections, error);
  if (error) throw cannot_listen(settings, error.message());
  endpoint = acceptor.local_endpoint();
}

void Server::State::tick(std::size_t index) {
  wards[index]->tick();
  wards[index]->timer.expires_after(kTick);
  wards[index]->timer.async_wait([weak = weak_from_this(), index](error_code error) {
    const auto self = weak.lock();
    if (self && !error) self->tick(index);
  });
}

void Server::State::accept() {
  const auto index = next_loop++ % wards.size();
  const auto executor = wards[index]->loop.context.get_executor();
  acceptor.async_accept(executor, [weak = weak_from_this(), index](error_code error, Connection::Socket socket) {
    if (const auto self = weak.lock()) self->on_accepted(error, std::move(socket), index);
  });
}

void Server::State::on_accepted(error_code error, Connection::Socket socket, std::size_t index) {
  if (!acceptor.is_open()) return;
  if (!error) {
    auto& ward = *wards[index];
    asio::post(ward.loop.context, [room = ward.room, peer = std::move(socket)]() mutable {
      if (!room->stopping) std::make_shared<Connection>(std::move(peer), room)->start();
    });
    return accept();
  }
  pause.expires_after(kAcceptPause);
  pause.async_wait([weak = weak_from_this()](error_code cancelled) {
    const auto self = weak.lock();
    if (self && !cancelled) self->accept();
  });
}

template <typename Task>
void Server::State::on_every_loop(Task task) {
  for (auto& ward : wards) {
    std::promise<void> done;
    asio::post(ward->loop.context, [&] {
      task(*ward);
      done.set_value();
    });
    done.get_future().wait();
  }
}

std::size_t Server::State::open_connections() {
  std::size_t count = 0;
  on_every_loop([&](Ward& ward) { count += ward.room->connections.size(); });
  return count;
}

Server::Server(Loops& loops, Application& application, ServerSettings settings)
    : state_(std::make_shared<State>(loops, application, std::move(settings))) {
  raise_descriptor_limit();
  state_->listen();
  for (auto& loop : loops.state().loops)
    state_->wards.push_back(std::make_unique<Ward>(*loop, application, state_->settings));
  for (std::size_t i = 0; i < state_->wards.size(); ++i) {
    asio::post(state_->wards[i]->loop.context, [state = state_, i] { state->tick(i); });
  }
  asio::post(state_->front(), [state = state_] { state->accept(); });
}

Server::~Server() {
  stop();
}

std::uint16_t Server::port() const {
  return state_->endpoint.port();
}

std::string Server::address() const {
  const auto address = state_->endpoint.address();
  const auto host = address.is_v6() ? "[" + address.to_string() + "]" : address.to_string();
  return host + ":" + std::to_string(port());
}

bool Server::on_loopback() const {
  return state_->endpoint.address().is_loopback();
}

void Server::stop() {
  if (std::exchange(state_->stopped, true)) return;
  state_->on_every_loop([&](Ward& ward) {
    ward.room->stopping = true;
    error_code ignored;
    if (&ward.loop.context == &state_->front()) state_->acceptor.close(ignored);
  });
  state_->application.stop();
  const auto wind_down = [](Ward& ward) {
    for (auto* connection : std::vector(ward.room->connections)) connection->wind_down();
  };
  const auto until = std::chrono::steady_clock::now() + state_->settings.grace;
  state_->on_every_loop(wind_down);
  while (state_->open_connections() > 0 && !state_->hurry && std::chrono::steady_clock::now() < until) {
    std::this_thread::sleep_for(std::chrono::milliseconds(2));
  }
  state_->on_every_loop([](Ward& ward) {
    for (auto* connection : std::vector(ward.room->connections)) connection->abort();
    ward.timer.cancel();
  });
  // What was aborted completes on its loop; only then may the loops and the application go.
  while (state_->open_connections() > 0) std::this_thread::sleep_for(std::chrono::milliseconds(1));
  state_->loops.stop();
}

int Server::run_until_signal() {
  asio::io_context context;
  asio::signal_set signals(context, SIGINT, SIGTERM);
  int received = 0;
  signals.async_wait([&](error_code, int signal) { received = signal; });
  context.run();
  signals.async_wait([&](error_code error, int) { state_->hurry = !error; });
  context.restart();
  std::thread second([&] { context.run(); });
  stop();
  asio::post(context, [&] { signals.cancel(); });
  second.join();
  return received;
}

}  // namespace confab::mock
