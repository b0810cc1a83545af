#include "control/self_check.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <limits>
#include <map>
#include <utility>

#include "automaton/stream_order.hpp"
#include "source/utf8.hpp"

namespace confab::mock {

namespace {

using source::Json;

std::string first_issue(const std::vector<spec::SchemaIssue>& issues) {
  return issues.empty() ? std::string{} : fmt::format("{}: {}", issues.front().pointer, issues.front().reason);
}

/// The value of the line that starts with `field`, in a frame as engine/sse_frame renders it.
std::string_view line_of(std::string_view frame, std::string_view field) {
  while (!frame.empty()) {
    const std::string_view line = frame.substr(0, frame.find('\n'));
    if (line.starts_with(field)) return line.substr(field.size());
    frame.remove_prefix(std::min(line.size() + 1, frame.size()));
  }
  return {};
}

/// An event without a name is called message (WHATWG HTML, 9.2.6).
std::string_view event_of(std::string_view frame) {
  const std::string_view name = line_of(frame, "event: ");
  return name.empty() ? "message" : name;
}

class JudgedStream final : public FrameSource {
 public:
  JudgedStream(std::shared_ptr<FrameSource> stream, std::shared_ptr<const spec::Vendor> vendor, const spec::StreamSpec& spec,
               bool from_start, OnBreach on_breach)
      : stream_(std::move(stream)),
        vendor_(std::move(vendor)),
        spec_(spec),
        order_(spec, automaton::Runs::one),
        from_start_(from_start),
        on_breach_(std::move(on_breach)) {}

  Batch take(std::size_t most) override {
    Batch batch = stream_->take(most);
    for (const Bytes& frames : batch.frames) judge_each(*frames);
    return batch;
  }
  void on_ready(std::function<void()> wake) override { stream_->on_ready(std::move(wake)); }

 private:
  void judge_each(std::string_view frames);
  void judge(std::string_view frame);
  void judge_payload(std::string_view own_name, std::string_view id, std::string_view text);
  void judge_repetition(std::string_view name, std::string_view id, const Json& payload);
  void judge_schemas(std::string_view name, const Json& payload);
  void judge_order(std::string_view name, const Json& payload);
  void blame(std::string_view what) { on_breach_(fmt::format("{}, frame {}: {}", spec_.operation, count_, what)); }

