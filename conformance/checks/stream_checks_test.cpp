#include "checks/stream_checks.hpp"

#include "checks/recording.hpp"
#include "checks/toy_vendor.hpp"
#include "framework/catch.hpp"

using namespace confab;
using namespace confab::conformance;
using toy::frame;

namespace {

const spec::Vendor& vendor() {
  static const spec::Vendor made = toy::vendor();
  return made;
}

const spec::StreamSpec& stream() {
  return *vendor().stream("events");
}

std::vector<Finding> judge(const std::string& bytes) {
  return check_recording(stream(), *vendor().schemas, decode_recording(stream(), bytes));
}

/// The ids of the checks that broke.
std::string broken(const std::vector<Finding>& findings) {
  std::string ids;
  for (const Finding& finding : findings) {
    if (!finding.holds) ids += (ids.empty() ? "" : " ") + finding.check;
  }
  return ids;
}

Finding finding_of(const std::string& check, const std::vector<Finding>& findings) {
  for (const Finding& finding : findings) {
    if (finding.check == check) return finding;
  }
  FAIL("no finding of " << check);
  return {};
}

bool says(const std::string& check, const std::vector<Finding>& findings) {
  return std::any_of(findings.begin(), findings.end(), [&](const Finding& finding) { return finding.check == check; });
}

const std::string kStart = frame(1, "START");
const std::string kOver = frame(9, "OVER");

}  // namespace

TEST_CASE("A correct run passes every check that applies") {
  const auto findings = judge(toy::run());
  CHECK(broken(findings).empty());
  for (const char* id : {"stream.framing", "stream.names", "stream.name_repeated", "stream.id_repeated", "stream.payload",
                         "stream.data", "stream.ids", "stream.order.run", "stream.order.text", "stream.terminal"}) {
    CHECK(says(id, findings));
  }
}

TEST_CASE("A lane of which no frame came is not judged, so that nothing is proved by silence") {
  CHECK_FALSE(says("stream.order.tool", judge(toy::run())));
  CHECK(says("stream.order.tool", judge(kStart + frame(2, "TOOL") + frame(3, "TOOL_END") + kOver)));
}

TEST_CASE("A comment, a heartbeat and CRLF line ends change nothing") {
  std::string bytes = ": hello\n\n" + toy::run();
  for (std::size_t at = 0; (at = bytes.find('\n', at)) != std::string::npos; at += 2) bytes.replace(at, 1, "\r\n");
  CHECK(broken(judge(bytes)).empty());
}

TEST_CASE("Data that is not JSON breaks framing alone") {
  const auto findings = judge(kStart + "id: 2\nevent: TOOL\ndata: {oops\n\n" + frame(3, "TOOL_END") + kOver);
  CHECK(broken(findings) == "stream.framing");
  CHECK(finding_of("stream.framing", findings).actual.find("frame 1 (TOOL, id 2)") == 0);
}

TEST_CASE("A message of the binary kind breaks framing, whatever it holds") {
  Recording recording = decode_recording(stream(), toy::run());
  recording.frames.at(1).binary = true;
  const auto findings = check_recording(stream(), *vendor().schemas, recording);
  CHECK(broken(findings) == "stream.framing");
  CHECK(finding_of("stream.framing", findings).actual.find("is binary") != std::string::npos);
}

TEST_CASE("A frame without data breaks framing") {
  CHECK(broken(judge(kStart + "id: 2\nevent: TOOL\ndata:\n\n" + frame(3, "TOOL_END") + kOver)) == "stream.framing");
}

TEST_CASE("A last frame that nothing closes is lost, and so is the terminal") {
  std::string bytes = toy::run();
  bytes.pop_back();
  CHECK(broken(judge(bytes)) == "stream.framing stream.terminal");
}

TEST_CASE("A name nobody documents") {
  const auto findings = judge(kStart + frame(2, "SAID") + kOver);
  CHECK(broken(findings) == "stream.names");
  CHECK(finding_of("stream.names", findings).expected.find("BROKEN, OVER, SAY") == 0);
  CHECK(finding_of("stream.names", findings).actual == "frame 1 (SAID, id 2)");
}

TEST_CASE("Name and id in the payload must be those of the frame") {
  const std::string named = "id: 2\nevent: TOOL\ndata: {\"n\":2,\"kind\":\"TOOL_END\",\"data\":{}}\n\n";
  CHECK(broken(judge(kStart + named + frame(3, "TOOL_END") + kOver)) == "stream.name_repeated");
  const std::string counted = "id: 2\nevent: TOOL\ndata: {\"n\":3,\"kind\":\"TOOL\",\"data\":{}}\n\n";
  const auto findings = judge(kStart + counted + frame(3, "TOOL_END") + kOver);
  CHECK(broken(findings) == "stream.id_repeated");
  CHECK(finding_of("stream.id_repeated", findings).expected == "/n = the frame's id, 2");
}

TEST_CASE("A frame may leave its own id out: readers then take the one in the payload") {
  const std::string bare = "event: TOOL\ndata: {\"n\":2,\"kind\":\"TOOL\",\"data\":{}}\n\n";
  CHECK(broken(judge(kStart + bare + frame(3, "TOOL_END") + kOver)).empty());
  const std::string low = "event: TOOL\ndata: {\"n\":1,\"kind\":\"TOOL\",\"data\":{}}\n\n";
  CHECK(broken(judge(kStart + low + frame(3, "TOOL_END") + kOver)) == "stream.ids");
}

