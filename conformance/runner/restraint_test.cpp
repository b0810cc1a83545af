#include "runner/restraint.hpp"

#include "framework/catch.hpp"
#include "runner/toy_stories.hpp"

using namespace confab;
using namespace confab::conformance;
using namespace confab::conformance::toy;

namespace {

scenarios::Scenario of(const std::string& steps) {
  return story(kOpening + "steps:\n" + steps);
}

const std::string kGet = "{ call: get, path: { id: x }, expect: { status: 404, proves: [toy.a] } }";
const std::string kCreate = "{ call: create, body: { title: x } }";
const std::string kLive = "{ stream: events, as: live, path: { id: x }, background: true }";

}  // namespace

TEST_CASE("connections are counted at their most: streams in the background, several at once, reconnects") {
  const auto count = [](const std::string& steps) {
    const Connections found = connections_of(of(steps));
    return std::pair(found.least, found.most);
  };
  CHECK(count("  - " + kGet + "\n  - " + kGet + "\n") == std::pair<std::size_t, std::size_t>(1, 1));
  CHECK(count("  - " + kLive + "\n  - " + kGet + "\n") == std::pair<std::size_t, std::size_t>(2, 2));
  CHECK(count("  - " + kLive + "\n  - { close: live }\n  - " + kGet + "\n") == std::pair<std::size_t, std::size_t>(1, 1));
  CHECK(count("  - { stream: events, as: live, path: { id: x }, until: terminal }\n  - { replay: live, proves: [toy.replay] "
              "}\n") == std::pair<std::size_t, std::size_t>(1, 4));
  const std::string parallel = "  - parallel: [" + kCreate + "]\n    times: 6\n    expect: { statuses: { '201': 6 } }\n";
  CHECK(count("  - " + kLive + "\n" + parallel) == std::pair<std::size_t, std::size_t>(7, 7));
  CHECK(requests_at_once(of(parallel)) == 6);
  CHECK(requests_at_once(of("  - " + kGet + "\n")) == 1);
}

TEST_CASE("what only reads changes nothing; anything else does, wherever it stands") {
  CHECK(what_changes(of("  - " + kGet + "\n  - " + kLive + "\n"), the_vendor()).empty());
  CHECK(what_changes(of("  - " + kGet + "\n  - " + kCreate + "\n"), the_vendor()) == "POST create");
  CHECK(what_changes(of("  - { request: GET /x }\n"), the_vendor()).empty());
  CHECK(what_changes(of("  - { request: DELETE /x }\n"), the_vendor()) == "DELETE /x");
  CHECK(what_changes(of("  - parallel: [" + kCreate + "]\n    times: 2\n    expect: { statuses: { '201': 2 } }\n"),
                     the_vendor()) == "POST create");
  CHECK(what_changes(of("  - " + kGet + "\ncleanup:\n  - " + kCreate + "\n"), the_vendor()) == "POST create");
  const std::string socket = "  - { socket: feed, as: talk }\n";
  CHECK(what_changes(of(socket + "  - { send: talk, ping: x }\n"), the_vendor()).empty());
  CHECK(what_changes(of(socket + "  - { send: talk, text: x }\n"), the_vendor()) == "a message on the socket talk");
}

TEST_CASE("the contract may say that a method misleads") {
  spec::Vendor vendor = the_vendor();
  vendor.schemas = std::make_shared<spec::SchemaSet>(source::Json{
      {"paths", {{"/things/{id}", {{"get", {{"x-read-only", false}}}}}, {"/things", {{"post", {{"x-read-only", true}}}}}}}});
  CHECK_FALSE(is_read_only(vendor, *vendor.operation("get")));
  CHECK(is_read_only(vendor, *vendor.operation("create")));
  CHECK(is_read_only(vendor, *vendor.operation("events")));
  CHECK_FALSE(is_read_only(vendor, *vendor.operation("tell")));
}

TEST_CASE("a deployment's own patience replaces that of scenarios, but not what should not come") {
  std::vector<scenarios::Scenario> stories{of("  - " + kLive +
                                              "\n  - { await: live, frame: SAY, within: 5s }\n  - { await: live, frame: "
                                              "SAY, within: 500ms }\n  - { await: live, frame: OVER }\n")};
  apply_patience(stories, {});
  CHECK(stories[0].steps[1].within == std::chrono::seconds(5));
  apply_patience(stories, {.stream_timeout = std::chrono::minutes(2)});
  CHECK(stories[0].steps[1].within == std::chrono::minutes(2));
  CHECK(stories[0].steps[2].within == std::chrono::milliseconds(500));
  CHECK(stories[0].steps[3].within == std::chrono::minutes(2));
}
