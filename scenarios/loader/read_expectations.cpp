#include "loader/read_expectations.hpp"

#include <algorithm>
#include <charconv>

#include "loader/matcher_rules.hpp"
#include "loader/read_bytes.hpp"

namespace confab::scenarios {
namespace {

struct Reading {
  const Scope& scope;
  std::string_view operation;
};

constexpr int kLeastStatus = 100, kMostStatus = 599;

void read_status(Expectation& expectation, const Node& value, const Reading&) {
  if (!value.json().is_array()) {
    expectation.status = {value.integer(kLeastStatus, kMostStatus)};
    return;
  }
  for (const Node& item : value.some_items()) expectation.status.push_back(item.integer(kLeastStatus, kMostStatus));
}

void read_media_type(Expectation& expectation, const Node& value, const Reading&) {
  expectation.media_type = value.some_text();
}

void read_header_matchers(Expectation& expectation, const Node& value, const Reading& reading) {
  for (const auto& [name, matcher] : value.members()) check_matcher(matcher, reading.scope);
  expectation.headers = value.json();
}

void read_body_matcher(Expectation& expectation, const Node& value, const Reading& reading) {
  check_matcher(value, reading.scope);
  expectation.body = value.json();
}

void read_exact_bytes(Expectation& expectation, const Node& value, const Reading& reading) {
  static const std::vector<std::string> kKeys{"text", "base64"};
  value.expect_keys(kKeys);
  expectation.bytes = read_filled_bytes(value);
  if (const auto text = value.member("text")) check_references(*text, reading.scope);
}

void read_text_matcher(Expectation& expectation, const Node& value, const Reading& reading) {
  check_matcher(value, reading.scope);
  expectation.text = value.json();
}

void read_frames(Expectation& expectation, const Node& value, const Reading& reading) {
  static const std::vector<std::string> kKeys{"$exactly"};
  if (value.json().is_object()) value.expect_keys(kKeys);
  const Node list = value.json().is_object() ? value.required("$exactly") : value;
  for (const Node& item : list.items()) static_cast<void>(read_frame(item, reading.scope, reading.operation));
  expectation.frames = value.json();
}

void read_closed(Expectation& expectation, const Node& value, const Reading&) {
  expectation.closed = value.boolean();
}

void read_close_code(Expectation& expectation, const Node& value, const Reading& reading) {
  constexpr int kLeastCode = 1000, kMostCode = 4999;  // RFC 6455, 7.4.2
  const spec::StreamSpec* stream = reading.scope.vendor.stream(reading.operation);
  if (stream == nullptr || stream->framing != spec::Framing::websocket)
    value.fail_key("only a WebSocket is closed with a code", "Write closed: true for another stream.");
  if (!value.json().is_array()) {
    expectation.close = {value.integer(kLeastCode, kMostCode)};
    return;
  }
  for (const Node& item : value.some_items()) expectation.close.push_back(item.integer(kLeastCode, kMostCode));
}

void read_incremental(Expectation& expectation, const Node& value, const Reading&) {
  value.expect_true();
  expectation.incremental = true;
}

void read_statuses(Expectation& expectation, const Node& value, const Reading&) {
  for (const auto& [status, count] : value.members()) {
    int code = 0;
    const auto parsed = std::from_chars(status.data(), status.data() + status.size(), code);
    if (parsed.ptr != status.data() + status.size() || code < kLeastStatus || code > kMostStatus) {
      count.fail_key(in_quotes(status) + " is not a status", "Write statuses: { 202: 1, 409: 7 }.");
    }
    static_cast<void>(count.integer(0, 1'000));
  }
  expectation.statuses = value.json();
}

void read_proves(Expectation& expectation, const Node& value, const Reading& reading) {
  expectation.proves = read_clauses(value, reading.scope.vendor);
}

// Every key of an expectation, and in which kinds of steps it may stand.
struct ExpectationRow {
  std::string key;
  std::vector<Expecting> in;
  void (*read)(Expectation&, const Node&, const Reading&);
};

const std::vector<ExpectationRow>& expectation_rows() {
  using enum Expecting;
  static const std::vector<ExpectationRow> kRows{
      {"status", {exchange, stream}, read_status},
      {"media_type", {exchange, stream}, read_media_type},
      {"headers", {exchange, stream}, read_header_matchers},
      {"body", {exchange, stream}, read_body_matcher},
      {"bytes", {exchange}, read_exact_bytes},
      {"frames", {stream, awaited}, read_frames},
      {"closed", {stream, awaited}, read_closed},
      {"close", {stream, awaited}, read_close_code},
      {"text", {stream, awaited}, read_text_matcher},
      {"incremental", {stream}, read_incremental},
      {"statuses", {parallel}, read_statuses},
      {"proves", {exchange, stream, awaited, parallel}, read_proves},
  };
  return kRows;
}

std::vector<std::string> keys_for(Expecting expecting) {
  std::vector<std::string> keys;
  for (const ExpectationRow& row : expectation_rows()) {
    if (std::find(row.in.begin(), row.in.end(), expecting) != row.in.end()) keys.push_back(row.key);
  }
  return keys;
}

Expectation read_expectation(const Node& value, Expecting expecting, const Reading& reading) {
  value.expect_keys(expectation_keys(expecting));
  Expectation expectation;
  expectation.place = value.place();
  for (const ExpectationRow& row : expectation_rows()) {
    if (const auto member = value.member(row.key)) row.read(expectation, *member, reading);
  }
  const std::size_t asserted = value.json().size() - value.json().count("proves");
  if (asserted == 0) value.fail("this expects nothing", "Say what must hold: status, body, …");
  return expectation;
}

}  // namespace

Expectation read_too_late(const Node& value, const Scope& scope) {
  static_cast<void>(value.required("status"));
  if (const auto proves = value.member("proves")) proves->fail_key("an answer that comes too late proves nothing");
  return read_expectation(value, Expecting::exchange, Reading{scope, {}});
}

std::span<const std::string> expectation_keys(Expecting expecting) {
  static const std::vector<std::string> kExchange = keys_for(Expecting::exchange);
  static const std::vector<std::string> kStream = keys_for(Expecting::stream);
  static const std::vector<std::string> kAwaited = keys_for(Expecting::awaited);
  static const std::vector<std::string> kParallel = keys_for(Expecting::parallel);
  switch (expecting) {
    case Expecting::stream:
      return kStream;
    case Expecting::awaited:
      return kAwaited;
    case Expecting::parallel:
      return kParallel;
    default:
      return kExchange;
  }
}

std::vector<Expectation> read_expectations(const Node& step, Expecting expecting, std::string_view operation,
                                           const Scope& scope) {
  const auto expect = step.member("expect");
  if (!expect) return {};
  const Reading reading{scope, operation};
  if (!expect->json().is_array()) return {read_expectation(*expect, expecting, reading)};
  std::vector<Expectation> expectations;
  for (const Node& item : expect->some_items()) expectations.push_back(read_expectation(item, expecting, reading));
  return expectations;
}

}  // namespace confab::scenarios
