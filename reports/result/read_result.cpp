#include <fmt/format.h>

#include "result/json_reader.hpp"
#include "result/json_result.hpp"

namespace confab::reports {
namespace {

using Headers = std::vector<std::pair<std::string, std::string>>;

Verdict read_verdict(const JsonReader& reader) {
  const auto verdict = parse_verdict(reader.text());
  if (!verdict) throw reader.error(fmt::format("\"{}\" is no verdict", reader.text()));
  return *verdict;
}

Headers read_headers(const JsonReader& reader) {
  Headers headers;
  for (const JsonReader& item : reader.items())
    headers.emplace_back(item.member("name").text(), item.member("value").text());
  return headers;
}

Exchange read_exchange(const JsonReader& reader) {
  const JsonReader request = reader.member("request");
  const JsonReader response = reader.member("response");
  Exchange exchange;
  exchange.id = reader.member("id").integer();
  exchange.operation = reader.member("operation").text_or_null();
  exchange.method = request.member("method").text();
  exchange.url = request.member("url").text();
  exchange.request_headers = read_headers(request.member("headers"));
  exchange.request_body = request.member("body").text();
  if (!response.is_null()) {
    exchange.status = response.member("status").integer();
    exchange.response_headers = read_headers(response.member("headers"));
    exchange.response_body = response.member("body").text();
  }
  exchange.fault = reader.member("fault").text();
  exchange.started_ms = reader.member("started_ms").number();
  exchange.duration_ms = reader.member("duration_ms").number();
  return exchange;
}

CheckResult read_check(const JsonReader& reader) {
  const JsonReader exchange = reader.member("exchange");
  return {.check = reader.member("check").text(),
          .clause = reader.member("clause").text_or_null(),
          .verdict = read_verdict(reader.member("verdict")),
          .expected = reader.member("expected").text(),
          .actual = reader.member("actual").text(),
          .reason = reader.member("reason").text(),
          .exchange = exchange.is_null() ? 0 : exchange.integer()};
}

template <typename Part>
std::vector<Part> read_list(const JsonReader& reader, Part (*read)(const JsonReader&)) {
  std::vector<Part> parts;
  for (const JsonReader& item : reader.items()) parts.push_back(read(item));
  return parts;
}

StepResult read_step(const JsonReader& reader) {
  return {.kind = reader.member("kind").text(),
          .name = reader.member("name").text(),
          .place = reader.member("place").text(),
          .verdict = read_verdict(reader.member("verdict")),
          .reason = reader.member("reason").text(),
          .checks = read_list(reader.member("checks"), read_check),
          .exchanges = read_list(reader.member("exchanges"), read_exchange),
          .duration_ms = reader.member("duration_ms").number()};
}

ScenarioResult read_scenario(const JsonReader& reader) {
  return {.id = reader.member("id").text(),
          .title = reader.member("title").text(),
          .vendor = reader.member("vendor").text(),
          .verdict = read_verdict(reader.member("verdict")),
          .reason = reader.member("reason").text(),
          .steps = read_list(reader.member("steps"), read_step),
          .duration_ms = reader.member("duration_ms").number()};
}

template <typename Word>
Word read_word(const JsonReader& reader, std::optional<Word> (*parse)(std::string_view), std::string_view kind) {
  const std::optional<Word> word = parse(reader.text());
  if (!word) throw reader.error(fmt::format("\"{}\" is no {}", reader.text(), kind));
  return *word;
}

Known read_known(const JsonReader& reader) {
  return {read_word(reader.member("list"), parse_known_as, "list of a baseline"), reader.member("reason").text(),
          reader.member("place").text()};
}

KilledBy read_killed_by(const JsonReader& reader) {
  return {reader.member("deviation").text(), reader.member("check").text(), reader.member("place").text()};
}

StaleLine read_stale(const JsonReader& reader) {
  return {reader.member("clause").text(), read_word(reader.member("list"), parse_known_as, "list of a baseline"),
          reader.member("place").text(), reader.member("why").text()};
}

ClauseResult read_clause(const JsonReader& reader) {
  ClauseResult result;
  result.clause.id = reader.member("id").text();
  result.clause.operation = reader.member("operation").text_or_null();
  result.clause.level = read_word(reader.member("level"), spec::parse_level, "level");
  result.clause.provenance = read_word(reader.member("provenance"), spec::parse_provenance, "provenance");
  result.clause.source = reader.member("source").text();
  result.clause.text = reader.member("text").text();
  result.clause.proved_by = reader.member("proved_by").texts();
  result.vendor = reader.member("vendor").text();
  result.excluded = reader.member("verdict").text() == kExcluded;
  if (!result.excluded) result.verdict = read_verdict(reader.member("verdict"));
  result.reason = reader.member("reason").text();
  if (result.excluded) result.clause.excluded = result.reason;
  if (const auto known = reader.member_if_any("known")) result.known = read_known(*known);
  if (const auto killed = reader.member_if_any("killed_by")) result.killed_by = read_killed_by(*killed);
  result.proofs = reader.member("proofs").texts();
  return result;
}

Leftover read_leftover(const JsonReader& reader) {
  return {.vendor = reader.member("vendor").text(),
          .operation = reader.member("operation").text(),
          .id = reader.member("id").text_or_null(),
          .persona = reader.member("persona").text(),
          .remove = reader.member("delete").text_or_null(),
          .reason = reader.member("reason").text(),
          .by_contract = reader.member("by_contract").boolean()};
}

void require_known_format(const JsonReader& reader) {
  const JsonReader format = reader.member("format");
  if (format.text() != kResultFormat) throw format.error(fmt::format("expected \"{}\"", kResultFormat));
  const JsonReader version = reader.member("format_version");
  if (version.integer() != kResultVersion) {
    throw version.error(fmt::format("this confab reads version {}, not {}", kResultVersion, version.integer()));
  }
}

}  // namespace

RunResult from_json(const source::Json& document, const std::string& file) {
  const JsonReader reader(document, file);
  require_known_format(reader);
  RunResult run;
  run.tool_version = reader.member("tool_version").text();
  run.started_at = reader.member("started_at").text();
  run.run_id = reader.member("run_id").text();
  run.target = reader.member("target").text();
  run.vendors = reader.member("vendors").texts();
  run.partial = reader.member("partial").boolean();
  run.strict = reader.member("strict").boolean();
  run.options = reader.member("options").texts();
  run.fault = reader.member("fault").text();
  if (const auto throttling = reader.member_if_any("throttling"))
    run.throttling = {throttling->member("refusals").integer(), throttling->member("waited_ms").number()};
  run.scenarios = read_list(reader.member("scenarios"), read_scenario);
  run.clauses = read_list(reader.member("clauses"), read_clause);
  if (const auto stale = reader.member_if_any("stale")) run.stale = read_list(*stale, read_stale);
  run.duration_ms = reader.member("duration_ms").number();
  // Results of earlier releases know neither signals nor ledgers.
  if (reader.has("interrupted")) run.interrupted = reader.member("interrupted").boolean();
  if (reader.has("left_behind")) run.left_behind = read_list(reader.member("left_behind"), read_leftover);
  if (reader.has("ledger")) run.ledger = reader.member("ledger").text_or_null();
  return run;
}

}  // namespace confab::reports
