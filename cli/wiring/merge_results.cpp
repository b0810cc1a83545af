#include "wiring/merge_results.hpp"

#include <algorithm>
#include <iterator>

namespace confab::cli {
namespace {

int last_exchange(const reports::RunResult& run) {
  int last = 0;
  for (const auto& scenario : run.scenarios) {
    for (const auto& step : scenario.steps) {
      for (const auto& exchange : step.exchanges) last = std::max(last, exchange.id);
    }
  }
  return last;
}

void renumber(reports::RunResult& run, int after) {
  for (auto& scenario : run.scenarios) {
    for (auto& step : scenario.steps) {
      for (auto& exchange : step.exchanges) exchange.id += after;
      for (auto& check : step.checks) check.exchange += check.exchange == 0 ? 0 : after;
    }
  }
}

template <typename Part>
void append(std::vector<Part>& all, std::vector<Part>& more) {
  all.insert(all.end(), std::make_move_iterator(more.begin()), std::make_move_iterator(more.end()));
}

}  // namespace

void merge_result(reports::RunResult& all, reports::RunResult more) {
  if (all.vendors.empty()) {
    all = std::move(more);
    return;
  }
  renumber(more, last_exchange(all));
  append(all.vendors, more.vendors);
  append(all.scenarios, more.scenarios);
  append(all.clauses, more.clauses);
  append(all.left_behind, more.left_behind);
  all.partial = all.partial || more.partial;
  all.interrupted = all.interrupted || more.interrupted;
  all.throttling.refusals += more.throttling.refusals;
  all.throttling.waited_ms += more.throttling.waited_ms;
  if (all.fault.empty()) all.fault = more.fault;
  all.duration_ms = std::max(all.duration_ms, more.duration_ms);
}

}  // namespace confab::cli
