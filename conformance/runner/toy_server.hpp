// For tests: the toy vendor as a server, correct unless told to commit a breach.
#pragma once

#include <chrono>
#include <condition_variable>
#include <map>
#include <mutex>
#include <set>
#include <string>
#include <thread>
#include <vector>

#include "client/deployment.hpp"
#include "client/raw_peer.hpp"

namespace confab::conformance::toy {

/// Breaches by name; each test names the ones it means. "keep_open", "hold_head", "idle_close", "late_store", "busy" (429 to
/// every third request) and "always_busy" are no breaches but other ways to be right.
class Server {
 public:
  explicit Server(std::set<std::string> breaches = {}, std::chrono::milliseconds between_frames = {});
  ~Server();

  [[nodiscard]] Deployment deployment() const;
  [[nodiscard]] int requests() const;

 private:
  struct Event {
    int id;
    std::string name, data;
    bool mine = false;
    std::chrono::steady_clock::time_point at;
  };
  struct Thing {
    std::string title;
    std::vector<Event> events;
    bool running = false;
    int reads = 0;
  };

  void serve(RawConnection& connection);
  bool answer(RawConnection& connection, const std::string& request);
  bool answer_get(RawConnection& connection, const std::string& id);
  bool tell(RawConnection& connection, const std::string& id, const std::string& body);
  bool stream(RawConnection& connection, const std::string& id, const std::string& after);
  void run(const std::string& id);
  void append(const std::string& id, const std::string& name, const std::string& data, bool mine = false);
  [[nodiscard]] std::string render(const Event& event) const;
  [[nodiscard]] std::string history(Thing& thing) const;
  [[nodiscard]] std::size_t first_streamed(const Thing& thing, const std::string& after) const;
  [[nodiscard]] bool does(const std::string& breach) const { return breaches_.contains(breach); }

  const std::set<std::string> breaches_;
  const std::chrono::milliseconds between_;
  mutable std::mutex mutex_;
  std::condition_variable changed_;
  std::map<std::string, Thing> things_;
  int requests_ = 0;
  bool stopping_ = false;
  std::vector<std::thread> runs_;
  RawPeer peer_;
};

}  // namespace confab::conformance::toy
