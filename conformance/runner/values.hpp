// What $references of one story stand for (docs/scenarios.md, "Values").
#pragma once

#include <map>
#include <stdexcept>
#include <string>
#include <string_view>

#include "client/deployment.hpp"
#include "loader/scenario.hpp"
#include "result/verdict.hpp"
#include "source/json_text.hpp"

namespace confab::conformance {

/// A reference that stands for nothing: what should have been saved never came, or the deployment gives no such variable.
/// The step that needs it gets `verdict`. Caught where steps are played.
class Unresolved : public std::runtime_error {
 public:
  Unresolved(reports::Verdict verdict, const std::string& reason) : std::runtime_error(reason), verdict_(verdict) {}
  [[nodiscard]] reports::Verdict verdict() const { return verdict_; }

 private:
  reports::Verdict verdict_;
};

/// Borrows scenario and deployment. Reading from several threads is safe while nobody saves.
class Values {
 public:
  Values(const scenarios::Scenario& scenario, const Deployment& deployment, std::string run_id);

  void save(const std::string& name, source::Json value) { saved_[name] = std::move(value); }

  /// Throws Unresolved.
  [[nodiscard]] source::Json fill(const source::Json& value) const;
  [[nodiscard]] source::Json fill_text(std::string_view text) const;
  /// The same where matchers stand: nothing the peer sent is read as an operator.
  [[nodiscard]] source::Json fill_matcher(const source::Json& matcher) const;

 private:
  [[nodiscard]] source::Json value_of(const std::string& name) const;

  const scenarios::Scenario& scenario_;
  const Deployment& deployment_;
  std::string run_id_;
  std::map<std::string, source::Json, std::less<>> saved_;
};

/// A value inside a text, a path or a query: texts as they are, anything else as compact JSON.
[[nodiscard]] std::string plain_text(const source::Json& value);

}  // namespace confab::conformance
