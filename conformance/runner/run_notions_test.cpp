#include "framework/catch.hpp"
#include "runner/toy_stories.hpp"

using namespace confab;
using namespace confab::conformance;
using namespace confab::conformance::toy;
using reports::Verdict;

namespace {

/// Answers each target with what a test says; everything else with 404.
reports::RunResult against(const std::map<std::string, std::string>& answers, const std::string& steps) {
  const RawPeer peer([&](RawConnection& connection, int) {
    for (std::string request = connection.read_request(); !request.empty(); request = connection.read_request()) {
      const std::string target = request.substr(request.find(' ') + 1, request.find(" HTTP") - request.find(' ') - 1);
      const auto found = answers.find(target);
      connection.say(found == answers.end() ? "HTTP/1.1 404 X\r\nContent-Length: 0\r\n\r\n" : found->second);
    }
  });
  Deployment deployment;
  deployment.base_url = peer.url();
  return run_suite(the_vendor(), {story("title: One\nvendor: toy\nsteps:\n" + steps)}, deployment, {});
}

std::string answer(const std::string& body, const std::string& headers = "", const std::string& type = "application/json") {
  return "HTTP/1.1 200 X\r\nContent-Type: " + type + "\r\n" + headers + "Content-Length: " + std::to_string(body.size()) +
         "\r\n\r\n" + body;
}

std::string thing(const std::string& events) {
  return R"({"id":"1","title":"t","events":)" + events + "}";
}

}  // namespace

TEST_CASE("Pages are followed by link, and judged as one array") {
  const std::string steps = R"(
  - pages: get
    path: { id: '1' }
    items: /events
    next: { link: next }
    as: all
    at_most: 3
    expect: { body: { $length: 3, $unique: /n }, proves: [toy.a] }
  - { request: GET /seen, query: { n: $all }, expect: { status: 404, proves: [toy.b] } }
)";
  const auto linked = [](const std::string& target) { return "Link: <http://elsewhere" + target + ">; rel=\"next\"\r\n"; };
  std::map<std::string, std::string> answers = {
      {"/things/1", answer(thing(R"([{"n":1},{"n":2}])"), linked("/things/1?after=2"))},
      {"/things/1?after=2", answer(thing(R"([{"n":3}])"))}};
  const auto whole = against(answers, steps);
  CHECK(verdict(whole, "a") == Verdict::pass);
  CHECK(verdict(whole, "b") == Verdict::pass);
  answers["/things/1?after=2"] = answer(thing(R"([{"n":2}])"));
  CHECK(verdict(against(answers, steps), "a") == Verdict::fail);
  answers["/things/1?after=2"] = answer(thing("[]"), linked("/things/1?after=2"));
  CHECK(verdict(against(answers, steps), "a") == Verdict::fail);
  answers["/things/1?after=2"] = "HTTP/1.1 500 X\r\nContent-Length: 0\r\n\r\n";
  CHECK(verdict(against(answers, steps), "a") == Verdict::untestable);
}

TEST_CASE("A body's bytes are compared one by one, whatever they mean") {
  const std::string steps = R"(
  - { request: GET /file, expect: [{ status: 200 }, { bytes: { base64: 'AP8kJA==' }, proves: [toy.a] }] }
)";
  const auto with = [&](const std::string& body) {
    return against({{"/file", answer(body, "", "application/octet-stream")}}, steps);
  };
  CHECK(verdict(with(std::string("\x00\xff$$", 4)), "a") == Verdict::pass);
  const auto altered = with(std::string("\x00\xff$%", 4));
  CHECK(verdict(altered, "a") == Verdict::fail);
  CHECK(check_of(altered, "expect.bytes", "a").actual.find("from byte 3 on") != std::string::npos);
  CHECK(verdict(with(""), "a") == Verdict::fail);
}

TEST_CASE("A part of a value is saved by its first group; where nothing matches the story stops") {
  const std::string steps = R"(
  - call: get
    path: { id: '1' }
    expect: { status: 200 }
    save: { word: { at: /title, matching: 'is ([a-z]+)' } }
  - { request: 'GET /${word}', expect: { status: 404, proves: [toy.a] } }
)";
  const auto titled = [&](const std::string& title) {
    return against({{"/things/1", answer(R"({"id":"1","title":")" + title + "\"}")}}, steps);
  };
  const auto saved = titled("it is here");
  CHECK(verdict(saved, "a") == Verdict::pass);
  CHECK(saved.scenarios.at(0).steps.at(1).exchanges.at(0).url.ends_with("/here"));
  CHECK(verdict(titled("it is"), "a") == Verdict::untestable);
}
