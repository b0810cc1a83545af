#include "result/json_result.hpp"

#include <cmath>

namespace confab::reports {
namespace {

using source::Json;

/// Microseconds are as fine as anybody reads.
double rounded(double milliseconds) {
  return std::round(milliseconds * 1000) / 1000;
}

Json text_or_null(const std::string& text) {
  return text.empty() ? Json() : Json(text);
}

Json headers_to_json(const std::vector<std::pair<std::string, std::string>>& headers) {
  Json list = Json::array();
  for (const auto& [name, value] : headers) list.push_back({{"name", name}, {"value", value}});
  return list;
}

Json exchange_to_json(const Exchange& exchange) {
  Json response;
  if (exchange.status != 0) {
    response = {{"status", exchange.status},
                {"headers", headers_to_json(exchange.response_headers)},
                {"body", exchange.response_body}};
  }
  return {{"id", exchange.id},
          {"operation", text_or_null(exchange.operation)},
          {"request",
           {{"method", exchange.method},
            {"url", exchange.url},
            {"headers", headers_to_json(exchange.request_headers)},
            {"body", exchange.request_body}}},
          {"response", response},
          {"fault", exchange.fault},
          {"started_ms", rounded(exchange.started_ms)},
          {"duration_ms", rounded(exchange.duration_ms)}};
}

Json check_to_json(const CheckResult& check) {
  return {{"check", check.check},
          {"clause", text_or_null(check.clause)},
          {"verdict", to_string(check.verdict)},
          {"expected", check.expected},
          {"actual", check.actual},
          {"reason", check.reason},
          {"exchange", check.exchange == 0 ? Json() : Json(check.exchange)}};
}

template <typename Part>
Json list_to_json(const std::vector<Part>& parts, Json (*convert)(const Part&)) {
  Json list = Json::array();
  for (const Part& part : parts) list.push_back(convert(part));
  return list;
}

Json step_to_json(const StepResult& step) {
  return {{"kind", step.kind},
          {"name", step.name},
          {"place", step.place},
          {"verdict", to_string(step.verdict)},
          {"reason", step.reason},
          {"checks", list_to_json(step.checks, check_to_json)},
          {"exchanges", list_to_json(step.exchanges, exchange_to_json)},
          {"duration_ms", rounded(step.duration_ms)}};
}

Json scenario_to_json(const ScenarioResult& scenario, const RunResult& run) {
  return {{"id", scenario.id},
          {"title", scenario.title},
          {"vendor", scenario.vendor},
          {"verdict", to_string(scenario.verdict)},
          {"reason", scenario.reason},
          {"repeat", repeat_command(run, scenario)},
          {"steps", list_to_json(scenario.steps, step_to_json)},
          {"duration_ms", rounded(scenario.duration_ms)}};
}

Json known_to_json(const std::optional<Known>& known) {
  if (!known) return {};
  return {{"list", to_string(known->as)}, {"reason", known->reason}, {"place", known->place}};
}

Json killed_by_to_json(const std::optional<KilledBy>& killed) {
  if (!killed) return {};
  return {{"deviation", killed->deviation}, {"check", killed->check}, {"place", killed->place}};
}

Json stale_to_json(const StaleLine& line) {
  return {{"clause", line.clause}, {"list", to_string(line.as)}, {"place", line.place}, {"why", line.why}};
}

Json clause_to_json(const ClauseResult& result) {
  const spec::Clause& clause = result.clause;
  return {{"id", clause.id},
          {"vendor", result.vendor},
          {"operation", text_or_null(clause.operation)},
          {"level", spec::to_string(clause.level)},
          {"provenance", spec::to_string(clause.provenance)},
          {"source", clause.source},
          {"text", clause.text},
          {"proved_by", clause.proved_by},
          {"verdict", result.excluded ? kExcluded : to_string(result.verdict)},
          {"reason", result.reason},
          {"known", known_to_json(result.known)},
          {"killed_by", killed_by_to_json(result.killed_by)},
          {"proofs", result.proofs}};
}

Json leftover_to_json(const Leftover& left) {
  return {{"vendor", left.vendor},          {"operation", left.operation},         {"id", text_or_null(left.id)},
          {"persona", left.persona},        {"delete", text_or_null(left.remove)}, {"reason", left.reason},
          {"by_contract", left.by_contract}};
}

}  // namespace

Json to_json(const RunResult& run) {
  Json scenarios = Json::array();
  for (const ScenarioResult& scenario : run.scenarios) scenarios.push_back(scenario_to_json(scenario, run));
  return {{"format", kResultFormat},
          {"format_version", kResultVersion},
          {"tool_version", run.tool_version},
          {"run_id", run.run_id},
          {"started_at", run.started_at},
          {"duration_ms", rounded(run.duration_ms)},
          {"target", run.target},
          {"vendors", run.vendors},
          {"options", run.options},
          {"partial", run.partial},
          {"strict", run.strict},
          {"interrupted", run.interrupted},
          {"fault", run.fault},
          {"throttling", {{"refusals", run.throttling.refusals}, {"waited_ms", rounded(run.throttling.waited_ms)}}},
          {"conformant", conformant(run)},
          {"exit_status", exit_status(run)},
          {"summary", summary(run)},
          {"stale", list_to_json(run.stale, stale_to_json)},
          {"clauses", list_to_json(run.clauses, clause_to_json)},
          {"scenarios", scenarios},
          {"left_behind", list_to_json(run.left_behind, leftover_to_json)},
          {"ledger", text_or_null(run.ledger)}};
}

}  // namespace confab::reports
