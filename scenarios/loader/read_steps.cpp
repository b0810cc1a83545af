#include "loader/read_steps.hpp"

#include <algorithm>
#include <span>
#include <utility>

#include "loader/read_exchange.hpp"
#include "loader/read_expectations.hpp"
#include "loader/read_stream_steps.hpp"
#include "loader/template_text.hpp"
#include "source/nearest_word.hpp"

namespace confab::scenarios {
namespace {

constexpr int kMostTimes = 1'000;

void read_call(Step& step, const Node& node, Scope& scope) {
  CallStep call{read_operation_exchange(node, "call", scope)};
  step.expect = read_expectations(node, Expecting::exchange, {}, scope);
  scope.learn(call.exchange.save);
  step.action = std::move(call);
}

void read_request(Step& step, const Node& node, Scope& scope) {
  CallStep call{read_raw_exchange(node, "request", scope)};
  step.expect = read_expectations(node, Expecting::exchange, {}, scope);
  scope.learn(call.exchange.save);
  step.action = std::move(call);
}

void read_poll(Step& step, const Node& node, Scope& scope) {
  PollStep poll{read_operation_exchange(node, "poll", scope)};
  static_cast<void>(node.required("expect"));
  step.expect = read_expectations(node, Expecting::exchange, {}, scope);
  scope.learn(poll.exchange.save);
  step.action = std::move(poll);
}

void read_parallel(Step& step, const Node& node, Scope& scope);
void read_pages(Step& step, const Node& node, Scope& scope);

// Every kind of step: the key that names it, the keys beside that one, and how it is read.
struct StepRow {
  std::string name;
  std::vector<std::string> keys;
  void (*read)(Step&, const Node&, Scope&);
};

std::vector<StepRow> with_common_keys(std::vector<StepRow> rows) {
  for (StepRow& row : rows) {
    row.keys.push_back(row.name);
    row.keys.insert(row.keys.end(), {"name", "persona", "proves", "needs", "only_while"});
  }
  return rows;
}

const std::vector<StepRow>& step_rows() {
  static const std::vector<StepRow> kRows = with_common_keys({
      {"call", {"path", "query", "headers", "body", "raw_body", "parts", "content_type", "expect", "save"}, read_call},
      {"request", {"query", "headers", "body", "raw_body", "parts", "content_type", "expect", "save"}, read_request},
      {"stream",
       {"path", "query", "headers", "body", "raw_body", "parts", "content_type", "expect", "save", "as", "until",
        "background", "within"},
       read_stream},
      {"socket", {"path", "query", "headers", "expect", "save", "as", "within"}, read_socket},
      {"send", {"text", "json", "ping", "raw", "within"}, read_send},
      {"await", {"frame", "count", "terminal", "end", "match", "onward", "within", "expect", "save"}, read_await},
      {"replay", {"cuts", "within"}, read_replay},
      {"close", {}, read_close},
      {"poll",
       {"path", "query", "headers", "body", "raw_body", "parts", "content_type", "expect", "save", "within"},
       read_poll},
      {"pages", {"path", "query", "headers", "as", "items", "next", "between", "at_most", "expect", "save"}, read_pages},
      {"parallel", {"expect", "times"}, read_parallel},
      {"compare", {"with"}, read_compare},
  });
  return kRows;
}

bool is_step_key(std::string_view key) {
  return std::any_of(step_rows().begin(), step_rows().end(),
                     [&](const StepRow& row) { return std::find(row.keys.begin(), row.keys.end(), key) != row.keys.end(); });
}

// The key that was most likely meant to name the step is the one that no kind of step has.
[[noreturn]] void fail_without_kind(const Node& node) {
  const auto names = names_of(step_rows(), &StepRow::name);
  for (const auto& [key, value] : node.members()) {
    if (!is_step_key(key)) value.fail_key("unknown step " + in_quotes(key), source::suggest(key, names));
  }
  node.fail("this step does nothing", source::suggest("", names));
}

const StepRow& row_of(const Node& node) {
  const StepRow* found = nullptr;
  for (const StepRow& row : step_rows()) {
    const auto member = node.member(row.name);
    if (!member) continue;
    if (found != nullptr) member->fail_key("one step is either " + found->name + " or " + row.name, "Make it two steps.");
    found = &row;
  }
  if (found == nullptr) fail_without_kind(node);
  return *found;
}

bool asks_something(const Step& step) {
  return std::holds_alternative<CallStep>(step.action) || std::holds_alternative<PollStep>(step.action) ||
         std::holds_alternative<ParallelStep>(step.action);
}

// Either the stream's name, or with what an answer says that came too late.
void read_only_while(Step& step, const Node& condition, const Scope& scope) {
  if (condition.json().is_string()) {
    step.only_while = read_open_stream(condition, scope);
    return;
  }
  static const std::vector<std::string> kKeys{"stream", "too_late"};
  condition.expect_keys(kKeys);
  step.only_while = read_open_stream(condition.required("stream"), scope);
  step.too_late = read_too_late(condition.required("too_late"), scope);
}

// Without the statuses any wrong answer would be excused once the run is over.
void expect_too_late(const Step& step, const Node& node) {
  const auto condition = node.member("only_while");
  if (!condition || step.too_late || !asks_something(step)) return;
  condition->fail("it is not said what is answered once the run is over",
                  "Write only_while: { stream: " + step.only_while + ", too_late: { status: … } }.");
}

void read_common(Step& step, const Node& node, const Scope& scope) {
  if (const auto name = node.member("name")) step.name = name->some_text();
  if (const auto persona = node.member("persona")) step.persona = read_persona(*persona, scope.vendor);
  if (const auto proves = node.member("proves")) step.proves = read_clauses(*proves, scope.vendor);
  if (const auto needs = node.member("needs")) step.needs = read_features(*needs, scope.vendor);
  if (const auto condition = node.member("only_while")) read_only_while(step, *condition, scope);
  if (const auto within = node.member("within")) {
    step.within = within->duration();
    if (step.within == Duration{0}) within->fail("nothing happens within no time at all");
  }
}

Step read_step(const Node& node, Scope& scope) {
  const StepRow& row = row_of(node);
  node.expect_keys(row.keys);
  Step step;
  step.place = node.place();
  read_common(step, node, scope);
  row.read(step, node, scope);
  expect_too_late(step, node);
  return step;
}

void read_next(PagesStep& pages, const Node& next) {
  static const std::vector<std::string> kLink{"link"}, kToken{"at", "query", "more"};
  if (const auto link = next.member("link")) {
    next.expect_keys(kLink);
    if (link->some_text() != "next") link->fail("the relation of the next page is called next", "Write link: next.");
    pages.by_link = true;
    return;
  }
  next.expect_keys(kToken);
  pages.token = next.required("at").pointer();
  pages.query = next.required("query").some_text();
  if (const auto more = next.member("more")) pages.more = more->pointer();
}

// What the steps between the pages save is known only after them.
void read_pages(Step& step, const Node& node, Scope& scope) {
  constexpr int kMostPages = 10'000;
  PagesStep pages;
  pages.exchange = read_operation_exchange(node, "pages", scope);
  pages.items = node.required("items").pointer();
  read_next(pages, node.required("next"));
  if (const auto at_most = node.member("at_most")) pages.at_most = at_most->integer(1, kMostPages);
  if (const auto between = node.member("between")) {
    Scope inner = scope;
    for (const Node& item : between->some_items()) pages.between.push_back(read_step(item, inner));
    scope.merge(inner);
  }
  step.expect = read_expectations(node, Expecting::exchange, {}, scope);
  scope.learn(pages.exchange.save);
  if (const auto as = node.member("as")) {
    pages.as = as->some_text();
    if (!is_name(pages.as)) as->fail(in_quotes(pages.as) + " cannot be referred to", "Use letters, digits and _.");
    scope.learn({Save{pages.as, {}, {}}});
  }
  step.action = std::move(pages);
}

// The steps start at once, so none of them can use what another one saves or opens.
void read_parallel(Step& step, const Node& node, Scope& scope) {
  ParallelStep parallel;
  const Scope before = scope;
  const std::vector<Node> items = node.required("parallel").some_items();
  for (const Node& item : items) {
    if (const auto nested = item.member("parallel")) {
      nested->fail_key("parallel steps cannot be nested", "Put them into one list.");
    }
    Scope inner = before;
    parallel.steps.push_back(read_step(item, inner));
    for (const auto& [name, operation] : inner.streams) {
      if (scope.streams.contains(name) && !before.streams.contains(name)) fail_taken(item.required("as"), name);
    }
    scope.merge(inner);
  }
  if (const auto times = node.member("times")) {
    if (items.size() > 1) {
      times->fail_key("only a single step can be played several times", "Keep one step, or remove times.");
    }
    parallel.times = times->integer(1, kMostTimes);
  }
  step.expect = read_expectations(node, Expecting::parallel, {}, before);
  step.action = std::move(parallel);
}

}  // namespace

std::vector<Step> read_steps(const Node& list, Scope& scope) {
  std::vector<Step> steps;
  for (const Node& item : list.items()) steps.push_back(read_step(item, scope));
  return steps;
}

std::map<std::string, std::vector<std::string>> step_keys() {
  std::map<std::string, std::vector<std::string>> keys;
  for (const StepRow& row : step_rows()) keys.emplace(row.name, row.keys);
  return keys;
}

}  // namespace confab::scenarios