TEST_CASE("Payload and inner data are judged by their own schemas") {
  const std::string more = "id: 2\nevent: TOOL\ndata: {\"n\":2,\"kind\":\"TOOL\",\"data\":{},\"x\":1}\n\n";
  CHECK(broken(judge(kStart + more + frame(3, "TOOL_END") + kOver)) == "stream.payload");
  const std::string mute =
      frame(2, "SAY_BEGIN", R"({"m":"1"})") + frame(3, "SAY", R"({"m":"1"})") + frame(4, "SAY_END", R"({"m":"1"})");
  const auto findings = judge(kStart + mute + kOver);
  CHECK(broken(findings) == "stream.data");
  CHECK(finding_of("stream.data", findings).actual.find("frame 2 (SAY, id 3)") == 0);
}

TEST_CASE("Ids must be integers and increase") {
  CHECK(broken(judge(kStart + frame(5, "TOOL") + frame(5, "TOOL_END") + kOver)) == "stream.ids");
  const auto findings =
      judge(kStart + "id: x\nevent: TOOL\ndata: {\"n\":2,\"kind\":\"TOOL\",\"data\":{}}\n\n" + frame(3, "TOOL_END") + kOver);
  CHECK(finding_of("stream.ids", findings).actual == "frame 1 (TOOL, id x): x");
}

TEST_CASE("An id that came without a frame counts: it moved the reader's cursor") {
  const auto recording = decode_recording(stream(), toy::run());
  StreamView view{.spec = stream(), .schemas = *vendor().schemas, .frames = recording.frames};
  const std::vector<StrayId> stray = {{2, "99"}};
  view.stray = stray;
  const auto findings = check_ids(view);
  REQUIRE(findings.size() == 1);
  CHECK(findings[0].expected == "an id above 99, that of an id without a frame, before frame 2");
}

TEST_CASE("A breach of the run names the frame and what was allowed") {
  const auto findings = judge(frame(1, "SAY_BEGIN", R"({"m":"1"})") + frame(2, "SAY_END", R"({"m":"1"})") + kOver);
  CHECK(broken(findings) == "stream.order.run");
  CHECK(finding_of("stream.order.run", findings).expected == "START");
  CHECK(finding_of("stream.order.run", findings).actual.find("SAY_BEGIN (frame 0)") != std::string::npos);
}

TEST_CASE("A breach of a lane names its key") {
  const auto findings = judge(kStart + frame(2, "SAY", R"({"m":"m7","delta":""})") + kOver);
  CHECK(broken(findings) == "stream.order.text");
  CHECK(finding_of("stream.order.text", findings).expected == "SAY_BEGIN for m7");
}

TEST_CASE("A run that is cut may leave messages open, one that ends normally may not") {
  const std::string open = kStart + frame(2, "SAY_BEGIN", R"({"m":"1"})");
  CHECK(broken(judge(open + frame(3, "BROKEN"))).empty());
  CHECK(broken(judge(open + frame(3, "OVER"))) == "stream.order.text");
}

TEST_CASE("A recording without a terminal frame, or with something after it, breaks stream.terminal") {
  CHECK(broken(judge(kStart)) == "stream.terminal");
  CHECK(broken(judge("")) == "stream.terminal");
  CHECK(broken(judge(toy::run() + frame(20, "TOOL"))) == "stream.terminal");
  CHECK(finding_of("stream.terminal", judge(kStart)).expected == "OVER or BROKEN");
}

TEST_CASE("A reader who left misses nothing, and a reader who resumed is judged from where it had been") {
  const auto all = decode_recording(stream(), toy::run()).frames;
  StreamView view{.spec = stream(), .schemas = *vendor().schemas, .frames = std::span(all).first(3)};
  view.complete = false;
  CHECK(broken(check_order(view)).empty());
  CHECK_FALSE(says("stream.terminal", check_order(view)));

  StreamView rest{.spec = stream(), .schemas = *vendor().schemas, .frames = std::span(all).subspan(3)};
  rest.runs = automaton::Runs::many;
  CHECK(broken(check_order(rest)) == "stream.order.run stream.order.text");
  rest.before = std::span(all).first(3);
  CHECK(broken(check_order(rest)).empty());
  rest.before = {};
  rest.from_start = false;
  CHECK(check_order(rest).empty());
}

TEST_CASE("A live stream announces no length") {
  Headers head = {{"Content-Type", "text/event-stream"}};
  StreamView view{.spec = stream(), .schemas = *vendor().schemas, .frames = {}};
  CHECK(check_unsized(view).empty());
  view.head = &head;
  CHECK(broken(check_unsized(view)).empty());
  head.emplace_back("content-LENGTH", "12");
  CHECK(check_unsized(view).front().actual == "Content-Length: 12");
}

TEST_CASE("Hostile bytes end in findings") {
  for (const std::string& bytes :
       {std::string(1000, '\0'), std::string("data: \xFF\xFE\n\n"), std::string("data: ") + std::string(5000, '[') + "\n\n",
        std::string("event: START\ndata: null\n\nevent: SAY\ndata: [1]\n\nevent: OVER\ndata: 7\n\n")}) {
    CHECK_FALSE(broken(judge(bytes)).empty());
  }
}

TEST_CASE("Of many breaches of one check the first is told, with the count of the others") {
  const auto findings = judge(kStart + frame(2, "X") + frame(3, "Y") + frame(4, "Z") + kOver);
  CHECK(finding_of("stream.names", findings).actual == "frame 1 (X, id 2) (and 2 more)");
}