  std::shared_ptr<FrameSource> stream_;
  std::shared_ptr<const spec::Vendor> vendor_;
  const spec::StreamSpec& spec_;
  automaton::StreamOrder order_;
  bool from_start_;
  OnBreach on_breach_;
  std::size_t count_ = 0;
  std::int64_t last_id_ = std::numeric_limits<std::int64_t>::min();
};

// What a vendor hands over at once may be several frames; each WebSocket message is one.
void JudgedStream::judge_each(std::string_view frames) {
  const std::string_view end = spec_.framing == spec::Framing::sse ? "\n\n" : "\n";
  if (spec_.framing == spec::Framing::websocket) return judge(frames);
  do {
    const std::size_t found = frames.find(end);
    const std::size_t size = found == std::string_view::npos ? frames.size() : found + end.size();
    judge(frames.substr(0, size));
    frames.remove_prefix(size);
  } while (!frames.empty());
}

void JudgedStream::judge(std::string_view frame) {
  ++count_;
  switch (spec_.framing) {
    case spec::Framing::sse:
      if (!frame.ends_with("\n\n")) return blame("is not one frame");
      return judge_payload(event_of(frame), line_of(frame, "id: "), line_of(frame, "data: "));
    case spec::Framing::ndjson:
      if (!frame.ends_with('\n')) return blame("is not one line");
      return judge_payload({}, {}, frame.substr(0, frame.size() - 1));
    case spec::Framing::websocket:
      return judge_payload({}, {}, frame);
  }
}

void JudgedStream::judge_payload(std::string_view own_name, std::string_view id, std::string_view text) {
  const auto payload = source::parse_json(text);
  if (!payload) return blame("is not one frame");
  const std::string name = spec_.name_of(own_name, *payload);
  judge_repetition(name, id, *payload);
  judge_schemas(name, *payload);
  if (from_start_) judge_order(name, *payload);
}

void JudgedStream::judge_repetition(std::string_view name, std::string_view id, const Json& payload) {
  const Json* repeated = spec_.name_repeated_in.empty() ? nullptr : source::find(payload, spec_.name_repeated_in);
  if (!spec_.name_repeated_in.empty() && (!repeated || *repeated != name)) blame("does not repeat its name");
  std::int64_t number = 0;
  std::from_chars(id.data(), id.data() + id.size(), number);
  const Json* repeated_id = spec_.id.repeated_in.empty() ? nullptr : source::find(payload, spec_.id.repeated_in);
  if (!spec_.id.repeated_in.empty() && (!repeated_id || *repeated_id != number)) blame("does not repeat its id");
  if (spec_.id.increasing && number <= last_id_) blame(fmt::format("id {} after {}", number, last_id_));
  last_id_ = number;
}

void JudgedStream::judge_schemas(std::string_view name, const Json& payload) {
  const auto known = spec_.frames.find(name);
  if (known == spec_.frames.end()) return blame(fmt::format("unknown name {}", name));
  for (const std::string& schema : {spec_.payload_schema, known->second}) {
    if (schema.empty()) continue;
    if (const std::string wrong = first_issue(vendor_->schemas->check(schema, payload)); !wrong.empty()) blame(wrong);
  }
  const auto inner = spec_.data_schemas.find(name);
  const Json* data = source::find(payload, spec_.data_at);
  if (inner == spec_.data_schemas.end() || !data) return;
  if (const std::string wrong = first_issue(vendor_->schemas->check(inner->second, *data)); !wrong.empty()) blame(wrong);
}

void JudgedStream::judge_order(std::string_view name, const Json& payload) {
  for (const automaton::OrderBreach& breach : order_.on_frame(name, payload)) blame(breach.why);
  if (!order_.ended()) return;
  for (const automaton::OrderBreach& breach : order_.at_end(true)) blame(breach.why);
}

using Content = std::map<std::string, std::string, std::less<>>;

/// The most exact declaration for a media type: itself, "text/*", "*/*" (OpenAPI 3.1, Media Type Object).
Content::const_iterator declared_for(const Content& content, const std::string& type) {
  for (const std::string& known : {type, type.substr(0, type.find('/')) + "/*", std::string("*/*")}) {
    if (const auto found = content.find(known); found != content.end()) return found;
  }
  return content.end();
}

/// What is wrong with a body: JSON is judged as what it says, other text as one string, bytes are not judged.
std::string fault_of(const spec::SchemaSet& schemas, const std::string& schema, std::string_view type,
                     const std::string& body) {
  if (spec::is_json(type)) {
    const auto value = source::parse_json(body);
    return value ? first_issue(schemas.check(schema, *value)) : value.error().reason;
  }
  if (!type.starts_with("text/")) return {};
  if (source::first_invalid_utf8(body)) return "is not UTF-8";
  return first_issue(schemas.check(schema, body));
}

}  // namespace

std::string breach_of(const spec::Vendor& vendor, const spec::Operation& operation, const Reply& reply) {
  const spec::Response* declared = operation.response(reply.status);
  if (!declared || reply.stream || !reply.body) return {};
  const std::string type = spec::essence(reply.media_type);
  const auto content = declared_for(declared->content, type);
  if (content == declared->content.end()) {
    if (declared->content.empty()) return {};
    return fmt::format("{} {}: {} is not declared", operation.id, reply.status, reply.media_type);
  }
  if (content->second.empty()) return {};
  const std::string wrong = fault_of(*vendor.schemas, content->second, type, *reply.body);
  return wrong.empty() ? wrong : fmt::format("{} {}: {}", operation.id, reply.status, wrong);
}

std::shared_ptr<FrameSource> judge_stream(std::shared_ptr<FrameSource> stream, std::shared_ptr<const spec::Vendor> vendor,
                                          const spec::StreamSpec& spec, bool from_start, OnBreach on_breach) {
  return std::make_shared<JudgedStream>(std::move(stream), std::move(vendor), spec, from_start, std::move(on_breach));
}

}  // namespace confab::mock
