// The run that goldens show of a baseline: every failure in it is known, and one line of the baseline is stale.
#pragma once

#include "goldens/sample_run.hpp"

namespace confab::reports {

inline ClauseResult known_clause(ClauseResult clause, KnownAs as, std::string reason, int line) {
  clause.known = Known{as, std::move(reason), "baseline.yaml:" + std::to_string(line)};
  return clause;
}

/// Without the stale line.
inline RunResult known_run() {
  using spec::Provenance;
  RunResult run = sample_run();
  run.left_behind.clear();  // a baseline excuses clauses, nothing else
  run.ledger.clear();
  run.scenarios = sample_failures();
  run.scenarios.push_back(std::move(sample_others().front()));
  run.clauses = {sample_clause("created", "create_conversation", Verdict::pass, Provenance::sdk, "", {"reveng/cancel"}),
                 known_clause(sample_clause("no_run", "cancel_run", Verdict::fail, Provenance::seed, "",
                                            {"reveng/cancel", "reveng/cancel_again"}),
                              KnownAs::failing, "ticket 4711: <fixed> in \"May\"", 3),
                 known_clause(sample_clause("order", "stream_events", Verdict::fail, Provenance::seed, "", {"reveng/order"}),
                              KnownAs::flaky, "the proxy drops streams at night", 8),
                 known_clause(sample_clause("live", "stream_events", Verdict::untestable, Provenance::seed,
                                            "an earlier step failed", {"reveng/untestable"}),
                              KnownAs::failing, "the backend is down", 5)};
  return run;
}

inline RunResult stale_run() {
  RunResult run = known_run();
  run.clauses[0] = known_clause(std::move(run.clauses[0]), KnownAs::failing, "ticket 42", 6);
  run.stale = {{run.clauses[0].clause.id, KnownAs::failing, "baseline.yaml:6", "it is listed as failing and passes"},
               {"reveng.get_conversation.gone", KnownAs::flaky, "baseline.yaml:9", "there is no such clause any more."}};
  return run;
}

}  // namespace confab::reports
