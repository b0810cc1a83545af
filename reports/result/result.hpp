// What one run of the suite found: the one source of every report. Its JSON form is reports/result.schema.json.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/vendor.hpp"
#include "result/verdict.hpp"
#include "source/json_text.hpp"

namespace confab::reports {

/// A recorded request and response. Credentials are already redacted when an Exchange is made.
struct Exchange {
  int id = 0;             // unique in the run; findings refer to it
  std::string operation;  // empty for raw requests
  std::string method, url;
  std::vector<std::pair<std::string, std::string>> request_headers;
  std::string request_body;  // at most kRecordedBytes; longer ones end in "… (N bytes)"
  int status = 0;            // 0: no response
  std::vector<std::pair<std::string, std::string>> response_headers;
  std::string response_body;  // as above; for a stream, the bytes as they came
  std::string fault;          // why there is no complete response; empty if there is
  double started_ms = 0;      // since the start of the run
  double duration_ms = 0;
};

inline constexpr std::size_t kRecordedBytes = 16 * 1024;

/// RunResult::target when the mock was started inside the process.
inline constexpr std::string_view kEmbeddedMock = "embedded mock";

/// One judgement. `clause` may be empty: then it counts for the step only.
struct CheckResult {
  std::string check;  // "status", "stream.order.text", "expect.body", …; the same id whether it passes or fails
  std::string clause;
  Verdict verdict = Verdict::pass;
  std::string expected, actual;  // for people; empty on a pass
  std::string reason;            // for skip, untestable and error
  int exchange = 0;              // Exchange::id; 0: none
};

struct StepResult {
  std::string kind;   // "call", "stream", …
  std::string name;   // the step's name, or what it does: "call create_conversation"
  std::string place;  // "scenarios/reveng/replay.yaml:31"
  Verdict verdict = Verdict::untested;
  std::string reason;
  std::vector<CheckResult> checks;
  std::vector<Exchange> exchanges;
  double duration_ms = 0;
};

struct ScenarioResult {
  std::string id, title, vendor;
  Verdict verdict = Verdict::untested;
  std::string reason;
  std::vector<StepResult> steps;
  double duration_ms = 0;
};

/// The two lists of a baseline.
enum class KnownAs { failing, flaky };
[[nodiscard]] std::string_view to_string(KnownAs list);  // "known_failing", "known_flaky"
[[nodiscard]] std::optional<KnownAs> parse_known_as(std::string_view word);

/// The line of a baseline that lists a clause. A clause that is listed need not have failed.
struct Known {
  KnownAs as = KnownAs::failing;
  std::string reason;
  std::string place;  // "baseline.yaml:3"
};

/// A line of a baseline that has to go: what it says is not so any more.
struct StaleLine {
  std::string clause;  // the clause, or what the line has in its place
  KnownAs as = KnownAs::failing;
  std::string place;  // "baseline.yaml:3"
  std::string why;
};

/// How a clause was seen to fail in the kill matrix (`confab selftest`).
struct KilledBy {
  std::string deviation;  // as `confab mock --deviate` takes it
  std::string check;      // that told
  std::string place;      // the step whose exchange deviated: "scenarios/reveng/replay.yaml:31"
};

struct ClauseResult {
  spec::Clause clause;
  std::string vendor;
  Verdict verdict = Verdict::untested;
  std::string reason;  // why skipped or untestable; the exclusion's reason
  bool excluded = false;
  std::vector<std::string> proofs;         // scenario ids that reached it
  std::optional<Known> known = {};         // set where a baseline lists the clause
  std::optional<KilledBy> killed_by = {};  // set where a kill matrix was given that has it
};

/// Something the run created, or may have, and that is still there.
struct Leftover {
  std::string vendor, operation;  // that created it
  std::string id;                 // empty: no answer told it
  std::string persona;
  std::string remove;        // what would delete it: "DELETE /v2/…"; empty if nothing is known that does
  std::string reason;        // why it is still there
  bool by_contract = false;  // nothing went wrong: the contract has no operation that deletes it
};

/// Answers with 429 after which confab waited and asked again, and how long the run stood still for them.
struct Throttling {
  int refusals = 0;
  double waited_ms = 0;
};

struct RunResult {
  std::string tool_version, started_at, run_id;
  std::string target;  // base URL, without credentials; "embedded mock" for the mock inside the process
  std::vector<std::string> vendors;
  bool partial = false;      // --only, --skip or --read-only left something out
  bool strict = false;       // warnings count as failures
  bool interrupted = false;  // a signal ended it early; it is partial then
  std::vector<std::string>
      options;  // of the command line, what a repetition needs besides target and scenario; credentials by reference only
  std::string fault;  // set when the deployment could not be reached
  Throttling throttling = {};
  std::vector<ScenarioResult> scenarios;
  std::vector<ClauseResult> clauses;
  std::vector<Leftover> left_behind;
  std::string ledger;                 // the file from which `confab cleanup` goes on; empty: nothing in it to be done
  std::vector<StaleLine> stale = {};  // of the baselines
  double duration_ms = 0;
};

/// Worst of all checks of a step, steps of a scenario.
[[nodiscard]] Verdict worst(const std::vector<CheckResult>& checks);
[[nodiscard]] Verdict worst(const std::vector<StepResult>& steps);

/// Counts of clauses by verdict, every verdict present; excluded clauses are counted apart under "excluded".
[[nodiscard]] std::map<std::string, int> summary(const RunResult& run);

/// A clause, step or check failed, or warned under strict.
[[nodiscard]] bool failed(const RunResult& run);

/// At least one check came to a judgement. A run in which everything was skipped says nothing about the deployment.
[[nodiscard]] bool judged(const RunResult& run);

/// About the deployment alone, whatever a baseline knows: true, false, or null: false when a clause or check failed (or
/// warned, under strict); null when nothing failed but the run was partial or something was untestable, untested or an
/// error, or nothing was judged at all, so that nothing can be said.
[[nodiscard]] source::Json conformant(const RunResult& run);

/// Something that the run created could not be taken away, though the contract has an operation for it.
[[nodiscard]] bool littered(const RunResult& run);

/// 0 nothing failed and nothing was left open that was asked for, 1 failed, untestable, untested, nothing judged or
/// littered, 3 error or unreachable. A partial run exits 0 when everything selected passed. A breach that was seen outweighs
/// an error of ours elsewhere. What a baseline excuses (see Excuses) does not count; a stale line of it is 1.
[[nodiscard]] int exit_status(const RunResult& run);

/// The command that repeats one scenario of this run.
[[nodiscard]] std::string repeat_command(const RunResult& run, const ScenarioResult& scenario);

}  // namespace confab::reports
