#include "selftest/elsewhere.hpp"

#include <algorithm>

#include "selftest/json_places.hpp"

namespace confab::conformance {
namespace {

constexpr std::size_t kMostPlacesKnown = 60;
constexpr std::size_t kMostValues = 6;
constexpr std::ptrdiff_t kMostAnswers = 3;  // of one operation and status
/// Longer ones do not fit into a header.
constexpr std::size_t kLongestQuoted = 3 * 1024;

/// "/data/*/id": array indices do not tell places apart.
std::string pattern_of(const std::string& pointer) {
  std::string pattern;
  for (std::size_t at = 0; at < pointer.size();) {
    const std::size_t next = std::min(pointer.find('/', at + 1), pointer.size());
    const std::string token = pointer.substr(at, next - at);
    const bool index = token.size() > 1 && token.find_first_not_of("0123456789", 1) == std::string::npos;
    pattern += index ? "/*" : token;
    at = next;
  }
  return pattern;
}

}  // namespace

Elsewhere::Elsewhere(const reports::RunResult& run) {
  for (const reports::ScenarioResult& story : run.scenarios) {
    for (const reports::StepResult& step : story.steps) {
      for (const reports::Exchange& exchange : step.exchanges) keep(exchange);
    }
  }
  for (auto& [operation, answers] : answers_) {
    std::stable_sort(answers.begin(), answers.end(),
                     [](const auto* a, const auto* b) { return a->response_body.size() < b->response_body.size(); });
  }
}

void Elsewhere::keep(const reports::Exchange& exchange) {
  if (exchange.status >= 400) {
    const auto [refusal, fresh] = refusals_.try_emplace(exchange.status, &exchange);
    if (!fresh && exchange.response_body.size() < refusal->second->response_body.size()) refusal->second = &exchange;
  }
  auto& answers = answers_[exchange.operation];
  const auto same = [&](const reports::Exchange* known) { return known->status == exchange.status; };
  const auto equal = [&](const reports::Exchange* known) {
    return same(known) && known->response_body == exchange.response_body;
  };
  const bool fits = exchange.response_body.size() <= kLongestQuoted;
  if (fits && std::count_if(answers.begin(), answers.end(), same) < kMostAnswers &&
      std::none_of(answers.begin(), answers.end(), equal))
    answers.push_back(&exchange);
  const auto body = source::parse_json(exchange.response_body);
  if (!body) return;
  each_place(*body, kMostPlacesKnown, [&](const std::string& pointer, const source::Json& value) {
    if (value.is_structured()) return;
    auto& values = values_[pattern_of(pointer)];
    const std::string text = source::render_json(value);
    if (values.size() < kMostValues && text.size() < 200) values.insert(text);
  });
}

const std::vector<const reports::Exchange*>& Elsewhere::answers_of(const std::string& operation) const {
  static const std::vector<const reports::Exchange*> kNone;
  const auto found = answers_.find(operation);
  return found == answers_.end() ? kNone : found->second;
}

std::vector<std::string> Elsewhere::values_at(const std::string& pointer, const std::string& but) const {
  const auto found = values_.find(pattern_of(pointer));
  if (found == values_.end()) return {};
  std::vector<std::string> others(found->second.begin(), found->second.end());
  std::erase(others, but);
  return others;
}

}  // namespace confab::conformance
