#include "runner/expectation.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "checks/breach_tally.hpp"
#include "model/operation.hpp"
#include "runner/matcher.hpp"
#include "runner/stream_text.hpp"

namespace confab::conformance {
namespace {

using scenarios::Expectation;
using source::Json;

std::string answer_text(const HttpResponse& response) {
  if (response.status == 0) return "no response: " + response.fault_text;
  return fmt::format("status {}: {}", response.status, response.body.empty() ? "no body" : excerpt(response.body));
}

Outcome judge_status(const Expectation& expectation, const HttpResponse& response) {
  const auto& allowed = expectation.status;
  if (std::find(allowed.begin(), allowed.end(), response.status) != allowed.end()) return held("expect.status");
  std::vector<std::string> words;
  for (const int status : allowed) words.push_back(std::to_string(status));
  return broken("expect.status", "status " + any_of(words), answer_text(response));
}

Outcome judge_matcher(std::string check, const Json& matcher, const Json* actual) {
  const auto mismatches = match(matcher, actual);
  if (mismatches.empty()) return held(std::move(check));
  return broken(std::move(check), expected_text(mismatches), actual_text(mismatches));
}

Outcome judge_media_type(const std::string& expected, const HttpResponse& response) {
  const std::string given = response.header("content-type");
  if (spec::essence(given) == spec::essence(expected)) return held("expect.media_type");
  return broken("expect.media_type", expected, given.empty() ? "no Content-Type" : excerpt(given));
}

Outcome judge_headers(const Json& matchers, const HttpResponse& response) {
  std::vector<Mismatch> all;
  for (const auto& [name, matcher] : matchers.items()) {
    const std::string value = response.header(name);
    const Json given = value;
    for (Mismatch& mismatch : match(matcher, value.empty() ? nullptr : &given)) {
      mismatch.pointer.insert(0, name);
      all.push_back(std::move(mismatch));
    }
  }
  if (all.empty()) return held("expect.headers");
  return broken("expect.headers", expected_text(all), actual_text(all));
}

Outcome judge_body(const Json& matcher, const HttpResponse& response) {
  const auto body = source::parse_json(response.body);
  if (body) return judge_matcher("expect.body", matcher, &*body);
  std::string actual = answer_text(response);
  if (!response.body.empty()) actual = fmt::format("not JSON ({}): {}", body.error().reason, actual);
  return broken("expect.body", "a body like " + excerpt_json(matcher), std::move(actual));
}

Outcome judge_bytes(const std::string& expected, const HttpResponse& response) {
  if (response.body == expected) return held("expect.bytes");
  const auto differs = std::mismatch(expected.begin(), expected.end(), response.body.begin(), response.body.end()).first;
  return broken("expect.bytes", fmt::format("exactly these {} bytes: {}", expected.size(), excerpt(expected)),
                fmt::format("{} bytes, other from byte {} on: {}", response.body.size(), differs - expected.begin(),
                            excerpt(response.body)));
}

std::string names_of(std::span<const Frame> frames) {
  constexpr std::size_t kTold = 40;
  std::string names;
  for (std::size_t i = 0; i < frames.size() && i < kTold; ++i) names += (i > 0 ? " " : "") + excerpt(frames[i].name, 40);
  if (frames.size() > kTold) names += fmt::format(" … ({} frames)", frames.size());
  return names.empty() ? "no frames" : names;
}

std::string words(const Json& names) {
  std::string text;
  for (const Json& name : names) text += (text.empty() ? "" : " ") + plain_text(name);
  return text.empty() ? "no frames" : text;
}

bool in_order(const Json& names, std::span<const Frame> frames) {
  auto frame = frames.begin();
  for (const Json& name : names) {
    frame = std::find_if(frame, frames.end(), [&](const Frame& candidate) { return name == candidate.name; });
    if (frame == frames.end()) return false;
    ++frame;
  }
  return true;
}

Outcome judge_frames(const Json& expected, std::span<const Frame> frames) {
  const bool exactly = expected.is_object();
  const Json& names = exactly ? expected.at("$exactly") : expected;
  if (in_order(names, frames) && (!exactly || names.size() == frames.size())) return held("expect.frames");
  return broken("expect.frames", (exactly ? "exactly the frames " : "among the frames, in this order, ") + words(names),
                names_of(frames));
}

Outcome judge_close(const std::vector<int>& allowed, const std::optional<SocketClose>& close) {
  if (close && std::find(allowed.begin(), allowed.end(), close->code) != allowed.end()) return held("expect.close");
  std::vector<std::string> codes;
  for (const int code : allowed) codes.push_back(std::to_string(code));
  return broken("expect.close", "a close frame with the code " + any_of(codes),
                close ? fmt::format("{} {}", close->code, excerpt(close->reason)) : "no close frame");
}

}  // namespace

std::vector<Outcome> judge_answer(const Expectation& expectation, const HttpResponse& response, const Values& values) {
  std::vector<Outcome> outcomes;
  if (!expectation.status.empty()) outcomes.push_back(judge_status(expectation, response));
  if (expectation.media_type) outcomes.push_back(judge_media_type(*expectation.media_type, response));
  if (!expectation.headers.is_null()) outcomes.push_back(judge_headers(values.fill_matcher(expectation.headers), response));
  if (expectation.body) outcomes.push_back(judge_body(values.fill_matcher(*expectation.body), response));
  if (expectation.bytes) outcomes.push_back(judge_bytes(plain_text(values.fill_text(*expectation.bytes)), response));
  return outcomes;
}

std::vector<Outcome> judge_seen(const Expectation& expectation, const StreamSeen& seen, const Values& values) {
  std::vector<Outcome> outcomes;
  if (expectation.frames) outcomes.push_back(judge_frames(*expectation.frames, seen.frames));
  if (expectation.text) {
    const Json text = assembled_text(streamed_messages(seen.spec, seen.frames));
    outcomes.push_back(judge_matcher("expect.text", values.fill_matcher(*expectation.text), &text));
  }
  if (expectation.closed && *expectation.closed != seen.closed) {
    outcomes.push_back(broken("expect.closed", *expectation.closed ? "the server ends the stream" : "the stream stays open",
                              seen.closed ? "the server ended it" : "it stayed open"));
  } else if (expectation.closed) {
    outcomes.push_back(held("expect.closed"));
  }
  if (!expectation.close.empty()) outcomes.push_back(judge_close(expectation.close, seen.close));
  return outcomes;
}

Outcome judge_statuses(const Json& expected, const std::map<int, int>& counts, const Values& values) {
  Json actual = Json::object();
  for (const auto& [status, count] : counts) actual[std::to_string(status)] = count;
  Json wanted = values.fill_matcher(expected);
  Json present = actual;
  for (const auto& [status, count] : wanted.items()) {
    if (!present.contains(status)) present[status] = 0;
  }
  bool holds = present.size() == wanted.size();
  for (const auto& [status, count] : wanted.items()) holds = holds && match(count, &present[status]).empty();
  if (holds) return held("expect.statuses");
  return broken("expect.statuses", "answers by status: " + excerpt_json(wanted),
                "answers by status: " + excerpt_json(actual));
}

std::vector<std::string> answer_checks(const Expectation& expectation) {
  std::vector<std::string> checks;
  if (!expectation.status.empty()) checks.emplace_back("expect.status");
  if (expectation.media_type) checks.emplace_back("expect.media_type");
  if (!expectation.headers.is_null()) checks.emplace_back("expect.headers");
  if (expectation.body) checks.emplace_back("expect.body");
  if (expectation.bytes) checks.emplace_back("expect.bytes");
  return checks;
}

std::vector<std::string> expected_checks(const Expectation& expectation) {
  std::vector<std::string> checks = answer_checks(expectation);
  if (expectation.frames) checks.emplace_back("expect.frames");
  if (expectation.text) checks.emplace_back("expect.text");
  if (expectation.closed) checks.emplace_back("expect.closed");
  if (!expectation.close.empty()) checks.emplace_back("expect.close");
  if (expectation.incremental) checks.emplace_back("stream.incremental");
  if (!expectation.statuses.is_null()) checks.emplace_back("expect.statuses");
  return checks;
}

std::vector<int> expected_statuses(std::span<const Expectation> expectations) {
  std::vector<int> all;
  for (const Expectation& expectation : expectations)
    all.insert(all.end(), expectation.status.begin(), expectation.status.end());
  return all;
}

}  // namespace confab::conformance
