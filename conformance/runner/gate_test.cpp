#include "runner/gate.hpp"

#include <atomic>
#include <thread>
#include <vector>

#include "framework/catch.hpp"

namespace confab::conformance {
namespace {

TEST_CASE("A gate without a limit lets everybody in", "[gate]") {
  Gate gate(0);
  const auto one = gate.enter(100), other = gate.enter(100);
  SUCCEED("nobody waited");
}

TEST_CASE("Never more are inside than there are places", "[gate]") {
  constexpr int kPlaces = 3;
  Gate gate(kPlaces);
  std::atomic<int> inside = 0, most = 0, visits = 0;
  {
    std::vector<std::jthread> visitors;
    for (std::size_t i = 0; i < 6; ++i) {
      visitors.emplace_back([&, size = 1 + i % 3] {
        for (int turn = 0; turn < 200; ++turn) {
          const auto pass = gate.enter(size);
          const int now = inside += static_cast<int>(size);
          for (int seen = most; seen < now && !most.compare_exchange_weak(seen, now);) {
          }
          ++visits;
          inside -= static_cast<int>(size);
        }
      });
    }
  }
  CHECK(visits == 6 * 200);
  CHECK(most <= kPlaces);
  CHECK(inside == 0);
}

TEST_CASE("Who asks for more than there is gets all of it", "[gate]") {
  Gate gate(2);
  { const auto pass = gate.enter(9); }
  const auto one = gate.enter(1), other = gate.enter(1);
  SUCCEED("all places were given back");
}

}  // namespace
}  // namespace confab::conformance
