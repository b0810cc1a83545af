// What a connection needs while it writes a stream; private to net/.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "net/connection.hpp"

namespace confab::mock {

struct Connection::Stream {
  std::shared_ptr<FrameSource> source;
  Bytes heartbeat;
  BodyFraming framing = BodyFraming::chunked;
  bool keep_alive = false;
  bool writing = false;
  bool finished = false;         // nothing will follow what was taken
  bool ended = false;            // the end of the body has been written
  std::vector<Bytes> in_flight;  // what the write under way borrows from
  std::string chunk_head;
  SteadyTime last_write;

  ~Stream() { source->on_ready({}); }
};

}  // namespace confab::mock
