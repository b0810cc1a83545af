// What a connection needs while its reply is not there yet; private to net/.
#pragma once

#include <memory>

#include "net/connection.hpp"

namespace confab::mock {

struct Connection::Late {
  std::shared_ptr<LateReply> source;
  bool keep_alive = false;
  bool http_1_0 = false;
  bool head = false;  // the method is HEAD: no body
  Reply reply;        // what the write under way borrows from

  ~Late() { source->on_ready({}); }
};

}  // namespace confab::mock
