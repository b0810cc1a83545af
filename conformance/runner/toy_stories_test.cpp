#include "runner/toy_stories.hpp"

namespace confab::conformance::toy {

using reports::Verdict;

const spec::Vendor& the_vendor() {
  static const spec::Vendor made = vendor();
  return made;
}

scenarios::Scenario story(const std::string& yaml, const std::string& id) {
  return scenarios::load_scenario(source::Document::parse_yaml(id + ".yaml", yaml), id, the_vendor());
}

const std::string kOpening = R"(
title: A story
vendor: toy
prompts: { hello: Say hello. }
agent:
  - on: hello
    do: [{ say: Hello., chunks: 3 }]
)";

const std::string kCreateAndTell = R"(
  - call: create
    body: { title: one }
    expect: { status: 201 }
    save: { id: /id }
  - call: tell
    path: { id: $id }
    body: { text: $prompts.hello }
    expect: { status: 202 }
)";
std::string told(const std::string& steps) {
  return kOpening + "steps:" + kCreateAndTell + steps;
}

const std::string kReadToTheEnd = R"(
  - { stream: events, as: live, path: { id: $id }, until: terminal, within: 2s }
)";

reports::RunResult run(const Server& server, const std::string& yaml, Deployment deployment) {
  if (deployment.base_url.empty()) deployment = server.deployment();
  return run_suite(the_vendor(), {story(yaml)}, deployment, {});
}

const reports::ClauseResult& clause(const reports::RunResult& result, const std::string& id) {
  for (const auto& row : result.clauses) {
    if (row.clause.id == "toy." + id) return row;
  }
  FAIL("no clause " << id);
  return result.clauses.front();
}

Verdict verdict(const reports::RunResult& result, const std::string& id) {
  return clause(result, id).verdict;
}

std::string blamed(const reports::RunResult& result) {
  std::string ids;
  for (const auto& row : result.clauses) {
    const bool breach = row.verdict == Verdict::fail || row.verdict == Verdict::warn || row.verdict == Verdict::info;
    if (breach) ids += (ids.empty() ? "" : " ") + row.clause.id.substr(4);
  }
  return ids;
}

const reports::CheckResult& check_of(const reports::RunResult& result, const std::string& id, const std::string& of_clause) {
  for (const auto& step : result.scenarios.at(0).steps) {
    for (const auto& check : step.checks) {
      if (check.check == id && check.clause == "toy." + of_clause && check.verdict > Verdict::pass) return check;
    }
  }
  FAIL("no broken check " << id << " of " << of_clause);
  return result.scenarios.at(0).steps.at(0).checks.at(0);
}

const std::string& whole_story() {
  static const std::string kWhole = told(R"(
  - stream: events
    as: live
    path: { id: $id }
    until: terminal
    within: 2s
    expect:
      - { status: 200, media_type: text/event-stream, proves: [toy.a] }
      - { frames: [START, SAY, OVER], proves: [toy.a] }
      - { text: 'Hello, my friend.', proves: [toy.b] }
  - { replay: live, proves: [toy.replay], within: 2s }
  - { compare: live, with: stored, proves: [toy.history] }
  - { compare: live, with: text, proves: [toy.history] }
  - call: create
    body: { name: none }
    expect: { status: 400, body: { code: NO_TITLE }, proves: [toy.c] }
  - call: tell
    path: { id: $id }
    body: {}
    expect: { status: 202, proves: [toy.live] }
)");
  return kWhole;
}

}  // namespace confab::conformance::toy
