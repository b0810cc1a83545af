#include "runner/step_shape.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "runner/expectation.hpp"

namespace confab::conformance {
namespace {

using scenarios::AwaitStep;
using scenarios::CallStep;
using scenarios::CloseStep;
using scenarios::CompareStep;
using scenarios::ParallelStep;
using scenarios::PollStep;
using scenarios::ReplayStep;
using scenarios::Step;
using scenarios::StreamStep;
using scenarios::Until;

template <class... Visitors>
struct Overloaded : Visitors... {
  using Visitors::operator()...;
};

std::string object_of(const scenarios::Exchange& exchange) {
  return exchange.operation.empty() ? exchange.method + " " + exchange.target : exchange.operation;
}

std::string check_of(const Until& until) {
  return until.kind == Until::Kind::end ? "expect.closed" : "expect.frames";
}

void add_operations(std::span<const Step> steps, std::vector<std::string>& operations) {
  for (const Step& step : steps) {
    add_operations(inner_steps(step), operations);
    const scenarios::Exchange* exchange = step_exchange(step);
    if (exchange == nullptr || exchange->operation.empty()) continue;
    if (std::find(operations.begin(), operations.end(), exchange->operation) == operations.end()) {
      operations.push_back(exchange->operation);
    }
  }
}

}  // namespace

std::string step_object(const Step& step) {
  return std::visit(
      Overloaded{[](const CallStep& call) { return object_of(call.exchange); },
                 [](const StreamStep& stream) { return object_of(stream.exchange); },
                 [](const scenarios::SendStep& send) { return send.stream; },
                 [](const AwaitStep& await) { return await.stream; }, [](const ReplayStep& replay) { return replay.stream; },
                 [](const CloseStep& close) { return close.stream; },
                 [](const PollStep& poll) { return object_of(poll.exchange); },
                 [](const CompareStep& compare) { return compare.stream + " with " + compare.with; },
                 [](const scenarios::PagesStep& pages) { return object_of(pages.exchange); },
                 [](const ParallelStep& parallel) {
                   return fmt::format("{} steps", parallel.steps.size() * static_cast<std::size_t>(parallel.times));
                 }},
      step.action);
}

const scenarios::Exchange* step_exchange(const Step& step) {
  if (const auto* call = std::get_if<CallStep>(&step.action)) return &call->exchange;
  if (const auto* stream = std::get_if<StreamStep>(&step.action)) return &stream->exchange;
  if (const auto* poll = std::get_if<PollStep>(&step.action)) return &poll->exchange;
  if (const auto* pages = std::get_if<scenarios::PagesStep>(&step.action)) return &pages->exchange;
  return nullptr;
}

std::vector<std::string> operations_of(const std::vector<Step>& steps) {
  std::vector<std::string> operations;
  add_operations(steps, operations);
  return operations;
}

std::string own_check(const Step& step) {
  if (const auto* stream = std::get_if<StreamStep>(&step.action)) return stream->background ? "" : check_of(stream->until);
  if (const auto* await = std::get_if<AwaitStep>(&step.action)) return check_of(await->until);
  if (std::holds_alternative<ReplayStep>(step.action)) return "stream.replay";
  const auto* send = std::get_if<scenarios::SendStep>(&step.action);
  if (send != nullptr && send->what == scenarios::SendStep::What::ping) return "expect.pong";
  if (const auto* compare = std::get_if<CompareStep>(&step.action)) {
    if (compare->with == "text") return "stream.text";
    return compare->with == "stored" ? "stream.stored" : "expect.frames";
  }
  return {};
}

std::span<const Step> inner_steps(const Step& step) {
  if (const auto* parallel = std::get_if<ParallelStep>(&step.action)) return parallel->steps;
  if (const auto* pages = std::get_if<scenarios::PagesStep>(&step.action)) return pages->between;
  return {};
}

std::vector<std::pair<std::string, std::string>> would_prove(const Step& step) {
  std::vector<std::pair<std::string, std::string>> all;
  const auto add = [&](const std::string& check, const std::vector<std::string>& clauses) {
    for (const std::string& clause : clauses) all.emplace_back(check, clause);
  };
  const std::string own = own_check(step);
  if (!own.empty()) add(own, step.proves);
  for (const auto& expectation : step.expect) {
    for (const std::string& check : expected_checks(expectation)) {
      add(check, expectation.proves.empty() ? step.proves : expectation.proves);
    }
  }
  if (own.empty() && step.expect.empty()) add("expect.status", step.proves);
  for (const Step& inner : inner_steps(step)) {
    for (auto& row : would_prove(inner)) all.push_back(std::move(row));
  }
  return all;
}

bool awaits_end(const std::vector<Step>& steps, std::size_t from, const std::string& stream) {
  return std::any_of(steps.begin() + static_cast<std::ptrdiff_t>(std::min(from, steps.size())), steps.end(),
                     [&](const Step& step) {
                       const auto* await = std::get_if<AwaitStep>(&step.action);
                       return await != nullptr && await->stream == stream && await->until.kind == Until::Kind::end;
                     });
}

}  // namespace confab::conformance
