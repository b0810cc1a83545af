// What Waldur's input guard finds in an input and does about it. The real one has more patterns; these answer the inputs
// that the contract's clauses name, and their nearest relatives, the same way every time.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "source/json_text.hpp"

namespace confab::mock::waldur {

enum class Action { allow, flag, warn, redact, block };  // from the weakest to the strongest
enum class Severity { none, low, medium, high, critical };

[[nodiscard]] std::string_view name_of(Action action);
[[nodiscard]] std::string_view name_of(Severity severity);

struct Findings {
  Action action = Action::allow;
  Severity severity = Severity::none;
  std::vector<std::string> injection_categories = {};  // one for each match, as the vendor has it
  std::vector<std::string> pii_categories = {};

  [[nodiscard]] bool flagged() const { return action != Action::allow; }
};

struct Judgement {
  Findings findings;
  std::string stored = {};   // what the store keeps of the input, and titles are made of
  std::string heard = {};    // what the model reads; empty if it is blocked
  std::string warning = {};  // empty: none
};

/// Linear in the input's length. An input that no pattern can cope with is blocked, without categories.
[[nodiscard]] Judgement inspect(std::string_view input);

/// The guard's answer in place of the model's.
[[nodiscard]] std::string_view refusal(bool has_history);

}  // namespace confab::mock::waldur
