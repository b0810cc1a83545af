#include "selftest/recast_stream.hpp"

#include "framework/catch.hpp"

using namespace confab;
using namespace confab::conformance;

namespace {

spec::StreamSpec events() {
  spec::StreamSpec spec;
  spec.framing = spec::Framing::sse;
  spec.id = {"id", "/n", true};
  return spec;
}

std::string event(int id, const std::string& name) {
  return "id: " + std::to_string(id) + "\nevent: " + name + "\ndata: {\"n\":" + std::to_string(id) + "}\n\n";
}

}  // namespace

TEST_CASE("A stream is told again without a frame, with one twice, and with two in the other order; ids still increase") {
  const auto streams = recast_streams(events(), event(1, "A") + event(2, "B"));
  REQUIRE(streams.size() == 5);
  CHECK(streams[0] == event(1, "B"));
  CHECK(streams[1] == event(1, "A") + event(2, "A") + event(3, "B"));
  CHECK(streams[2] == event(1, "B") + event(2, "A"));
  CHECK(streams[3] == event(1, "A"));
  CHECK(streams[4] == event(1, "A") + event(2, "B") + event(3, "B"));
}

TEST_CASE("Lines without ids are moved as they are; what is cut off is left alone") {
  spec::StreamSpec lines;
  lines.framing = spec::Framing::ndjson;
  CHECK(recast_streams(lines, "{\"a\":1}\n{\"b\":2}\n").front() == "{\"b\":2}\n");
  CHECK(recast_streams(lines, "{\"a\":1}\n{\"b\"").empty());
}
