// One judgement on what a story expects, before it is known which clauses it speaks for.
#pragma once

#include <string>

namespace confab::conformance {

/// `unsaid`: why nothing can be said; then it neither holds nor breaks.
struct Outcome {
  std::string check;  // "expect.status", "stream.replay", …
  bool holds = true;
  std::string expected, actual;
  std::string unsaid;
  bool untestable = false;  // nothing can be said because something before it went wrong
};

[[nodiscard]] inline Outcome held(std::string check) {
  return {std::move(check), true, {}, {}, {}, false};
}
[[nodiscard]] inline Outcome broken(std::string check, std::string expected, std::string actual) {
  return {std::move(check), false, std::move(expected), std::move(actual), {}, false};
}
[[nodiscard]] inline Outcome skipped(std::string check, std::string reason) {
  return {std::move(check), true, {}, {}, std::move(reason), false};
}
[[nodiscard]] inline Outcome untestable(std::string check, std::string reason) {
  return {std::move(check), true, {}, {}, std::move(reason), true};
}

}  // namespace confab::conformance
