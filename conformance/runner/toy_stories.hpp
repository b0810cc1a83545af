// For tests: stories about the toy vendor, played against its server, and what is said of them.
#pragma once

#include <string>

#include "checks/toy_vendor.hpp"
#include "framework/catch.hpp"
#include "loader/load_scenarios.hpp"
#include "runner/run_suite.hpp"
#include "runner/toy_server.hpp"

namespace confab::conformance::toy {

/// The toy vendor, made once.
[[nodiscard]] const spec::Vendor& the_vendor();

/// The scenario that this YAML tells.
[[nodiscard]] scenarios::Scenario story(const std::string& yaml, const std::string& id = "toy/story");

/// Title, prompts and agent of a story; `steps:` comes next.
extern const std::string kOpening;
/// Creates a thing, `$id`, and tells it something.
extern const std::string kCreateAndTell;
/// Reads the stream `live` of the thing `$id` to its terminal frame.
extern const std::string kReadToTheEnd;

/// A story whose steps follow after a thing was created and told something.
[[nodiscard]] std::string told(const std::string& steps);
/// A story that touches everything the toy vendor promises.
[[nodiscard]] const std::string& whole_story();

/// Plays one story; without a base URL against that server.
[[nodiscard]] reports::RunResult run(const Server& server, const std::string& yaml, Deployment deployment = {});

/// Ids are without "toy.".
[[nodiscard]] const reports::ClauseResult& clause(const reports::RunResult& result, const std::string& id);
[[nodiscard]] reports::Verdict verdict(const reports::RunResult& result, const std::string& id);
/// The clauses that a deployment is blamed for, in order, with spaces between.
[[nodiscard]] std::string blamed(const reports::RunResult& result);
/// The broken check of that id that speaks for that clause.
[[nodiscard]] const reports::CheckResult& check_of(const reports::RunResult& result, const std::string& id,
                                                   const std::string& of_clause);

}  // namespace confab::conformance::toy
