#include "framework/catch.hpp"
#include "runner/toy_stories.hpp"

using namespace confab;
using namespace confab::conformance;
using namespace confab::conformance::toy;
using reports::Verdict;

TEST_CASE("A correct server passes, whichever way it is correct") {
  for (const std::set<std::string>& ways : {std::set<std::string>{}, {"keep_open"}, {"hold_head"}, {"late_store"}}) {
    const Server server(ways);
    const auto result = run(server, whole_story());
    INFO((ways.empty() ? "plain" : *ways.begin()));
    CHECK(blamed(result).empty());
    CHECK(result.fault.empty());
    REQUIRE(result.scenarios.size() == 1);
    CHECK(result.scenarios[0].verdict == Verdict::pass);
    for (const char* id : {"a", "b", "c", "replay", "history", "live", "statuses", "media", "create.model", "errors",
                           "framing", "names", "payload", "ids", "run", "text", "terminal", "stored"}) {
      INFO(id);
      CHECK(verdict(result, id) == Verdict::pass);
    }
    CHECK(verdict(result, "tool") == Verdict::skip);  // no frame of that lane came: nothing is proved
    CHECK(clause(result, "a").proofs == std::vector<std::string>{"toy/story"});
  }
}

TEST_CASE("Each breach is named under its own clause, as hard as that is known") {
  struct Row {
    std::string breach, blamed;
  };
  const Row rows[] = {
      {"odd_status", "statuses"},   {"bad_body", "create.model"},      {"bad_media", "media"},
      {"bad_envelope", "errors c"}, {"not_json", "framing history b"}, {"odd_name", "names history stored"},
      {"ids_fall", "ids replay"},   {"lane", "text stored"},           {"after_the_end", "terminal stored"},
      {"replay_all", "replay"},     {"replay_repeats", "replay"},      {"replay_drops", "replay"},
      {"foreign_replay", "replay"}, {"stored_differs", "history"},
  };
  for (const Row& row : rows) {
    const Server server({row.breach});
    const auto result = run(server, whole_story());
    INFO(row.breach << ": " << blamed(result));
    for (std::size_t at = 0; at < row.blamed.size();) {
      const std::size_t end = std::min(row.blamed.find(' ', at), row.blamed.size());
      const std::string id = row.blamed.substr(at, end - at);
      const Verdict expected =
          id == "ids" ? Verdict::info : (id == "text" || id == "stored" || id == "run" ? Verdict::warn : Verdict::fail);
      CHECK(verdict(result, id) == expected);
      at = end + 1;
    }
  }
}

TEST_CASE("The replay bugs are told in words") {
  const std::map<std::string, std::string> words = {{"replay_all", "the whole history comes again"},
                                                    {"replay_repeats", "the last frame seen comes again: off by one"},
                                                    {"replay_drops", "is left out"},
                                                    {"foreign_replay", "which is no frame of this run"}};
  for (const auto& [breach, word] : words) {
    const Server server({breach});
    const auto result = run(server, told(kReadToTheEnd + "  - { replay: live, proves: [toy.replay], within: 2s }\n"));
    INFO(breach << ": " << check_of(result, "stream.replay", "replay").actual);
    CHECK(check_of(result, "stream.replay", "replay").actual.find(word) != std::string::npos);
    CHECK(check_of(result, "stream.replay", "replay").exchange > 0);
  }
}

TEST_CASE("A replay that never yields what was missed is given up, and named") {
  const Server server({"replay_live_only", "keep_open"});
  Deployment deployment = server.deployment();
  deployment.timeout = std::chrono::milliseconds(300);
  const auto result =
      run(server, told(kReadToTheEnd + "  - { replay: live, proves: [toy.replay], within: 1s }\n"), deployment);
  CHECK(verdict(result, "replay") == Verdict::fail);
  CHECK(check_of(result, "stream.replay", "replay").actual.find("0 of them came") == 0);
}

TEST_CASE("A stream that ends, or just stops, without its terminal frame breaks the clause of the terminal") {
  for (const char* way : {"no_terminal", "silent_end"}) {
    const Server server({way});
    const auto result = run(server, told("  - { stream: events, as: live, path: { id: $id }, until: terminal, within: 300ms "
                                         "}\n  - { replay: live, proves: [toy.replay] }\n"));
    INFO(way);
    CHECK(blamed(result) == "terminal");
    CHECK(check_of(result, "stream.terminal", "terminal").expected.find("OVER or BROKEN") == 0);
    CHECK(verdict(result, "replay") == Verdict::untestable);
    CHECK(result.scenarios[0].verdict == Verdict::fail);
    CHECK(result.duration_ms < 5'000);
  }
}
