#include "routing/after.hpp"

#include "framework/catch.hpp"
#include "routing/log_fixture.hpp"

using namespace confab::mock;
using test::Log;

namespace {
Reply done() {
  Reply reply;
  reply.status = 201;
  return reply;
}
}  // namespace

TEST_CASE("a run that is over is answered at once") {
  const auto log = std::make_shared<Log>();
  for (int i = 0; i < 200; ++i) log->append("x");
  log->finish();
  const Reply reply = after(log->reader(), &done);
  CHECK(reply.status == 201);
  CHECK_FALSE(reply.later);
}

TEST_CASE("a run that goes on is answered when it is over") {
  const auto log = std::make_shared<Log>();
  log->append("x");
  const Reply reply = after(log->reader(), &done);
  REQUIRE(reply.later);
  CHECK_FALSE(reply.later->take());
  int woken = 0;
  reply.later->on_ready([&] { ++woken; });
  log->append("x");
  CHECK(woken == 1);
  CHECK_FALSE(reply.later->take());
  reply.later->on_ready([&] { ++woken; });
  log->finish();
  CHECK(woken == 2);
  CHECK(reply.later->take()->status == 201);
}

TEST_CASE("who hangs up never hears the end") {
  const auto log = std::make_shared<Log>();
  {
    const Reply reply = after(log->reader(), []() -> Reply { throw std::logic_error("called"); });
    reply.later->on_ready([] {});
    reply.later->on_ready({});
  }
  log->finish();
  CHECK(log.use_count() == 1);
}
