#include "drift/shape.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string_view>

#include "source/ascii.hpp"

namespace confab::reports {
namespace {

using source::Json;

constexpr int kDeepest = 32;

std::string media_type(const Exchange& exchange) {
  for (const auto& [name, value] : exchange.response_headers) {
    if (source::same_letters(name, "content-type")) return value.substr(0, value.find(';'));
  }
  return {};
}

/// Maps from ids to something are one field, not as many as there are ids.
bool is_identifier(std::string_view key) {
  return std::count_if(key.begin(), key.end(), [](unsigned char c) { return std::isdigit(c) != 0; }) >= 6;
}

void note_fields(const Json& value, const std::string& at, int depth, std::set<std::string>& fields) {
  if (depth > kDeepest) return;
  if (value.is_array()) {
    for (const Json& item : value) note_fields(item, at + "/-", depth + 1, fields);
  } else if (value.is_object()) {
    for (const auto& [key, member] : value.items()) {
      const std::string pointer = at + "/" + (is_identifier(key) ? "*" : key);
      fields.insert(pointer);
      note_fields(member, pointer, depth + 1, fields);
    }
  }
}

void note_json(std::string_view text, const std::string& prefix, Shape& shape) {
  if (const auto value = source::parse_json(text)) note_fields(*value, prefix + " ", 0, shape.fields);
}

/// Lines end in CR LF, LF or CR; what stands after the last end is one as well.
template <typename See>
void each_line(std::string_view text, See see) {
  while (!text.empty()) {
    const std::size_t end = std::min(text.find_first_of("\r\n"), text.size());
    see(text.substr(0, end));
    text.remove_prefix(end);
    text.remove_prefix(std::min<std::size_t>(text.starts_with("\r\n") ? 2 : 1, text.size()));
  }
}

/// The value of a field of an event stream, without the one space after the colon.
std::string_view value_of(std::string_view line, std::string_view field) {
  line.remove_prefix(field.size());
  if (line.starts_with(' ')) line.remove_prefix(1);
  return line;
}

void note_events(std::string_view body, Shape& shape) {
  std::string name, data;
  each_line(body, [&](std::string_view line) {
    if (line.starts_with("event:")) name = value_of(line, "event:");
    if (line.starts_with("data:")) data += value_of(line, "data:");
    if (!line.empty() || (name.empty() && data.empty())) return;
    if (!name.empty()) shape.frames.insert(name);
    note_json(data, name.empty() ? "message" : name, shape);
    name.clear(), data.clear();
  });
}

void note(const Exchange& exchange, Shape& shape) {
  if (exchange.status == 0) return;
  const std::string status = std::to_string(exchange.status);
  shape.statuses.insert(status);
  const std::string type = media_type(exchange);
  if (type == "text/event-stream") return note_events(exchange.response_body, shape);
  if (type != "application/x-ndjson") return note_json(exchange.response_body, status, shape);
  each_line(exchange.response_body, [&](std::string_view line) { note_json(line, status, shape); });
}

}  // namespace

std::map<std::string, Shape> shapes(const RunResult& run) {
  std::map<std::string, Shape> all;
  for (const ScenarioResult& scenario : run.scenarios) {
    for (const StepResult& step : scenario.steps) {
      for (const Exchange& exchange : step.exchanges) {
        if (!exchange.operation.empty()) note(exchange, all[scenario.vendor + "." + exchange.operation]);
      }
    }
  }
  return all;
}

}  // namespace confab::reports
