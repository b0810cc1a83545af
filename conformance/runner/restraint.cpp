#include "runner/restraint.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "runner/replay.hpp"
#include "runner/step_shape.hpp"
#include "source/ascii.hpp"
#include "source/json_text.hpp"

namespace confab::conformance {
namespace {

using scenarios::ParallelStep;
using scenarios::Scenario;
using scenarios::Step;

bool opens_in_background(const Step& step) {
  const auto* stream = std::get_if<scenarios::StreamStep>(&step.action);
  return stream != nullptr && stream->background;
}

std::size_t count_background(std::span<const Step> steps) {
  return static_cast<std::size_t>(std::count_if(steps.begin(), steps.end(), opens_in_background));
}

std::size_t width_of(const ParallelStep& parallel) {
  return parallel.steps.size() * static_cast<std::size_t>(parallel.times);
}

/// Walks a story; `open_` counts the streams in the background, which may be fewer in fact.
class Counter {
 public:
  void count(const Step& step) {
    if (std::holds_alternative<scenarios::CloseStep>(step.action)) {
      open_ -= std::min<std::size_t>(open_, 1);
    } else if (const auto* parallel = std::get_if<ParallelStep>(&step.action)) {
      need(width_of(*parallel), width_of(*parallel));
      open_ += count_background(parallel->steps) * static_cast<std::size_t>(parallel->times);
    } else {
      need(1, std::holds_alternative<scenarios::ReplayStep>(step.action) ? kReplayConnections : 1);
      for (const Step& inner : inner_steps(step)) count(inner);
      if (opens_in_background(step)) ++open_;
    }
  }
  [[nodiscard]] Connections result() const { return result_; }

 private:
  void need(std::size_t least, std::size_t most) {
    result_.least = std::max(result_.least, open_ + least);
    result_.most = std::max(result_.most, open_ + most);
  }

  std::size_t open_ = 0;
  Connections result_;
};

std::string change_of(const Step& step, const spec::Vendor& vendor) {
  if (const auto* send = std::get_if<scenarios::SendStep>(&step.action)) {
    const bool ping = send->what == scenarios::SendStep::What::ping;
    return ping ? "" : "a message on the socket " + send->stream;
  }
  for (const Step& inner : inner_steps(step)) {
    if (auto change = change_of(inner, vendor); !change.empty()) return change;
  }
  const scenarios::Exchange* exchange = step_exchange(step);
  if (exchange == nullptr) return {};
  const spec::Operation* operation = vendor.operation(exchange->operation);
  if (operation == nullptr) {
    const bool reads = exchange->method == "GET" || exchange->method == "HEAD";
    return reads ? "" : exchange->method + " " + exchange->target;
  }
  return is_read_only(vendor, *operation) ? "" : operation->method + " " + operation->id;
}

void be_patient(std::vector<Step>& steps, scenarios::Duration patience) {
  constexpr scenarios::Duration kShortWait{2'000};
  for (Step& step : steps) {
    if (step.within >= kShortWait) step.within = patience;
    if (auto* parallel = std::get_if<ParallelStep>(&step.action)) be_patient(parallel->steps, patience);
    if (auto* pages = std::get_if<scenarios::PagesStep>(&step.action)) be_patient(pages->between, patience);
  }
}

}  // namespace

Connections connections_of(const Scenario& scenario) {
  Counter counter;
  for (const Step& step : scenario.steps) counter.count(step);
  return counter.result();
}

std::size_t requests_at_once(const Scenario& scenario) {
  std::size_t most = 1;
  for (const Step& step : scenario.steps) {
    if (const auto* parallel = std::get_if<ParallelStep>(&step.action)) most = std::max(most, width_of(*parallel));
  }
  return most;
}

bool is_read_only(const spec::Vendor& vendor, const spec::Operation& operation) {
  const std::string pointer =
      fmt::format("/paths/{}/{}/x-read-only", source::escape_token(operation.path), source::to_lower(operation.method));
  const source::Json* said = vendor.schemas ? source::find(vendor.schemas->document(), pointer) : nullptr;
  if (said != nullptr && said->is_boolean()) return said->get<bool>();
  return operation.method == "GET" || operation.method == "HEAD";
}

std::string what_changes(const Scenario& scenario, const spec::Vendor& vendor) {
  for (const auto* steps : {&scenario.steps, &scenario.cleanup}) {
    for (const Step& step : *steps) {
      if (auto change = change_of(step, vendor); !change.empty()) return change;
    }
  }
  return {};
}

std::string why_restrained(const Scenario& scenario, const spec::Vendor& vendor, const Deployment& deployment) {
  if (deployment.read_only) {
    const std::string change = what_changes(scenario, vendor);
    if (!change.empty()) return fmt::format("may change something ({}), and the run is read-only", change);
  }
  const Limits& limits = deployment.limits;
  const std::size_t connections = connections_of(scenario).least;
  if (limits.concurrency > 0 && connections > limits.concurrency)
    return fmt::format("needs {} connections at the same time, and the deployment allows {}", connections,
                       limits.concurrency);
  const std::size_t requests = requests_at_once(scenario);
  if (limits.requests_per_second > 0 && requests > 1 && static_cast<double>(requests) > limits.requests_per_second)
    return fmt::format("sends {} requests at once, and the deployment allows {} a second", requests,
                       limits.requests_per_second);
  return {};
}

void apply_patience(std::vector<Scenario>& scenarios, const Limits& limits) {
  if (!limits.stream_timeout) return;
  for (Scenario& scenario : scenarios) {
    be_patient(scenario.steps, *limits.stream_timeout);
    be_patient(scenario.cleanup, *limits.stream_timeout);
  }
}

}  // namespace confab::conformance
