#include "loader/read_stream_steps.hpp"

#include <algorithm>
#include <utility>

#include "loader/matcher_rules.hpp"
#include "loader/read_exchange.hpp"
#include "loader/read_expectations.hpp"
#include "loader/template_text.hpp"
#include "source/nearest_word.hpp"

namespace confab::scenarios {
namespace {

constexpr int kMostFrames = 1'000'000;

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

/// Where no frame is terminal, the end of the body is.
Until to_the_end_without_terminals(Until until, const Scope& scope, std::string_view operation) {
  const bool none = scope.vendor.stream(operation)->terminals.empty();
  return until.kind == Until::Kind::terminal && none ? Until{Until::Kind::end, {}, 1} : until;
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

Until read_awaited(const Node& node, const Scope& scope, std::string_view operation) {
  static const std::vector<std::string> kWays{"frame", "terminal", "end"};
  std::vector<Node> given;
  for (const std::string& way : kWays) {
    if (const auto member = node.member(way)) given.push_back(*member);
  }
  if (given.empty() && !node.member("match")) {
    node.required("await").fail("this waits for nothing", "Add frame: NAME, match: {…}, terminal: true or end: true.");
  }
  if (given.size() > 1) given.back().fail_key("frame, terminal and end exclude each other", "Keep one of them.");
  const auto count = node.member("count");
  const bool counts = given.empty() || node.member("frame");
  if (count && !counts) count->fail_key("only frames are counted", "Add frame: NAME.");
  if (counts) {
    const auto frame = node.member("frame");
    return {Until::Kind::frame, frame ? read_frame(*frame, scope, operation) : std::string(),
            count ? count->integer(1, kMostFrames) : 1};
  }
  given.front().expect_true();
  return {node.member("end") ? Until::Kind::end : Until::Kind::terminal, {}, 1};
}

/// An operation whose stream travels in the way the step says.
std::string check_travels(const Node& operation, const Scope& scope, bool by_socket) {
  const std::string id = operation.some_text();
  std::vector<std::string> fitting;
  for (const auto& [known, stream] : scope.vendor.streams) {
    if ((stream.framing == spec::Framing::websocket) == by_socket) fitting.push_back(known);
  }
  if (std::find(fitting.begin(), fitting.end(), id) != fitting.end()) return id;
  if (scope.vendor.stream(id) == nullptr) operation.fail(id + " does not stream", source::suggest(id, fitting));
  operation.fail(id + (by_socket ? " is no WebSocket" : " is a WebSocket"),
                 by_socket ? "Write stream: " + id + "." : "Write socket: " + id + ".");
}

/// The part of a step that `stream` and `socket` share, once the exchange and its `until` are read.
void finish_stream(Step& step, const Node& node, StreamStep stream, Scope& scope) {
  const std::string& operation = stream.exchange.operation;
  stream.until = to_the_end_without_terminals(stream.until, scope, operation);
  for (const Save& save : stream.exchange.save) {
    if (!save.text && save.header.empty())
      node.required("save").fail("a stream has no body to save from", "Save its text, { text: true }, or await a frame.");
  }
  step.expect = read_expectations(node, Expecting::stream, operation, scope);
  scope.learn(stream.exchange.save);
  scope.streams.emplace(stream.as, operation);
  step.action = std::move(stream);
}

/// "81 02 68 69": bytes in hexadecimal, spaces between them as one likes.
std::string read_hex(const Node& value) {
  std::string digits = value.some_text();
  std::erase(digits, ' ');
  const bool hex = digits.find_first_not_of("0123456789abcdefABCDEF") == std::string::npos;
  if (!hex || digits.empty() || digits.size() % 2 != 0) {
    value.fail("not bytes in hexadecimal", "Write two digits for each byte, in quotes: '81 02 68 69'.");
  }
  std::string bytes;
  for (std::size_t at = 0; at < digits.size(); at += 2)
    bytes += static_cast<char>(std::stoi(digits.substr(at, 2), nullptr, 16));
  return bytes;
}

std::string read_sent_text(const Node& value, const Scope& scope) {
  check_references(value, scope);
  return value.text();
}

void read_sent(SendStep& send, const Node& value, const Scope& scope) {
  switch (send.what) {
    case SendStep::What::json:
      check_references(value, scope);
      send.json = value.json();
      return;
    case SendStep::What::raw:
      send.bytes = read_hex(value);
      return;
    case SendStep::What::ping:
      send.bytes = read_sent_text(value, scope);
      if (constexpr std::size_t kLongestPing = 125; send.bytes.size() > kLongestPing)  // RFC 6455, 5.5
        value.fail("a ping carries at most 125 bytes", "Send what is longer with raw.");
      return;
    default:
      send.bytes = read_sent_text(value, scope);
  }
}

}  // namespace

void fail_taken(const Node& as, std::string_view name) {
  as.fail("there is already a stream " + in_quotes(name), "Choose another name.");
}

void read_stream(Step& step, const Node& node, Scope& scope) {
  StreamStep stream;
  stream.exchange = read_operation_exchange(node, "stream", scope, SaveFrom::stream);
  const std::string operation = check_travels(node.required("stream"), scope, false);
  stream.as = read_new_stream_name(node.required("as"), scope);
  if (const auto background = node.member("background")) stream.background = background->boolean();
  if (const auto until = node.member("until")) {
    if (stream.background) until->fail_key("a background stream is read to its end", "Remove until, or background.");
    stream.until = read_until(*until, scope, operation);
  }
  finish_stream(step, node, std::move(stream), scope);
}

void read_socket(Step& step, const Node& node, Scope& scope) {
  StreamStep stream;
  stream.socket = stream.background = true;
  stream.exchange = read_operation_exchange(node, "socket", scope, SaveFrom::stream);
  static_cast<void>(check_travels(node.required("socket"), scope, true));
  stream.as = read_new_stream_name(node.required("as"), scope);
  finish_stream(step, node, std::move(stream), scope);
}

void read_send(Step& step, const Node& node, Scope& scope) {
  using What = SendStep::What;
  static const std::vector<std::pair<std::string, What>> kWays{
      {"text", What::text}, {"json", What::json}, {"ping", What::ping}, {"raw", What::raw}};
  SendStep send;
  send.stream = read_open_stream(node.required("send"), scope);
  if (scope.vendor.stream(scope.streams[send.stream])->framing != spec::Framing::websocket)
    node.required("send").fail("the stream " + in_quotes(send.stream) + " is no WebSocket",
                               "Open one with socket: OPERATION.");
  std::string given;
  for (const auto& [key, what] : kWays) {
    const auto value = node.member(key);
    if (!value) continue;
    if (!given.empty()) value->fail_key("one step sends either " + given + " or " + key, "Make it two steps.");
    given = key;
    send.what = what;
    read_sent(send, *value, scope);
  }
  if (given.empty()) node.fail("this sends nothing", "Add text: …, json: {…}, ping: TEXT or raw: HEX.");
  step.action = std::move(send);
}

void read_await(Step& step, const Node& node, Scope& scope) {
  AwaitStep await;
  await.stream = read_open_stream(node.required("await"), scope);
  const std::string& operation = scope.streams[await.stream];
  await.until = to_the_end_without_terminals(read_awaited(node, scope, operation), scope, operation);
  const auto match = node.member("match");
  const auto save = node.member("save");
  if (match && await.until.kind == Until::Kind::end)
    match->fail_key("the end of a stream has no payload", "Await a frame or the terminal instead.");
  if (match) {
    check_matcher(*match, scope);
    await.match = match->json();
  }
  if (const auto onward = node.member("onward")) {
    onward->expect_true();
    if (await.until.kind == Until::Kind::end)
      onward->fail_key("the end of a stream comes after everything", "Leave it out.");
    await.onward = true;
  }
  step.expect = read_expectations(node, Expecting::awaited, operation, scope);
  if (save) await.save = read_saves(*save, SaveFrom::frame);
  for (const Save& each : await.save) {
    if (await.until.kind == Until::Kind::end && !each.text)
      save->fail_key("the end of a stream has no payload", "Save its text: { text: true }.");
  }
  scope.learn(await.save);
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

}  // namespace confab::scenarios
