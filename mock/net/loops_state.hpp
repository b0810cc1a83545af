// The Asio side of Loops; private to net/.
#pragma once

#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/io_context.hpp>
#include <memory>
#include <thread>
#include <vector>

#include "net/loops.hpp"

namespace confab::mock {

struct Loop {
  // The hint 1 says that one thread runs this context, so that Asio locks less.
  boost::asio::io_context context{1};
  boost::asio::executor_work_guard<boost::asio::io_context::executor_type> work{context.get_executor()};
  std::thread thread;
};

struct Loops::State {
  std::vector<std::unique_ptr<Loop>> loops;
};

}  // namespace confab::mock
