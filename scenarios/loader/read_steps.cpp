#include "loader/read_steps.hpp"

#include <algorithm>
#include <span>
#include <utility>

#include "loader/matcher_rules.hpp"
#include "loader/read_exchange.hpp"
#include "loader/read_expectations.hpp"
#include "loader/template_text.hpp"
#include "source/nearest_word.hpp"

namespace confab::scenarios {
namespace {

constexpr int kMostFrames = 1'000'000;
constexpr int kMostTimes = 1'000;

void learn(const std::vector<Save>& saves, Scope& scope) {
  for (const Save& save : saves) scope.saved.insert(save.name);
}

void read_call(Step& step, const Node& node, Scope& scope) {
  CallStep call{read_operation_exchange(node, "call", scope)};
  step.expect = read_expectations(node, Expecting::exchange, {}, scope);
  learn(call.exchange.save, scope);
  step.action = std::move(call);
}

void read_request(Step& step, const Node& node, Scope& scope) {
  CallStep call{read_raw_exchange(node, "request", scope)};
  step.expect = read_expectations(node, Expecting::exchange, {}, scope);
  learn(call.exchange.save, scope);
  step.action = std::move(call);
}

void read_poll(Step& step, const Node& node, Scope& scope) {
  PollStep poll{read_operation_exchange(node, "poll", scope)};
  static_cast<void>(node.required("expect"));
  step.expect = read_expectations(node, Expecting::exchange, {}, scope);
  learn(poll.exchange.save, scope);
  step.action = std::move(poll);
}

Until read_until(const Node& value, const Scope& scope, std::string_view operation) {
  static const std::vector<std::string> kKeys{"frame", "count"};
  if (value.json() == "terminal") return {Until::Kind::terminal, {}, 1};
  if (value.json() == "end") return {Until::Kind::end, {}, 1};
  if (!value.json().is_object()) {
    const std::string given = value.some_text();
    auto known = keys_of(scope.vendor.stream(operation)->frames);
    known.insert(known.end(), {"terminal", "end"});
    if (std::find(known.begin(), known.end(), given) == known.end()) value.fail_unknown("frame", given, known);
    return {Until::Kind::frame, given, 1};
  }
  value.expect_keys(kKeys);
  Until until{Until::Kind::frame, read_frame(value.required("frame"), scope, operation), 1};
  if (const auto count = value.member("count")) until.count = count->integer(1, kMostFrames);
  return until;
}

[[noreturn]] void fail_taken(const Node& as, std::string_view name) {
  as.fail("there is already a stream " + in_quotes(name), "Choose another name.");
}

std::string read_new_stream_name(const Node& as, const Scope& scope) {
  std::string name = as.some_text();
  if (!is_name(name)) as.fail(in_quotes(name) + " cannot be referred to", "Use letters, digits and _ for a stream's name.");
  if (name == "stored" || name == "text") {
    as.fail(in_quotes(name) + " means something else in `compare`", "Choose another name.");
  }
  if (scope.streams.contains(name)) fail_taken(as, name);
  return name;
}

void read_stream(Step& step, const Node& node, Scope& scope) {
  StreamStep stream;
  stream.exchange = read_operation_exchange(node, "stream", scope);
  const std::string& operation = stream.exchange.operation;
  if (scope.vendor.stream(operation) == nullptr) {
    node.required("stream").fail(operation + " does not stream", source::suggest(operation, keys_of(scope.vendor.streams)));
  }
  stream.as = read_new_stream_name(node.required("as"), scope);
  if (const auto background = node.member("background")) stream.background = background->boolean();
  if (const auto until = node.member("until")) {
    if (stream.background) until->fail_key("a background stream is read to its end", "Remove until, or background.");
    stream.until = read_until(*until, scope, operation);
  }
  step.expect = read_expectations(node, Expecting::stream, operation, scope);
  learn(stream.exchange.save, scope);
  scope.streams.emplace(stream.as, operation);
  step.action = std::move(stream);
}

Until read_awaited(const Node& node, const Scope& scope, std::string_view operation) {
  static const std::vector<std::string> kWays{"frame", "terminal", "end"};
  std::vector<Node> given;
  for (const std::string& way : kWays) {
    if (const auto member = node.member(way)) given.push_back(*member);
  }
  if (given.empty()) node.required("await").fail("this waits for nothing", "Add frame: NAME, terminal: true or end: true.");
  if (given.size() > 1) given.back().fail_key("frame, terminal and end exclude each other", "Keep one of them.");
  const auto count = node.member("count");
  if (count && !node.member("frame")) count->fail_key("only frames are counted", "Add frame: NAME.");
  Until until;
  if (const auto frame = node.member("frame")) {
    until = {Until::Kind::frame, read_frame(*frame, scope, operation), count ? count->integer(1, kMostFrames) : 1};
  } else {
    given.front().expect_true();
    until.kind = node.member("end") ? Until::Kind::end : Until::Kind::terminal;
  }
  return until;
}

void read_await(Step& step, const Node& node, Scope& scope) {
  AwaitStep await;
  await.stream = read_open_stream(node.required("await"), scope);
  await.until = read_awaited(node, scope, scope.streams[await.stream]);
  const auto match = node.member("match");
  const auto save = node.member("save");
  if (await.until.kind == Until::Kind::end && (match || save)) {
    (match ? *match : *save).fail_key("the end of a stream has no payload", "Await a frame or the terminal instead.");
  }
  if (match) {
    check_matcher(*match, scope);
    await.match = match->json();
  }
  if (save) await.save = read_saves(*save, false);
  learn(await.save, scope);
  step.action = std::move(await);
}

void read_replay(Step& step, const Node& node, Scope& scope) {
  ReplayStep replay;
  replay.stream = read_open_stream(node.required("replay"), scope);
  if (!scope.vendor.stream(scope.streams[replay.stream])->replay) {
    node.required("replay").fail("streams of " + scope.streams[replay.stream] + " cannot be replayed");
  }
  const auto cuts = node.member("cuts");
  if (cuts && cuts->json() != "all") {
    replay.cuts.emplace();
    for (const Node& item : cuts->some_items()) replay.cuts->push_back(item.integer(0, kMostFrames));
  }
  step.action = std::move(replay);
}

void read_close(Step& step, const Node& node, Scope& scope) {
  step.action = CloseStep{read_open_stream(node.required("close"), scope)};
}

void read_compare(Step& step, const Node& node, Scope& scope) {
  CompareStep compare;
  compare.stream = read_open_stream(node.required("compare"), scope);
  const Node with = node.required("with");
  compare.with = with.some_text();
  const spec::StreamSpec& stream = *scope.vendor.stream(scope.streams[compare.stream]);
  if (compare.with == "stored" || compare.with == "text") {
    const bool comparable = stream.stored && (compare.with == "stored" || stream.text);
    if (!comparable) with.fail(stream.operation + " has no stored form to compare with");
  } else if (!scope.streams.contains(compare.with)) {
    auto known = keys_of(scope.streams);
    known.insert(known.end(), {"stored", "text"});
    with.fail_unknown("stream", compare.with, known);
  } else if (compare.with == compare.stream) {
    with.fail("a stream always equals itself", "Compare it with stored, text or another stream.");
  }
  step.action = std::move(compare);
}

void read_parallel(Step& step, const Node& node, Scope& scope);

// Every kind of step: the key that names it, the keys beside that one and beside kCommonKeys, and how it is read.
struct Row {
  std::string name;
  std::vector<std::string> options;
  void (*read)(Step&, const Node&, Scope&);
};

const std::vector<std::string> kCommonKeys{"name", "persona", "proves", "needs", "only_while"};

const std::vector<Row>& rows() {
  static const std::vector<Row> kRows{
      {"call", {"path", "query", "headers", "body", "raw_body", "content_type", "expect", "save"}, read_call},
      {"request", {"query", "headers", "body", "raw_body", "content_type", "expect", "save"}, read_request},
      {"stream",
       {"path", "query", "headers", "body", "raw_body", "content_type", "expect", "save", "as", "until", "background",
        "within"},
       read_stream},
      {"await", {"frame", "count", "terminal", "end", "match", "within", "save"}, read_await},
      {"replay", {"cuts", "within"}, read_replay},
      {"close", {}, read_close},
      {"poll", {"path", "query", "headers", "body", "raw_body", "content_type", "expect", "save", "within"}, read_poll},
      {"parallel", {"expect", "times"}, read_parallel},
      {"compare", {"with"}, read_compare},
  };
  return kRows;
}

std::vector<std::string> keys_of_row(const Row& row) {
  std::vector<std::string> keys = row.options;
  keys.push_back(row.name);
  keys.insert(keys.end(), kCommonKeys.begin(), kCommonKeys.end());
  return keys;
}

bool is_step_key(std::string_view key) {
  return std::any_of(rows().begin(), rows().end(), [&](const Row& row) {
    const auto keys = keys_of_row(row);
    return std::find(keys.begin(), keys.end(), key) != keys.end();
  });
}

// The key that was most likely meant to name the step is the one that no kind of step has.
[[noreturn]] void fail_without_kind(const Node& node) {
  const auto names = names_of(rows(), &Row::name);
  for (const auto& [key, value] : node.members()) {
    if (!is_step_key(key)) value.fail_key("unknown step " + in_quotes(key), source::suggest(key, names));
  }
  node.fail("this step does nothing", source::suggest("", names));
}

const Row& row_of(const Node& node) {
  const Row* found = nullptr;
  for (const Row& row : rows()) {
    const auto member = node.member(row.name);
    if (!member) continue;
    if (found != nullptr) member->fail_key("one step is either " + found->name + " or " + row.name, "Make it two steps.");
    found = &row;
  }
  if (found == nullptr) fail_without_kind(node);
  return *found;
}

void read_common(Step& step, const Node& node, const Scope& scope) {
  if (const auto name = node.member("name")) step.name = name->some_text();
  if (const auto persona = node.member("persona")) step.persona = read_persona(*persona, scope.vendor);
  if (const auto proves = node.member("proves")) step.proves = read_clauses(*proves, scope.vendor);
  if (const auto needs = node.member("needs")) step.needs = read_features(*needs, scope.vendor);
  if (const auto stream = node.member("only_while")) step.only_while = read_open_stream(*stream, scope);
  if (const auto within = node.member("within")) {
    step.within = within->duration();
    if (step.within == Duration{0}) within->fail("nothing happens within no time at all");
  }
}

Step read_step(const Node& node, Scope& scope) {
  const Row& row = row_of(node);
  node.expect_keys(keys_of_row(row));
  Step step;
  step.place = node.place();
  read_common(step, node, scope);
  row.read(step, node, scope);
  return step;
}

// The steps start at once, so none of them can use what another one saves or opens.
void read_parallel(Step& step, const Node& node, Scope& scope) {
  ParallelStep parallel;
  const Scope before = scope;
  const std::vector<Node> items = node.required("parallel").some_items();
  for (const Node& item : items) {
    if (const auto nested = item.member("parallel"))
      nested->fail_key("parallel steps cannot be nested", "Put them into one list.");
    Scope inner = before;
    parallel.steps.push_back(read_step(item, inner));
    for (const auto& [name, operation] : inner.streams) {
      if (scope.streams.contains(name) && !before.streams.contains(name)) fail_taken(item.required("as"), name);
    }
    scope.merge(inner);
  }
  if (const auto times = node.member("times")) {
    if (items.size() > 1)
      times->fail_key("only a single step can be played several times", "Keep one step, or remove times.");
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
  for (const Row& row : rows()) keys.emplace(row.name, keys_of_row(row));
  return keys;
}

}  // namespace confab::scenarios
