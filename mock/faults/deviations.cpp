#include "faults/deviations.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

#include "source/nearest_word.hpp"
#include "source/user_error.hpp"

namespace confab::mock {
namespace {

constexpr std::array<std::string_view, 4> kSelectors = {"operation", "method", "query", "status"};

std::vector<std::string_view> split(std::string_view text, char at) {
  std::vector<std::string_view> parts;
  while (!text.empty()) {
    const std::string_view part = text.substr(0, text.find(at));
    if (!part.empty()) parts.push_back(part);
    text.remove_prefix(std::min(part.size() + 1, text.size()));
  }
  return parts;
}

/// The words a row can be told, brackets and all.
std::vector<std::string> keys_of(const DeviationRow& row) {
  std::vector<std::string> keys(kSelectors.begin(), kSelectors.end());
  for (std::string_view key : split(row.parameters, ' ')) {
    if (key.starts_with('[')) key = key.substr(1, key.size() - 2);
    keys.emplace_back(key);
  }
  return keys;
}

DeviationRow row_of(std::string_view name) {
  const std::vector<DeviationRow> rows = all_deviations();
  const auto row = std::find_if(rows.begin(), rows.end(), [name](const DeviationRow& each) { return each.name == name; });
  if (row != rows.end()) return *row;
  std::vector<std::string> known;
  for (const DeviationRow& each : rows) known.emplace_back(each.name);
  throw source::UserError({}, fmt::format("no deviation is called {}", name), source::suggest(name, known));
}

std::pair<std::string, std::string> read_pair(const DeviationRow& row, std::string_view text) {
  const std::size_t equals = text.find('=');
  const std::string key(text.substr(0, equals));
  const auto keys = keys_of(row);
  if (std::find(keys.begin(), keys.end(), key) == keys.end())
    throw source::UserError({}, fmt::format("deviation {} has no parameter {}", row.name, key), source::suggest(key, keys));
  auto value = percent_decode(equals == std::string_view::npos ? "" : text.substr(equals + 1));
  if (value) return {key, *std::move(value)};
  throw source::UserError({}, fmt::format("deviation {}: {} is not percent-encoded", row.name, key),
                          "Write a percent sign as %25.");
}

bool asks_for(std::string_view query, std::string_view name) {
  const auto pairs = parse_query(query);
  return std::any_of(pairs.begin(), pairs.end(), [name](const auto& pair) { return pair.first == name; });
}

}  // namespace

std::vector<DeviationRow> all_deviations() {
  std::vector<DeviationRow> all;
  for (const auto& rows :
       {request_deviations(), head_deviations(), body_deviations(), frame_deviations(), stream_deviations(), variations()})
    all.insert(all.end(), rows.begin(), rows.end());
  return all;
}

AimedDeviation::AimedDeviation(std::string_view text) : text_(text) {
  const std::size_t colon = text.find(':');
  const DeviationRow row = row_of(text.substr(0, colon));
  std::map<std::string, std::string, std::less<>> values;
  for (const std::string_view pair : split(colon == std::string_view::npos ? "" : text.substr(colon + 1), ','))
    values.insert(read_pair(row, pair));
  const Parameters parameters(std::string(row.name), std::move(values));
  operation_ = parameters.text("operation", "");
  method_ = parameters.text("method", "");
  query_ = parameters.text("query", "");
  status_ = row.name == "not_done" ? 0 : parameters.number("status", 0);  // there it is what is answered
  deviation_ = row.make(parameters);
}

bool AimedDeviation::concerns(const Request& request, const Asked& asked) const {
  if (!operation_.empty() && (asked.operation == nullptr || asked.operation->id != operation_)) return false;
  if (!method_.empty() && request.method != method_) return false;
  return query_.empty() || asks_for(request.query, query_);
}

bool AimedDeviation::concerns(const Reply& reply) const {
  return status_ == 0 || reply.status == status_;
}

DeviationList parse_deviations(std::string_view text) {
  DeviationList list;
  for (const std::string_view one : split(text, ';')) list.push_back(std::make_shared<const AimedDeviation>(one));
  return list;
}

void SwitchedOn::set(DeviationList list) {
  auto shared = std::make_shared<const DeviationList>(std::move(list));
  const std::lock_guard lock(mutex_);
  any_ = !shared->empty();
  list_.swap(shared);
}

std::shared_ptr<const DeviationList> SwitchedOn::get() const {
  const std::lock_guard lock(mutex_);
  return list_;
}

}  // namespace confab::mock
