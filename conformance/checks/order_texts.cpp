#include "checks/order_texts.hpp"

#include "checks/breach_tally.hpp"

namespace confab::conformance {

std::string order_check_id(const automaton::OrderBreach& breach) {
  return breach.rule == "terminal" ? "stream.terminal" : "stream.order." + breach.rule;
}

std::string order_expected(const automaton::OrderBreach& breach) {
  std::vector<std::string> allowed = breach.allowed;
  for (std::string& name : allowed) {
    if (name == ".") name = "any frame";
  }
  std::string text = allowed.empty() ? "nothing" : any_of(allowed);
  if (!breach.key.empty()) text += " for " + excerpt(breach.key, 60);
  return text;
}

}  // namespace confab::conformance
