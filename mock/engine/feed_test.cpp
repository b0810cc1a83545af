#include "engine/feed.hpp"

#include <string>
#include <thread>

#include "framework/catch.hpp"

using namespace confab::mock;
using Frames = std::vector<std::string>;

namespace {

Bytes bytes(const std::string& text) {
  return std::make_shared<const std::string>(text);
}

Frames read(FrameSource& stream, std::size_t most = 7) {
  Frames seen;
  for (;;) {
    const FrameSource::Batch batch = stream.take(most);
    for (const Bytes& frame : batch.frames) seen.push_back(*frame);
    if (batch.finished || batch.frames.empty()) return seen;
  }
}

bool finished(FrameSource& stream) {
  return stream.take(1).finished;
}

}  // namespace

TEST_CASE("every reader gets what it starts with and everything that is published after it came") {
  const auto feed = Feed::make();
  const auto one = feed->subscribe({bytes("a"), bytes("b")});
  feed->publish(bytes("1"));
  const auto two = feed->subscribe();
  feed->publish(bytes("2"));
  CHECK(read(*one, 1) == Frames{"a", "b", "1", "2"});
  CHECK(read(*two) == Frames{"2"});
  feed->publish(bytes("3"));
  CHECK(read(*two) == Frames{"3"});
  CHECK(read(*one) == Frames{"3"});
  CHECK_FALSE(finished(*one));
}

TEST_CASE("readers share the bytes") {
  const auto feed = Feed::make();
  const auto one = feed->subscribe();
  const auto two = feed->subscribe();
  feed->publish(bytes("x"));
  CHECK(one->take(1).frames[0] == two->take(1).frames[0]);
}

TEST_CASE("a quiet reader is woken once, one with news at once, one that left not at all") {
  const auto feed = Feed::make();
  const auto stream = feed->subscribe({bytes("first")});
  int woken = 0;
  stream->on_ready([&] { ++woken; });
  CHECK(woken == 1);
  CHECK(read(*stream) == Frames{"first"});
  feed->publish(bytes("1"));
  feed->publish(bytes("2"));
  CHECK(woken == 2);
  CHECK(read(*stream) == Frames{"1", "2"});
  stream->on_ready({});
  feed->publish(bytes("3"));
  CHECK(woken == 2);
}

TEST_CASE("a closed feed ends its readers after what they have, and later ones after what they start with") {
  const auto feed = Feed::make();
  const auto stream = feed->subscribe({bytes("a")});
  feed->publish(bytes("1"));
  feed->close();
  feed->publish(bytes("too late"));
  CHECK(read(*stream) == Frames{"a", "1"});
  CHECK(finished(*stream));
  const auto late = feed->subscribe({bytes("b")});
  CHECK(read(*late) == Frames{"b"});
  CHECK(finished(*late));
}

TEST_CASE("closing wakes those who wait") {
  const auto feed = Feed::make();
  const auto stream = feed->subscribe();
  int woken = 0;
  stream->on_ready([&] { ++woken; });
  feed->close();
  CHECK(woken == 1);
  CHECK(finished(*stream));
}

TEST_CASE("frames go when the slowest reader has them, and a reader too far behind is dropped") {
  const auto feed = Feed::make(100);
  const auto slow = feed->subscribe();
  const auto quick = feed->subscribe();
  std::weak_ptr<const std::string> oldest;
  for (int number = 0; number < 100; ++number) {
    const Bytes frame = bytes(std::to_string(number));
    if (number == 0) oldest = frame;
    feed->publish(frame);
    CHECK(read(*quick).size() == 1);
  }
  CHECK_FALSE(oldest.expired());
  feed->publish(bytes("one too many"));
  CHECK(oldest.expired());
  CHECK(read(*slow).empty());
  CHECK(finished(*slow));
  CHECK(read(*quick) == Frames{"one too many"});
  CHECK_FALSE(finished(*quick));
}

TEST_CASE("a reader that left holds nothing back, and nothing is kept for nobody") {
  const auto feed = Feed::make();
  std::weak_ptr<const std::string> kept;
  {
    const Bytes frame = bytes("x");
    kept = frame;
    const auto gone = feed->subscribe();
    feed->publish(frame);
  }
  const auto stream = feed->subscribe();
  for (int number = 0; number < 200; ++number) {
    feed->publish(bytes("y"));
    (void)read(*stream);
  }
  CHECK(kept.expired());
}

TEST_CASE("from several threads nothing is lost and the order is everybody's") {
  const auto feed = Feed::make();
  const auto one = feed->subscribe();
  const auto two = feed->subscribe();
  std::vector<std::thread> writers;
  for (int writer = 0; writer < 4; ++writer) {
    writers.emplace_back([&, writer] {
      for (int number = 0; number < 500; ++number)
        feed->publish(bytes(std::to_string(writer) + ":" + std::to_string(number)));
    });
  }
  Frames seen;
  while (seen.size() < 2000) {
    for (std::string& frame : read(*one)) seen.push_back(std::move(frame));
  }
  for (std::thread& writer : writers) writer.join();
  CHECK(read(*two) == seen);
}
