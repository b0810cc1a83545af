// The payload of each frame: its schemas, and the name and id that it repeats.
#include <fmt/format.h>

#include "checks/breach_tally.hpp"
#include "checks/json_body.hpp"
#include "checks/stream_checks.hpp"

namespace confab::conformance {
namespace {

/// What is not JSON is told by `stream.framing` alone, and what is not there by `stream.payload`.
const source::Json* part(const Frame& frame, std::string_view pointer) {
  return frame.payload ? source::find(*frame.payload, pointer) : nullptr;
}

std::string text_of(const source::Json& value) {
  return value.is_string() ? value.get<std::string>() : source::render_json(value);
}

struct Repeated {
  std::string_view check, what;
  std::string_view pointer;
};

std::vector<Finding> check_repeated(const StreamView& stream, const Repeated& repeated, auto own) {
  if (repeated.pointer.empty()) return {};
  BreachTally tally(repeated.check);
  bool applies = false;
  for (std::size_t i = 0; i < stream.frames.size(); ++i) {
    const Frame& frame = stream.frames[i];
    const source::Json* inside = part(frame, repeated.pointer);
    const std::string* outside = own(frame);
    if (inside == nullptr || outside == nullptr) continue;
    applies = true;
    if (text_of(*inside) == *outside) continue;
    tally.breach(fmt::format("{} = the frame's {}, {}", repeated.pointer, repeated.what, excerpt(*outside, 60)),
                 fmt::format("{}: {}", describe(frame, i), excerpt_json(*inside, 60)));
  }
  if (!applies) return {};
  return {tally.take()};
}

std::string schema_of(const std::map<std::string, std::string, std::less<>>& schemas, std::string_view name) {
  const auto found = schemas.find(name);
  return found == schemas.end() ? std::string() : found->second;
}

void judge_schema(const StreamView& stream, std::size_t index, const std::string& schema, const source::Json& value,
                  BreachTally& tally, bool& applies) {
  if (schema.empty()) return;
  applies = true;
  const auto issues = stream.schemas.check(schema, value);
  if (issues.empty()) return;
  tally.breach("a payload as documented (" + schema + ")",
               fmt::format("{}: {}", describe(stream.frames[index], index), issues_text(issues)));
}

}  // namespace

std::vector<Finding> check_name_repeated(const StreamView& stream) {
  return check_repeated(stream, {"stream.name_repeated", "name", stream.spec.name_repeated_in},
                        [](const Frame& frame) { return &frame.name; });
}

std::vector<Finding> check_id_repeated(const StreamView& stream) {
  return check_repeated(stream, {"stream.id_repeated", "id", stream.spec.id.repeated_in},
                        [](const Frame& frame) { return frame.has_id ? &frame.id : nullptr; });
}

std::vector<Finding> check_payload(const StreamView& stream) {
  BreachTally tally("stream.payload");
  bool applies = false;
  for (std::size_t i = 0; i < stream.frames.size(); ++i) {
    const Frame& frame = stream.frames[i];
    if (!frame.payload) continue;
    const std::string own = schema_of(stream.spec.frames, frame.name);
    judge_schema(stream, i, own, *frame.payload, tally, applies);
    if (own != stream.spec.payload_schema)
      judge_schema(stream, i, stream.spec.payload_schema, *frame.payload, tally, applies);
  }
  if (!applies) return {};
  return {tally.take()};
}

std::vector<Finding> check_data(const StreamView& stream) {
  BreachTally tally("stream.data");
  bool applies = false;
  for (std::size_t i = 0; i < stream.frames.size(); ++i) {
    const source::Json* data = part(stream.frames[i], stream.spec.data_at);
    if (data == nullptr) continue;
    judge_schema(stream, i, schema_of(stream.spec.data_schemas, stream.frames[i].name), *data, tally, applies);
  }
  if (!applies) return {};
  return {tally.take()};
}

}  // namespace confab::conformance
